-- The scenario, in LuaJIT. usage: scenario.lua scenario.json
local cjson = require("cjson")
local ffi = require("ffi")
local hwlive = require("hwlive")

-- Lua has neither threads nor fork; programs that embed it have both.
ffi.cdef [[
int fork(void);
int waitpid(int, int *, int);
void _exit(int);
]]

local function shown(value) return type(value) == "string" and value or cjson.encode(value) end

local function same(one, other)
  if other == cjson.null then return one == nil end
  if type(other) ~= "table" then return one == other end
  if type(one) ~= "table" or #one ~= #other then return false end
  for key, value in pairs(other) do
    if not same(one[key], value) then return false end
  end
  return true
end

local function resident_kib()
  collectgarbage()
  collectgarbage()
  for line in io.lines("/proc/self/status") do
    local kib = line:match("^VmRSS:%s*(%d+)")
    if kib then return tonumber(kib) end
  end
end

local function check_error(expected, failure)
  if getmetatable(failure) ~= hwlive.Error then error(failure, 0) end
  for field, value in pairs(expected) do
    local found = failure[field]
    if field == "has_request_id" then found = failure.request_id ~= nil end
    if not same(found, value) then error(("%s: %s, not %s: %s"):format(field, shown(found), shown(value), tostring(failure)), 0) end
  end
  if tostring(failure) == "" then error("no message", 0) end
end

local function attempt(step, id, action, ...)
  local ok, got = pcall(action, ...)
  if not ok then return check_error(step.error or error(got, 0), got) end
  if step.error then error("no error", 0) end
  for field, expected in pairs(step.expect) do
    if not same(got[field], expected) then
      error(field .. ": " .. shown(got[field]) .. ", not " .. shown(expected), 0)
    end
  end
  if id and (got.id ~= id or not got.request_id) then error(shown(got), 0) end
end

-- Shows a callback with the step's options of a call, and checks the report.
local function with_options(step, client, id)
  local settings = {}
  for name, value in pairs(step.call or {}) do
    if name == "header" then
      settings.headers = { [value[1]] = value[2] }
    else
      settings[name] = value
    end
    if name == "access_key" then settings[name] = { value[1], value[2] } end
  end
  local call = hwlive.call(settings)
  if call:report().attempts ~= 0 or call:report().total_us then error(shown(call:report()), 0) end
  if step.cancelled then call:cancel() end
  local ok, got = pcall(client.show_record_callback, client, id, call)
  local report = call:report()
  for field, expected in pairs(step.report or {}) do
    if not same(report[field], expected) or report.total_us <= 0 or report.bytes_sent <= 0 then error(shown(report), 0) end
    if not step.error and (report.bytes_received <= 0 or not report.peer_address) then error(shown(report), 0) end
  end
  if not ok then error(got, 0) end
  return got
end

local function calls(step, client, times)
  for _ = 1, times do
    for _, id in ipairs(step.ids) do
      if step.call or step.cancelled then
        attempt(step, id, with_options, step, client, id)
      else
        attempt(step, id, client.show_record_callback, client, id)
      end
    end
  end
end

