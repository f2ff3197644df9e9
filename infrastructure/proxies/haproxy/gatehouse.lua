-- The action "lua.gatehouse REQUIREMENT" asks Gatehouse whether the request may pass. If so, the identity fields of the answer
-- are added to the request; otherwise the client gets Gatehouse's refusal, or 503 where there is no answer.
local GATEHOUSE = "http://127.0.0.1:8080/guard/forward-auth"
-- Milliseconds for each of the four times that HAProxy asks before it gives up.
local TIMEOUT = 1000
local IDENTITY = {
  "x-auth-user-id", "x-auth-kind", "x-auth-roles", "x-auth-scopes",
  "x-auth-client-id", "x-auth-pool", "x-auth-email", "x-auth-expires",
}
local REFUSALS = { [302] = true, [401] = true, [403] = true, [503] = true }
-- What says whether a page of another site may have caused the request, and whether a person opens a page.
local BROWSER = {
  "origin", "sec-fetch-site", "sec-fetch-mode", "accept",
  "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol",
}
local MOST_COOKIES = 4
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

-- Whether a cookie is Gatehouse's own.
local function is_own(cookie)
  local name = cookie:match("^([^=]*)="):gsub("^__Host%-", ""):gsub("^__Secure%-", "")
  return name == "gatehouse-oauth" or name:match("^gatehouse%-session%.[0-3]$") ~= nil
end

-- Gatehouse's cookies, and the others, each as the value of a Cookie field.
local function split(fields)
  local own, others = {}, {}
  for _, field in ipairs(values(fields, "cookie") or {}) do
    for cookie in field:gmatch("[^;]+") do
      cookie = cookie:gsub("^%s+", ""):gsub("%s+$", "")
      local list = cookie:find("=", 1, true) and is_own(cookie) and own or others
      if cookie ~= "" then list[#list + 1] = cookie end
    end
  end
  return table.concat(own, "; "), table.concat(others, "; ")
end

local function refuse(txn, answer)
  local reply = txn:reply()
  if answer and REFUSALS[answer.status] then
    reply:set_status(answer.status)
    for _, name in ipairs({ "www-authenticate", "retry-after", "content-type", "location", "set-cookie" }) do
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
  local own, others = split(fields)
  -- Only these fields, and no body. Of two Authorization fields Gatehouse makes a refusal.
  local question = {
    ["authorization"] = values(fields, "authorization"),
    ["x-forwarded-method"] = { txn.f:method() },
    ["x-forwarded-uri"] = { txn.f:pathq() },
    ["x-forwarded-host"] = values(fields, "x-forwarded-host"),
    ["x-forwarded-proto"] = values(fields, "x-forwarded-proto"),
    ["x-forwarded-for"] = values(fields, "x-forwarded-for"),
  }
  if own ~= "" then question["cookie"] = { own } end
  for _, name in ipairs(BROWSER) do question[name] = values(fields, name) end
  -- A handshake is known by this, because Upgrade is not passed on.
  if fields["upgrade"] then question["sec-fetch-mode"] = { "websocket" } end
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
  -- For an application that checks tokens itself: add token=true to the requirement, and it gets the token of a browser's session
  -- as it gets that of other clients.
  local token = values(answer.headers, "x-auth-access-token")
  if token and token[1] ~= "" then txn.http:req_set_header("authorization", "Bearer " .. token[1]) end
  if others == "" then
    txn.http:req_del_header("cookie")
  else
    txn.http:req_set_header("cookie", others)
  end
  -- The session was refreshed, or has ended: haproxy.cfg adds these lines to the answer.
  for i, line in ipairs(values(answer.headers, "set-cookie") or {}) do
    if i <= MOST_COOKIES then txn:set_var("txn.set_cookie_" .. i, line) end
  end
end, 1)
