-- The action "lua.gatehouse REQUIREMENT" asks Gatehouse whether the request may pass. If so, the identity fields of the answer
-- are added to the request; otherwise the client gets Gatehouse's refusal, or 503 where there is no answer.
local GATEHOUSE = "http://127.0.0.1:8080/guard/forward-auth"
-- Milliseconds for each of the four times that HAProxy asks before it gives up.
local TIMEOUT = 1000
local IDENTITY = {
  "x-auth-user-id", "x-auth-kind", "x-auth-roles", "x-auth-scopes",
  "x-auth-client-id", "x-auth-pool", "x-auth-email", "x-auth-expires",
}
local REFUSALS = { [401] = true, [403] = true, [503] = true }
local UNAVAILABLE =
  '{"type":"urn:gatehouse:problem:upstream_unavailable","title":"Service Unavailable","status":503,"code":"upstream_unavailable"}'

-- All values of a field, in order; nil without the field.
local function values(fields, name)
  local found = fields[name]
  if not found then return nil end
  local list = {}
  for i = 0, #found do list[#list + 1] = found[i] end
  return list
end

local function refuse(txn, answer)
  local reply = txn:reply()
  if answer and REFUSALS[answer.status] then
    reply:set_status(answer.status)
    for _, name in ipairs({ "www-authenticate", "retry-after", "content-type" }) do
      for _, value in ipairs(values(answer.headers, name) or {}) do reply:add_header(name, value) end
    end
    reply:set_body(answer.body)
  else
    reply:set_status(503)
    reply:add_header("retry-after", "1")
    reply:add_header("content-type", "application/problem+json")
    reply:set_body(UNAVAILABLE)
  end
  reply:add_header("cache-control", "no-store")
  txn:done(reply)
end

core.register_action("gatehouse", { "http-req" }, function(txn, requirement)
  local fields = txn.http:req_get_headers()
  -- Only these fields, and no body. Of two Authorization fields Gatehouse makes a refusal.
  local question = {
    ["authorization"] = values(fields, "authorization"),
    ["x-forwarded-method"] = { txn.f:method() },
    ["x-forwarded-uri"] = { txn.f:pathq() },
    ["x-forwarded-host"] = values(fields, "x-forwarded-host"),
    ["x-forwarded-proto"] = values(fields, "x-forwarded-proto"),
    ["x-forwarded-for"] = values(fields, "x-forwarded-for"),
  }
  local target = GATEHOUSE .. "?" .. requirement
  local asked, answer = pcall(function()
    return core.httpclient():get({ url = target, headers = question, timeout = TIMEOUT })
  end)
  if not asked or not answer or answer.status ~= 200 then
    return refuse(txn, asked and answer)
  end
  for _, name in ipairs(IDENTITY) do
    local value = values(answer.headers, name)
    txn.http:req_set_header(name, value and value[1] or "")
  end
end, 1)
