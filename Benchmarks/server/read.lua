-- Asks for the same address again and again.
function init(args)
   path, token = args[1], args[2]
   if token ~= "" then wrk.headers["Authorization"] = token end
end
function request() return wrk.format("GET", path) end
function done(summary, latency)
   local e = summary.errors
   print(string.format("RESULT %d %d %d %.0f %.0f %.0f", summary.requests, summary.duration, e.status + e.connect + e.read + e.write + e.timeout,
      latency:percentile(50), latency:percentile(99), latency.max))
end