local function listed(step, client)
  local filters = {}
  for index, name in ipairs { "publish_domain", "app" } do
    if step.list[index] ~= cjson.null then filters[name] = step.list[index] end
  end
  local function list(with)
    local got = client:list_record_callbacks(filters, with)
    for _, one in ipairs(got) do
      if not (one.id and one.json and one.request_id) then error(shown(one), 0) end
    end
    if not got.request_id then error("no request id", 0) end
    return { count = #got, total = got.total, is_complete = got.is_complete, first = got[1] and got[1].id }
  end
  attempt(step, nil, list)
  attempt(step, nil, list, hwlive.call { timeout_ms = 20000 })
end

-- In so many children at once.
local function forked(count, action)
  local children = {}
  for index = 1, count do
    children[index] = ffi.C.fork()
    if children[index] == 0 then
      local ok, why = pcall(action)
      if not ok then io.stderr:write(tostring(why), "\n") end
      ffi.C._exit(ok and 0 or 1)
    end
  end
  for _, child in ipairs(children) do
    local status = ffi.new("int[1]")
    ffi.C.waitpid(child, status, 0)
    if status[0] ~= 0 then error("a child ended with " .. status[0], 0) end
  end
end

-- How many arguments come before the table of options, and what the arguments of C are called in it.
local SESSION = { 0, "session_name", "duration_seconds", "policy", "policy_ids" }
local WITH_OPTIONS = {
  oidc = { 2, "id_token", "id_token_file" }, oidc_session = SESSION,
  agency_by_name = { 1, "domain_name", "domain_id" }, agency_session = SESSION,
}

local function config(step)
  local made = hwlive.config()
  if step.environment ~= false then made:load_environment() end
  local names = {}
  for name in pairs(step.settings or {}) do names[#names + 1] = name end
  table.sort(names) -- A region is defined before it is set.
  for _, name in ipairs(names) do
    local value = step.settings[name]
    local values = type(value) == "table" and value or { value }
    for index, part in pairs(values) do values[index] = part ~= cjson.null and part or nil end
    local options = WITH_OPTIONS[name]
    if options then
      local given = {}
      for index = 2, #options do given[options[index]] = values[options[1] + index - 1] end
      values = { unpack(values, 1, options[1]) }
      values[options[1] + 1] = given
    end
    if type(value) == "table" or value == cjson.null then
      made[name](made, unpack(values, 1, 3))
    elseif name:find("^load_") then
      made[name](made, value)
    else
      made:set { [name] = value }
    end
  end
  return made
end

local function notification(step, key)
  local rules = { now_unix = step.now_unix }
  attempt(step, nil, hwlive.verify_notification, step.notification, key, rules)
  if not step.error then hwlive.parse_notification(step.notification):verify(key, rules) end
end

local function refused(step)
  for _, one in ipairs(step.refused) do
    local says = shown(one.settings)
    local ok, failure = pcall(function() return hwlive.client(config(one)) end)
    if ok or failure.kind ~= one.kind or not tostring(failure):find(one.says, 1, true) then error(says .. ": " .. tostring(failure), 0) end
  end
end

local function logged(step)
  local events = {}
  local client = hwlive.client(config(step):log(step.log, function(level, message) events[#events + 1] = { level, message } end))
  collectgarbage() -- The config is dropped.
  for _ = 1, 200 do calls(step, client, 1) end -- So often that it would be compiled.
  for _, event in ipairs(events) do
    if event[1] == step.log and event[2]:find(step.says, 1, true) then return end
  end
  error(shown(events), 0)
end

-- A log function cancels the call that it is in, before it is tried again. The call has no report meanwhile, and nothing else may use it.
local function cancelled_by_log()
  local call, seen, client = hwlive.call { timeout_ms = 60000 }, {}, nil
  local settings = hwlive.config():load_environment():log(hwlive.LOG_DEBUG, function()
    local ok, failure = pcall(client.show_record_callback, client, "bare", call)
    seen = { ok = ok, failure = failure, report = call:report() }
    call:cancel()
  end)
  client = hwlive.client(settings)
  local ok, failure = pcall(client.show_record_callback, client, "busy", call)
  if ok or failure.kind ~= "cancelled" then error(tostring(failure), 0) end
  if seen.ok or seen.failure.kind ~= "invalid_argument" or seen.report.attempts ~= 0 then error(tostring(seen.failure), 0) end
  client:close()
end

-- Options that are misspelled or missing are refused.
local function options()
  for _, wrong in ipairs {
    { oidc_session = { name = "session" } }, { oidc_session = "session" }, { agency_session = { policy_ids = { 1 } } },
    { oidc = { "provider", "agency", "token" } }, { agency_by_name = { "agency", { domain = "account" } } },
    { oidc_session = { policy_ids = {} } }, { oidc_session = { policy_ids = { "a", "b\0" } } },
    { agency_session = { duration_seconds = 2 ^ 32 + 900 } }, { agency_session = { duration_seconds = false } },
    { oidc = { "provider", "agency" } }, { agency_by_name = "agency" },
  } do
    if pcall(function() hwlive.config():set(wrong) end) then error(shown(wrong) .. " was taken", 0) end
  end
  hwlive.config():set { oidc_session = { session_name = "session", policy_ids = { "a", "b" } }, agency_session = {} }
    :oidc_session():agency("iam::account:agency:name"):agency(nil)
end

-- Numbers that C would cut are refused.
local function out_of_range()
  for _, wrong in ipairs { 2 ^ 32 + 1, -1, 1.5, 0 / 0, "1" } do
    local ok, failure = pcall(function() hwlive.config():max_retries(wrong) end)
    if ok or failure.kind ~= "invalid_argument" then error(tostring(wrong) .. " was taken", 0) end
  end
end

local function run(step, key)
  if step.run then return step.run() end
  if step.notification then return notification(step, key) end
  if step.refused then return refused(step) end
  if step.log then return logged(step) end
  if step.version then return assert(hwlive.version():find(step.version, 1, true) == 1) end
  local function make() return hwlive.client(config(step)) end
  local ok, client = pcall(make)
  if not ok then return attempt(step, nil, error, client, 0) end
  local times = step.times or 1
  if step.closed then client:close() end
  if step.shutdown then client:shutdown() end
  local function work()
    for _ = 1, step.dropped or 0 do calls(step, make(), 1) end
    if not step.dropped then calls(step, client, times) end
  end
  if step.list then return listed(step, client) end
  if step.growth_kib then work() end
  local before = resident_kib()
  if step.threads then
    forked(step.threads, function() calls(step, make(), times) end)
  elseif step.forks then
    calls(step, client, 1)
    forked(step.forks, function() calls(step, client, times) end)
    calls(step, client, 1)
  else
    work()
  end
  local growth = resident_kib() - before
  if step.growth_kib and growth > step.growth_kib then error("grew by " .. growth .. " KiB", 0) end
  if step.replaced then
    client:replace_credentials(hwlive.config():load_environment())
    assert(client:show_record_callback(step.ids[1]).id == step.ids[1])
  end
  client:close()
end

local file = assert(io.open(arg[1]))
local scenario = cjson.decode(file:read("*a"))
file:close()
local failed = false
scenario.steps[#scenario.steps + 1] = { name = "a log function that cancels", run = cancelled_by_log }
scenario.steps[#scenario.steps + 1] = { name = "numbers out of range", run = out_of_range }
scenario.steps[#scenario.steps + 1] = { name = "options of settings", run = options }
for _, step in ipairs(scenario.steps) do
  if step.settings and step.settings.credentials_provider then
    print("--   " .. step.name .. ": LuaJIT cannot run a function in a thread of the library's")
  else
    local ok, why = pcall(run, step, scenario.key)
    print((ok and "ok   " or "FAIL ") .. step.name .. (step.threads and " (in processes)" or "") .. (ok and "" or ": " .. tostring(why)))
    failed = failed or not ok
  end
  io.stdout:flush()
end
os.exit(failed and 1 or 0)
