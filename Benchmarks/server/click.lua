-- Users who are signed in and click, each every few seconds: the inbox, a list, a record, a search, the overview.
local users, paths, count = {}, {}, 0
function init(args)
   for line in io.lines(args[1]) do users[#users + 1] = line end
   for place = 2, #args do paths[#paths + 1] = args[place] end
   math.randomseed(7)
end
function delay() return math.random(0, 10000) end
function request()
   count = count + 1
   wrk.headers["Cookie"] = users[count % #users + 1]
   return wrk.format("GET", paths[math.random(#paths)])
end
function done(summary, latency)
   local e = summary.errors
   print(string.format("RESULT %d %d %d %.0f %.0f %.0f", summary.requests, summary.duration, e.status + e.connect + e.read + e.write + e.timeout,
      latency:percentile(50), latency:percentile(99), latency.max))
end
