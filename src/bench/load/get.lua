-- GET the URL's path, with a bearer token from the file if there is one: each in turn.
package.path = (os.getenv("BENCH_LOAD") or ".") .. "/?.lua;" .. package.path
local answers = require("answers")
local threads = {} -- one: wrk -t1

function setup(thread) threads[#threads + 1] = thread end

function init(args)
  answers.setup(args)
  local requests = {}
  for i, token in ipairs(answers.lines) do
    requests[i] = wrk.format("GET", nil, { ["Host"] = "127.0.0.1", ["Authorization"] = "Bearer " .. token })
  end
  if #requests == 0 then requests[1] = wrk.format("GET", nil, { ["Host"] = "127.0.0.1" }) end
  request = answers.turns(requests)
  response = answers.check
end

function done(summary, latency) answers.report(summary, latency, threads[1]) end
