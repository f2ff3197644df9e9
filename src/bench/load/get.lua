-- GET the URL's path, with a bearer token from the file if there is one: each in turn. BENCH_FIELDS: more fields, one a line.
package.path = (os.getenv("BENCH_LOAD") or ".") .. "/?.lua;" .. package.path
local answers = require("answers")
local threads = {} -- one: wrk -t1

function setup(thread) threads[#threads + 1] = thread end

function init(args)
  answers.setup(args)
  local fields = { ["Host"] = "127.0.0.1" }
  for name, value in (os.getenv("BENCH_FIELDS") or ""):gmatch("([^\n:]+): ([^\n]*)") do fields[name] = value end
  local requests = {}
  for i, token in ipairs(answers.lines) do
    fields["Authorization"] = "Bearer " .. token
    requests[i] = wrk.format("GET", nil, fields)
  end
  if #requests == 0 then requests[1] = wrk.format("GET", nil, fields) end
  request = answers.turns(requests)
  response = answers.check
end

function done(summary, latency) answers.report(summary, latency, threads[1]) end
