-- Creates one record a request, each different, so that nothing can be answered from a cache.
local thread = 0
function setup(t) t:set("id", thread); thread = thread + 1 end
function init(args)
   path, token, body = args[1], args[2], args[3]
   wrk.headers["Authorization"] = token
   wrk.headers["Content-Type"] = "application/json"
   count = 0
end
function request()
   count = count + 1
   return wrk.format("POST", path, nil, (body:gsub("@", id .. "-" .. count)))
end
function done(summary, latency)
   local e = summary.errors
   print(string.format("RESULT %d %d %d %.0f %.0f %.0f", summary.requests, summary.duration, e.status + e.connect + e.read + e.write + e.timeout,
      latency:percentile(50), latency:percentile(99), latency.max))
end
