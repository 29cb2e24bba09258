--- Run by `luarocks test`, with the stand-in: hwlive-stand-in -- luarocks test. Without it, less is tested.
local hwlive = require("hwlive")

local ID = "e2fe84def7e476651034ec4b9e92bc30"
local KEY = "0123456789abcdef0123456789abcdef"
local NOW = 1583676745
local BODY = '{"event_type": "RECORD_FILE_COMPLETE", "publish_domain": "push.example.com", "app": "live", "stream": "直播", '
  .. '"download_url": "https://obs.example.com/record-1.m3u8", "file_size": 3957964, "auth_timestamp": 1583676745, '
  .. '"auth_sign": "e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78"}'

local function fails(kind, ...)
  local ok, failure = pcall(...)
  assert(not ok and failure.kind == kind, tostring(failure))
end

assert(hwlive.verify_notification(BODY, KEY, { now_unix = NOW }).stream == "直播")
fails("wrong_signature", hwlive.verify_notification, BODY, KEY:reverse(), { now_unix = NOW })
fails("expired", hwlive.verify_notification, BODY, KEY, { now_unix = NOW + 3600 })

if os.getenv("HUAWEICLOUD_SDK_ENDPOINT") then
  local client = hwlive.client { timeout_ms = 10000 }
  assert(client:show_record_callback(ID).id == ID)
  fails("not_found", client.show_record_callback, client, "unknown")
  client:close()
else
  print("the stand-in is not there: no callback was asked for")
end
print("ok")
