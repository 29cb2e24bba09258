local hwlive = require("hwlive")

local client = hwlive.client { timeout_ms = 10000 }
local ok, result = pcall(client.show_record_callback, client, arg[1])
client:close()
if ok then
  print(result.id .. " -> " .. tostring(result.notify_callback_url))
else
  io.stderr:write(("%s [%s, %s, %s, %s]\n"):format(result, result.kind, result.status, result.service_code, result.request_id))
  os.exit(1)
end
