--- Options of one call, to be given to a method of a client. It is for one call at a time, and may be used again. Once it was
-- cancelled, it stays cancelled: make a new one. All methods that set an option return the object. An option that cannot be used
-- throws an error of the kind invalid_argument.
local C = require("hwlive.library")
local call = require("hwlive.call")
local ffi = require("ffi")

local M = {}
local Call = {}
Call.__index = Call
Call.__tostring = function() return "hwlive.call" end -- It may have secrets.

local SETTINGS = { timeout_ms = true, headers = true, access_key = true, auth_token = true }

--- Makes the options of a call: hwlive.call { timeout_ms = 500, headers = { traceparent = value }, access_key = { access_key,
-- secret_key } }. What is not given is as the client has it.
function M.new(settings)
  local made = setmetatable({ handle = ffi.gc(C.hwlive_call_new(), C.hwlive_call_free) }, Call)
  for name, value in pairs(settings or {}) do
    if not SETTINGS[name] then error("there is no option " .. tostring(name), 0) end
    if name == "headers" then
      for header, line in pairs(value) do made:add_header(header, line) end
    elseif type(value) == "table" then
      Call[name](made, unpack(value, 1, table.maxn(value)))
    else
      Call[name](made, value)
    end
  end
  return made
end

--- The call of C, or nil if there are no options.
function M.handle(options)
  if options == nil then return nil end
  if getmetatable(options) ~= Call then error("call must be made by hwlive.call", 0) end
  return options.handle
end

local function set(self, run, ...)
  call.call(run, self.handle, ...)
  return self
end

--- Limits the whole call, in milliseconds. It may be more than the client's limit.
function Call:timeout_ms(timeout_ms) return set(self, C.hwlive_call_set_timeout_ms, call.uint32(timeout_ms, "timeout")) end

--- Adds a header line to the requests that go to Live. It is sent as it is, and is not signed.
function Call:add_header(name, value)
  return set(self, C.hwlive_call_add_header, call.text(name, "header name"), call.text(value, "header value"))
end

--- Sets the access key that signs this call. Replaces other credentials.
function Call:access_key(access_key, secret_key, security_token)
  return set(self, C.hwlive_call_set_access_key, call.text(access_key, "access key"), call.text(secret_key, "secret key"),
    call.text(security_token, "security token"))
end

--- Sets the IAM token that this call carries. Replaces other credentials.
function Call:auth_token(token) return set(self, C.hwlive_call_set_auth_token, call.text(token, "auth token")) end

--- Ends the call that uses this object within 0.2 s, and every later one, with an error of the kind cancelled. Returns at once.
--
-- A log function may call it in the call. Another thread of a program that embeds Lua calls hwlive_call_cancel with self.handle.
function Call:cancel() C.hwlive_call_cancel(self.handle) end

--- Returns how the last call went that used this object, whether it succeeded or failed: a table with these fields. During a
-- call it has only what a call that was not begun has.
--
-- attempts: how often the call was tried; for a list, each page that was asked for again counts too. The others describe the last
-- request of the call. connection_reused: whether an earlier request had left the connection open. peer_address: the address and
-- port that it went to, those of the proxy if there is one. lookup_us, connect_us, proxy_us, tls_us: the microseconds that each
-- took. first_byte_us, total_us: the microseconds from the beginning of the request to the first byte of its answer, and to its
-- end. bytes_sent, bytes_received. tls_version: "TLSv1.3" or "TLSv1.2". What there was not is nil.
function Call:report()
  return {
    attempts = C.hwlive_call_attempts(self.handle),
    connection_reused = C.hwlive_call_connection_reused(self.handle) == 1,
    peer_address = call.string(C.hwlive_call_peer_address(self.handle)),
    lookup_us = call.not_negative(C.hwlive_call_lookup_us(self.handle)),
    connect_us = call.not_negative(C.hwlive_call_connect_us(self.handle)),
    proxy_us = call.not_negative(C.hwlive_call_proxy_us(self.handle)),
    tls_us = call.not_negative(C.hwlive_call_tls_us(self.handle)),
    first_byte_us = call.not_negative(C.hwlive_call_first_byte_us(self.handle)),
    total_us = call.not_negative(C.hwlive_call_total_us(self.handle)),
    bytes_sent = tonumber(C.hwlive_call_bytes_sent(self.handle)),
    bytes_received = tonumber(C.hwlive_call_bytes_received(self.handle)),
    tls_version = call.string(C.hwlive_call_tls_version(self.handle)),
  }
end

return M
