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

local function attempt(step, id, action, ...)
  local ok, got = pcall(action, ...)
  if not ok then
    if getmetatable(got) ~= hwlive.Error then error(got, 0) end
    local found = { kind = got.kind, status = got.status, service_code = got.service_code, has_request_id = got.request_id ~= nil }
    if not step.error or not same(found, step.error) or tostring(got) == "" then
      error(shown(found) .. ": " .. tostring(got), 0)
    end
    return
  end
  if step.error then error("no error", 0) end
  if got == nil then return end
  for field, expected in pairs(step.expect) do
    if not same(got[field], expected) then
      error(field .. ": " .. shown(got[field]) .. ", not " .. shown(expected), 0)
    end
  end
  if got.id ~= id or not got.request_id then error(shown(got), 0) end
end

local function calls(step, client, times)
  for _ = 1, times do
    for _, id in ipairs(step.ids) do attempt(step, id, client.show_record_callback, client, id) end
  end
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

local function settings(step)
  local made = {}
  for name, value in pairs(step.settings or {}) do
    made[name] = value
    if type(value) == "table" then
      made[name] = {}
      for index, part in ipairs(value) do made[name][index] = part ~= cjson.null and part or nil end
    end
  end
  return made
end

local function run(step, key)
  if step.notification then
    return attempt(step, nil, hwlive.verify_notification, step.notification, key, nil, nil, step.now_unix)
  end
  local ok, client = pcall(hwlive.client, settings(step))
  if not ok then return attempt(step, nil, error, client, 0) end
  local times = step.times or 1
  if step.closed then client:close() end
  local function work()
    for _ = 1, step.dropped or 0 do calls(step, hwlive.client(settings(step)), 1) end
    if not step.dropped then calls(step, client, times) end
  end
  if step.growth_kib then work() end
  local before = resident_kib()
  if step.threads then
    forked(step.threads, function() calls(step, hwlive.client(settings(step)), times) end)
  elseif step.forks then
    calls(step, client, 1)
    forked(step.forks, function() calls(step, client, times) end)
    calls(step, client, 1)
  else
    work()
  end
  local growth = resident_kib() - before
  if step.growth_kib and growth > step.growth_kib then error("grew by " .. growth .. " KiB", 0) end
  client:close()
end

local file = assert(io.open(arg[1]))
local scenario = cjson.decode(file:read("*a"))
file:close()
local failed = false
for _, step in ipairs(scenario.steps) do
  local ok, why = pcall(run, step, scenario.key)
  print((ok and "ok   " or "FAIL ") .. step.name .. (step.threads and " (in processes)" or "") .. (ok and "" or ": " .. tostring(why)))
  io.stdout:flush()
  failed = failed or not ok
end
os.exit(failed and 1 or 0)
