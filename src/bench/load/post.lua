-- POST the JSON bodies of the file to the URL's path: each in turn.
package.path = (os.getenv("BENCH_LOAD") or ".") .. "/?.lua;" .. package.path
local answers = require("answers")
local threads = {} -- one: wrk -t1

function setup(thread) threads[#threads + 1] = thread end

function init(args)
  answers.setup(args)
  local requests = {}
  local headers = { ["Host"] = "127.0.0.1", ["Content-Type"] = os.getenv("BENCH_TYPE") or "application/json" }
  local target = os.getenv("BENCH_TARGET") -- an operation, where the pool itself is asked
  if target then headers["X-Amz-Target"] = target end
  for i, body in ipairs(answers.lines) do requests[i] = wrk.format("POST", nil, headers, body) end
  request = answers.turns(requests)
  response = answers.check
end

function done(summary, latency) answers.report(summary, latency, threads[1]) end
