--- The client. One that nothing refers to any more closes itself. A forked child may use its parent's.
local C = require("hwlive.library")
local call = require("hwlive.call")
local config = require("hwlive.config")
local errors = require("hwlive.errors")
local ffi = require("ffi")
local options = require("hwlive.options")
local record_callback = require("hwlive.record_callback")

local M = {}
local Client = {}
Client.__index = Client

--- Makes a client: of a config, or of the environment's settings and, over them, those of a table, by the names of the config's
-- methods: hwlive.client { region = "cn-north-4", timeout_ms = 5000 }.
function M.new(settings)
  local made = settings
  if not (type(settings) == "table" and settings.handle) then made = config.new():load_environment():set(settings or {}) end
  return setmetatable({
    handle = call.owned("hwlive_client", C.hwlive_client_free, C.hwlive_client_new, made.handle),
    log_kept = made.log_kept, -- The library calls it until the client is freed.
  }, Client)
end

local function open(self)
  if not self.handle then errors.invalid_argument("the client is closed") end
  return self.handle
end

--- Asks the service for one recording callback and returns it; see hwlive.record_callback. Blocks at most for the client's
-- timeout. with may be a hwlive.call with options of this call.
function Client:show_record_callback(id, with)
  local callback = call.owned("hwlive_record_callback", C.hwlive_record_callback_free, C.hwlive_show_record_callback_with,
    open(self), call.text(id, "id"), options.handle(with))
  local fields = record_callback.read(callback)
  C.hwlive_record_callback_free(ffi.gc(callback, nil))
  return fields
end

--- Asks the service for the recording callbacks of the project and returns them; see hwlive.record_callback.
--
-- filters may have publish_domain: the ingest domain of those that are listed; app: the application that those apply to that are
-- listed. The limits are those of show_record_callback, for all pages together.
function Client:list_record_callbacks(filters, with)
  filters = filters or {}
  local list = call.owned("hwlive_record_callback_list", C.hwlive_record_callback_list_free, C.hwlive_list_record_callbacks_with,
    open(self), call.text(filters.publish_domain, "publish_domain"), call.text(filters.app, "app"), options.handle(with))
  local callbacks = record_callback.read_list(list)
  C.hwlive_record_callback_list_free(ffi.gc(list, nil))
  return callbacks
end

--- Uses the credentials of a config for every call that starts later.
function Client:replace_credentials(other) call.call(C.hwlive_client_replace_credentials, open(self), other.handle) end

--- Ends all calls of this client, now and later, with an error of the kind cancelled.
function Client:shutdown() C.hwlive_client_shutdown(open(self)) end

--- Closes the client. Later calls fail.
function Client:close()
  if self.handle then C.hwlive_client_free(ffi.gc(self.handle, nil)) end
  self.handle = nil
end

return M
