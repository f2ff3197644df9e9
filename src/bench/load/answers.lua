-- What all load scripts share: every answer is checked, and one line of JSON tells how it went.
--
-- wrk -s X.lua URL -- STATUS LENGTH CONTAINS [FILE [MOST]]
--   STATUS    what every answer must have
--   LENGTH    the length of every body in bytes; -1 if it varies
--   CONTAINS  what every body must contain, percent-encoded; or, with BENCH_FIELD, that header field
--   FILE      where the tokens or bodies to send are, one a line; "" for none
--   MOST      after how many answers to stop; 0 for the whole time
local ffi = require("ffi")
ffi.cdef([[
  typedef struct { long seconds; long nanos; } bench_time;
  int clock_gettime(int clock, bench_time *time);
]])

local M = { lines = {} }
local time = ffi.new("bench_time")
local CLOCK_MONOTONIC = 1
local connections = tonumber(os.getenv("BENCH_CONNECTIONS") or "1") -- so many requests may be under way

local field = os.getenv("BENCH_FIELD")

local function now()
  ffi.C.clock_gettime(CLOCK_MONOTONIC, time)
  return tonumber(time.seconds) + tonumber(time.nanos) / 1e9
end

-- A string of JSON.
local function text(value)
  return '"' .. value:gsub('[%c"\\]', " ") .. '"'
end

function M.setup(args)
  M.status = tonumber(args[1])
  M.length = tonumber(args[2])
  M.contains = args[3]:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)
  M.most = tonumber(args[5] or "0")
  -- Global, so that wrk's main thread can read them.
  -- wrk asks for one request beforehand, to look at it.
  sent, answered, wrong, first_wrong, begun = -1, 0, 0, "", 0
  if args[4] and args[4] ~= "" then
    for line in io.lines(args[4]) do M.lines[#M.lines + 1] = line end
  end
end

-- Requests are made beforehand, and sent in turn.
function M.turns(requests)
  local turn = 0
  return function()
    sent = sent + 1
    if sent == 1 then begun = now() end
    turn = turn % #requests + 1
    return requests[turn]
  end
end

local function write(counts, seconds, errors, latency)
  io.write(string.format(
    '\n{"answers":%d,"seconds":%.6f,"wrong":%d,"first_wrong":%s,"lost":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d',
    counts.answered, seconds, counts.wrong, text(counts.first_wrong), counts.sent - counts.answered - connections,
    errors.connect, errors.read, errors.write, errors.timeout))
  if latency then
    io.write(string.format(
      ',"mean":%.3f,"p50":%.3f,"p90":%.3f,"p99":%.3f,"max":%.3f',
      latency.mean / 1e3, latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
  end
  io.write("}\n")
end

function M.check(status, headers, body)
  answered = answered + 1
  local told = field and (headers[field] or "") or body
  if status ~= M.status or (M.length >= 0 and #body ~= M.length) or not told:find(M.contains, 1, true) then
    wrong = wrong + 1
    if first_wrong == "" then first_wrong = status .. " " .. body:sub(1, 200) end
  end
  if answered == M.most then
    -- wrk itself would wait for the end of its time. A connection that broke shows as a request sent and not answered.
    write(_G, now() - begun, { connect = 0, read = 0, write = 0, timeout = 0 })
    io.flush()
    os.exit(0)
  end
end

function M.report(summary, latency, thread)
  local counts = {}
  for _, name in ipairs({ "sent", "answered", "wrong", "first_wrong" }) do counts[name] = thread:get(name) end
  write(counts, summary.duration / 1e6, summary.errors, latency)
end

return M
