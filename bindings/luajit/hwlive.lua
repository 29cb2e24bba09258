-- Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean.
local ffi = require("ffi")

-- Handles differ by type, so that they cannot be mixed up.
local names = "id publish_domain app notify_callback_url sign_type_text create_time update_time request_id"
local function declare(pattern, list) -- @ in the pattern is each of the names
  for name in list:gmatch("%S+") do ffi.cdef((pattern:gsub("@", name))) end
end
declare("typedef struct hwlive_@ hwlive_@; void hwlive_@_free(hwlive_@ *);", "config client record_callback notification error")
declare("int32_t hwlive_config_set_@(hwlive_config *, const char *, hwlive_error **);",
  "region endpoint project_id auth_token proxy ca_file user_agent")
declare("int32_t hwlive_config_set_@(hwlive_config *, uint32_t, hwlive_error **);", "timeout_ms connect_timeout_ms max_retries")
declare("const char *hwlive_record_callback_@(const hwlive_record_callback *);", names)
declare("const char *hwlive_error_@(const hwlive_error *);", "message service_code request_id")
ffi.cdef [[
hwlive_config *hwlive_config_new(void);
int32_t hwlive_config_load_environment(hwlive_config *, hwlive_error **);
int32_t hwlive_config_set_access_key(hwlive_config *, const char *, const char *, const char *, hwlive_error **);
int32_t hwlive_client_new(const hwlive_config *, hwlive_client **, hwlive_error **);
int32_t hwlive_show_record_callback(const hwlive_client *, const char *, hwlive_record_callback **, hwlive_error **);
size_t hwlive_record_callback_notify_event_subscription_count(const hwlive_record_callback *);
const char *hwlive_record_callback_notify_event_subscription_at(const hwlive_record_callback *, size_t);
uint32_t hwlive_record_callback_events(const hwlive_record_callback *);
int32_t hwlive_record_callback_sign_type(const hwlive_record_callback *);
uint32_t hwlive_record_callback_accept(const hwlive_record_callback *);
int64_t hwlive_record_callback_create_time_unix(const hwlive_record_callback *);
int64_t hwlive_record_callback_update_time_unix(const hwlive_record_callback *);
const char *hwlive_record_callback_json(const hwlive_record_callback *, size_t *);
int32_t hwlive_notification_parse(const char *, size_t, hwlive_notification **, hwlive_error **);
int32_t hwlive_notification_verify(const hwlive_notification *, const char *, uint32_t, int64_t, int64_t, hwlive_error **);
int32_t hwlive_error_http_status(const hwlive_error *);
]]
local C = ffi.load("libhwlive.so.0.1")
local kinds = { [0] = "ok", "other", "invalid_argument", "credentials", "unauthorized", "not_found", "throttled", "service",
  "connect", "tls", "timeout", "bad_response", "cancelled", "panic", "malformed", "unsigned", "wrong_signature", "expired" }
local M = { ACCEPT_HMACSHA256 = 1, ACCEPT_MD5 = 2, ACCEPT_UNSIGNED = 4 }

local function free(type, handle)
  if handle then C["hwlive_" .. type .. "_free"](ffi.gc(handle, nil)) end
end

-- What is thrown: kind, message, status (0: no answer), service_code and request_id (nil: none).
M.Error = { __tostring = function(self) return self.message end }
local function fail(fields) error(setmetatable(fields, M.Error), 0) end

local function text(pointer) return pointer ~= nil and ffi.string(pointer) or nil end

local function time(seconds) return seconds ~= ffi.cast("int64_t", -2 ^ 63) and tonumber(seconds) or nil end -- INT64_MIN is none.

local function call(name, ...)
  local slot, arguments, count = ffi.new("hwlive_error *[1]"), { ... }, select("#", ...)
  for index = 1, count do
    if type(arguments[index]) == "string" and arguments[index]:find("\0", 1, true) then -- C would read up to there.
      fail { kind = "invalid_argument", message = "a text has a NUL character in it", status = 0 }
    end
  end
  arguments[count + 1] = slot
  local code = C["hwlive_" .. name](unpack(arguments, 1, count + 1))
  if code == 0 then return end
  local function ask(field) return text(C["hwlive_error_" .. field](slot[0])) end
  local fields = { kind = kinds[code] or "other", message = ask("message"), status = C.hwlive_error_http_status(slot[0]),
    service_code = ask("service_code"), request_id = ask("request_id") }
  free("error", slot[0])
  fail(fields)
end

-- What a function of C writes to `out`, freed when nothing refers to it any more, also after an error.
local function owned(type, name, ...)
  local out = ffi.new("hwlive_" .. type .. " *[1]")
  local arguments, count = { ... }, select("#", ...)
  arguments[count + 1] = out
  call(name, unpack(arguments, 1, count + 1))
  return ffi.gc(out[0], C["hwlive_" .. type .. "_free"])
end

local Client = {}
Client.__index = Client

-- Settings are the environment's and, over them, hwlive_config_set_… by name: hwlive.client { timeout_ms = 5000 }.
function M.client(settings)
  local config = ffi.gc(C.hwlive_config_new(), C.hwlive_config_free)
  call("config_load_environment", config)
  for name, value in pairs(settings or {}) do
    local values = type(value) == "table" and value or { value }
    call("config_set_" .. name, config, unpack(values, 1, name == "access_key" and 3 or 1))
  end
  return setmetatable({ handle = owned("client", "client_new", config) }, Client)
end

-- Fields are as the service sent them, nil where it sent none; the numbers are HWLIVE_…, defaults applied.
function Client:show_record_callback(id)
  local callback = owned("record_callback", "show_record_callback", self.handle, id)
  local function ask(field, ...) return C["hwlive_record_callback_" .. field](callback, ...) end
  local fields = { notify_event_subscription = {}, events = ask("events"), sign_type = ask("sign_type"), accept = ask("accept"),
    create_time_unix = time(ask("create_time_unix")), update_time_unix = time(ask("update_time_unix")), json = text(ask("json", nil)) }
  for name in names:gmatch("%S+") do fields[name] = text(ask(name)) end
  for index = 1, tonumber(ask("notify_event_subscription_count")) do
    fields.notify_event_subscription[index] = text(ask("notify_event_subscription_at", index - 1))
  end
  free("record_callback", callback)
  return fields
end

-- A client that nothing refers to any more closes itself.
function Client:close()
  free("client", self.handle)
  self.handle = nil
end

-- Throws where a notification's body was not signed with key.
function M.verify_notification(body, key, accept, tolerance_ms, now_unix)
  local notification = owned("notification", "notification_parse", ffi.cast("const char *", body), #body)
  call("notification_verify", notification, key, accept or M.ACCEPT_HMACSHA256, tolerance_ms or 900000, now_unix or 0)
  free("notification", notification)
end

return M
