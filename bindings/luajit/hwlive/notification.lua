--- Notifications that the service posts to a callback's URL.
--
-- A notification is a table with these fields, nil if they were not sent. event is a number hwlive.EVENT_*, to compare with a
-- callback's events. Times that end in unix are in seconds since 1970; file_size is in bytes, record_duration in seconds, width
-- and height in pixels; json is the body as it was received. Keep json and auth_sign, the signature, out of logs.
--
-- Anyone can post a notification. Do not believe it before it is verified.
local C = require("hwlive.library")
local call = require("hwlive.call")
local d = require("hwlive.declarations")
local ffi = require("ffi")

local M = {}
local Notification = {}
Notification.__index = Notification
Notification.__tostring = function(self) return "hwlive.notification: " .. tostring(self.event_type) end

local function read(handle)
  return setmetatable({
    event = C.hwlive_notification_event(handle),
    project_id = call.string(C.hwlive_notification_project_id(handle)),
    job_id = call.string(C.hwlive_notification_job_id(handle)),
    task_id = call.string(C.hwlive_notification_task_id(handle)),
    event_type = call.string(C.hwlive_notification_event_type(handle)),
    publish_domain = call.string(C.hwlive_notification_publish_domain(handle)),
    app = call.string(C.hwlive_notification_app(handle)),
    stream = call.string(C.hwlive_notification_stream(handle)),
    record_format = call.string(C.hwlive_notification_record_format(handle)),
    download_url = call.string(C.hwlive_notification_download_url(handle)),
    play_url = call.string(C.hwlive_notification_play_url(handle)),
    asset_id = call.string(C.hwlive_notification_asset_id(handle)),
    start_time = call.string(C.hwlive_notification_start_time(handle)),
    end_time = call.string(C.hwlive_notification_end_time(handle)),
    obs_location = call.string(C.hwlive_notification_obs_location(handle)),
    obs_bucket = call.string(C.hwlive_notification_obs_bucket(handle)),
    obs_object = call.string(C.hwlive_notification_obs_object(handle)),
    auth_timestamp = call.string(C.hwlive_notification_auth_timestamp(handle)),
    auth_sign = call.string(C.hwlive_notification_auth_sign(handle)),
    start_time_unix = call.unix_time(C.hwlive_notification_start_time_unix(handle)),
    end_time_unix = call.unix_time(C.hwlive_notification_end_time_unix(handle)),
    file_size = call.not_negative(C.hwlive_notification_file_size(handle)),
    record_duration = call.not_negative(C.hwlive_notification_record_duration(handle)),
    width = call.not_negative(C.hwlive_notification_width(handle)),
    height = call.not_negative(C.hwlive_notification_height(handle)),
    json = call.string(C.hwlive_notification_json(handle, nil)),
  }, Notification)
end

local function parsed(body)
  if type(body) ~= "string" then error("the body must be a string", 0) end
  return call.owned("hwlive_notification", C.hwlive_notification_free, C.hwlive_notification_parse, ffi.cast("const char *", body), #body)
end

--- Reads the body of a post, a string, without checking its signature. Throws an error of the kind malformed if it is not a
-- notification.
function M.parse(body) return read(parsed(body)) end

--- Checks that the service signed a body with the callback's key, and returns the notification.
--
-- rules may have accept: hwlive.ACCEPT_* or a callback's accept; tolerance_ms: how long after its timestamp a signature is
-- accepted, -1 is for ever; now_unix: the time to check against, in seconds since 1970, 0 is this machine's clock. Throws an
-- error of the kind unsigned, wrong_signature, expired or malformed.
function M.verify(body, key, rules)
  rules = rules or {}
  local handle = parsed(body)
  call.call(C.hwlive_notification_verify, handle, call.text(key, "key"),
    call.uint32(rules.accept or d.HWLIVE_ACCEPT_HMACSHA256, "accept"),
    call.int64(rules.tolerance_ms or d.HWLIVE_NOTIFICATION_TOLERANCE_MS, "tolerance"), call.int64(rules.now_unix or 0, "time"))
  return read(handle)
end

--- Checks that the service signed this notification; see hwlive.verify_notification.
function Notification:verify(key, rules) M.verify(self.json, key, rules) end

return M
