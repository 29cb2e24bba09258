--- A recording callback: a table with these fields.
--
-- Texts are as the service sent them, or nil if it sent none. notify_event_subscription is a list. events, sign_type and accept
-- are numbers hwlive.EVENT_*, SIGN_TYPE_* and ACCEPT_*, with the service's defaults applied; accept is for
-- hwlive.verify_notification. Times that end in unix are in seconds since 1970, or nil. json is the body as it was received; in
-- a list, the part that describes this callback.
--
-- A list is a table of callbacks, in the service's order: #list and ipairs(list). total is how many there are, as the service said,
-- or nil; a filter counts. is_complete says whether all of them are here: not if there are too many, or if some came or went
-- meanwhile. request_id is the id of the last page's request.
local C = require("hwlive.library")
local call = require("hwlive.call")

local M = {}

function M.read(callback)
  local subscription = {}
  for index = 1, tonumber(C.hwlive_record_callback_notify_event_subscription_count(callback)) do
    subscription[index] = call.string(C.hwlive_record_callback_notify_event_subscription_at(callback, index - 1))
  end
  return {
    id = call.string(C.hwlive_record_callback_id(callback)),
    publish_domain = call.string(C.hwlive_record_callback_publish_domain(callback)),
    app = call.string(C.hwlive_record_callback_app(callback)),
    notify_callback_url = call.string(C.hwlive_record_callback_notify_callback_url(callback)),
    notify_event_subscription = subscription,
    events = C.hwlive_record_callback_events(callback),
    sign_type_text = call.string(C.hwlive_record_callback_sign_type_text(callback)),
    sign_type = C.hwlive_record_callback_sign_type(callback),
    accept = C.hwlive_record_callback_accept(callback),
    create_time = call.string(C.hwlive_record_callback_create_time(callback)),
    create_time_unix = call.unix_time(C.hwlive_record_callback_create_time_unix(callback)),
    update_time = call.string(C.hwlive_record_callback_update_time(callback)),
    update_time_unix = call.unix_time(C.hwlive_record_callback_update_time_unix(callback)),
    request_id = call.string(C.hwlive_record_callback_request_id(callback)),
    json = call.string(C.hwlive_record_callback_json(callback, nil)),
  }
end

function M.read_list(list)
  local callbacks = {
    total = call.not_negative(C.hwlive_record_callback_list_total(list)),
    is_complete = C.hwlive_record_callback_list_is_complete(list) == 1,
    request_id = call.string(C.hwlive_record_callback_list_request_id(list)),
  }
  for index = 1, tonumber(C.hwlive_record_callback_list_count(list)) do
    callbacks[index] = M.read(C.hwlive_record_callback_list_at(list, index - 1))
  end
  return callbacks
end

return M
