--- Recording callbacks of Huawei Cloud Live.
--
--     local hwlive = require("hwlive")
--     local client = hwlive.client { region = "cn-north-4", timeout_ms = 10000 }
--     local callback = client:show_record_callback("e2fe84def7e476651034ec4b9e92bc30")
--     print(callback.notify_callback_url)
--     client:close()
--
-- What fails throws an error of hwlive.errors. The work is done by the library libhwlive; hwlive/library.lua says where it is
-- looked for.
local client = require("hwlive.client")
local config = require("hwlive.config")
local d = require("hwlive.declarations")
local errors = require("hwlive.errors")
local ffi = require("ffi")
local library = require("hwlive.library")
local notification = require("hwlive.notification")
local options = require("hwlive.options")

return {
  --- Makes the options of one call; see hwlive.options.
  call = options.new,
  --- Makes a client; see hwlive.client.
  client = client.new,
  --- Makes settings; see hwlive.config.
  config = config.new,
  --- The metatable of errors; see hwlive.errors.
  Error = errors.Error,
  --- Reads the body of a post; see hwlive.notification.
  parse_notification = notification.parse,
  --- Checks the signature of a body; see hwlive.notification.
  verify_notification = notification.verify,

  --- Returns the version of the library that was loaded, such as "0.1.0".
  version = function() return ffi.string(library.hwlive_version()) end,

  --- Bits of a callback's events. OTHER: at least one event that the library does not know.
  EVENT_RECORD_NEW_FILE_START = d.HWLIVE_EVENT_RECORD_NEW_FILE_START,
  EVENT_RECORD_FILE_COMPLETE = d.HWLIVE_EVENT_RECORD_FILE_COMPLETE,
  EVENT_RECORD_OVER = d.HWLIVE_EVENT_RECORD_OVER,
  EVENT_RECORD_FAILED = d.HWLIVE_EVENT_RECORD_FAILED,
  EVENT_RECORD_START = d.HWLIVE_EVENT_RECORD_START,
  EVENT_OTHER = d.HWLIVE_EVENT_OTHER,

  --- A callback's sign_type. OTHER: a type that the library does not know.
  SIGN_TYPE_OTHER = d.HWLIVE_SIGN_TYPE_OTHER,
  SIGN_TYPE_HMACSHA256 = d.HWLIVE_SIGN_TYPE_HMACSHA256,
  SIGN_TYPE_MD5 = d.HWLIVE_SIGN_TYPE_MD5,

  --- Which signatures of a notification are accepted, as bits. MD5 covers neither the event nor the URL: anyone who has seen one
  -- notification can forge others. UNSIGNED is no signature at all: use it only if something else proves who sends.
  ACCEPT_HMACSHA256 = d.HWLIVE_ACCEPT_HMACSHA256,
  ACCEPT_MD5 = d.HWLIVE_ACCEPT_MD5,
  ACCEPT_UNSIGNED = d.HWLIVE_ACCEPT_UNSIGNED,

  --- Levels of config:log. Each includes those with lower numbers.
  LOG_OFF = d.HWLIVE_LOG_OFF,
  LOG_ERROR = d.HWLIVE_LOG_ERROR,
  LOG_WARN = d.HWLIVE_LOG_WARN,
  LOG_INFO = d.HWLIVE_LOG_INFO,
  LOG_DEBUG = d.HWLIVE_LOG_DEBUG,
  LOG_TRACE = d.HWLIVE_LOG_TRACE,

  --- How an access key signs requests. SDK-HMAC-SM3 needs a library that was built with its feature sm3.
  SIGNING_SDK_HMAC_SHA256 = d.HWLIVE_SIGNING_SDK_HMAC_SHA256,
  SIGNING_V11_HMAC_SHA256 = d.HWLIVE_SIGNING_V11_HMAC_SHA256,
  SIGNING_SDK_HMAC_SM3 = d.HWLIVE_SIGNING_SDK_HMAC_SM3,

  --- The certificate authorities that are trusted.
  TRUST_BUILT_IN = d.HWLIVE_TRUST_BUILT_IN,
  TRUST_SYSTEM = d.HWLIVE_TRUST_SYSTEM,

  --- Versions of TLS.
  TLS_1_2 = d.HWLIVE_TLS_1_2,
  TLS_1_3 = d.HWLIVE_TLS_1_3,

  --- The family of the addresses that are connected to.
  IP_ANY = d.HWLIVE_IP_ANY,
  IP_4 = d.HWLIVE_IP_4,
  IP_6 = d.HWLIVE_IP_6,

  --- How long after its timestamp a signature is accepted by default: 15 minutes.
  NOTIFICATION_TOLERANCE_MS = d.HWLIVE_NOTIFICATION_TOLERANCE_MS,
}
