--- Calls functions of C: checks arguments, and throws what fails.
local C = require("hwlive.library")
local d = require("hwlive.declarations")
local errors = require("hwlive.errors")
local ffi = require("ffi")

local M = {}

--- A text or nil that C reads as it is. C would read a text up to a NUL, and use something else.
function M.text(value, name)
  if value == nil then return nil end
  if type(value) ~= "string" then error(name .. " must be a string", 0) end
  if value:find("\0", 1, true) then errors.invalid_argument(name .. " has a NUL character in it") end
  return value
end

--- A text, or a table of texts with commas put between them.
function M.list(value, name)
  if type(value) ~= "table" then return M.text(value, name) end
  for _, one in ipairs(value) do M.text(one, name) end
  return M.text(table.concat(value, ","), name)
end

--- Options by name, all of which may be nil. Any other name is refused: it may be a misspelled one.
function M.options(given, ...)
  if given == nil then return {} end
  if type(given) ~= "table" then error("the options must be a table", 0) end
  local known = {}
  for _, name in ipairs { ... } do known[name] = true end
  for name in pairs(given) do
    if not known[name] then error("there is no option " .. tostring(name) .. "; there are " .. table.concat({ ... }, ", "), 0) end
  end
  return given
end

local function between(value, name, low, high)
  if type(value) ~= "number" or value % 1 ~= 0 or value < low or value > high then
    errors.invalid_argument(("%s is not a whole number between %.0f and %.0f"):format(name, low, high))
  end
  return value
end

--- Numbers that fit into those of C.
function M.uint32(value, name) return between(value, name, 0, 2 ^ 32 - 1) end
function M.int32(value, name) return between(value, name, -2 ^ 31, 2 ^ 31 - 1) end
function M.int64(value, name) return between(value, name, -2 ^ 53, 2 ^ 53) end

--- A text of C, or nil.
function M.string(pointer) return pointer ~= nil and ffi.string(pointer) or nil end

--- A number of C, or nil: C returns -1 for one that is missing.
function M.not_negative(value) return value >= 0 and tonumber(value) or nil end

local NO_TIME = ffi.cast("int64_t", -2 ^ 63)

--- A time of C; nil if it is absent or not understood.
function M.unix_time(value) return value ~= NO_TIME and tonumber(value) or nil end

--- Calls a function that takes a place for an error at its end. ... are the arguments before it.
function M.call(run, ...)
  local slot = ffi.new("hwlive_error *[1]")
  local arguments, count = { ... }, select("#", ...)
  arguments[count + 1] = slot
  local code = run(unpack(arguments, 1, count + 1))
  if code == d.HWLIVE_CODE_OK then return end
  local failure = ffi.gc(slot[0], C.hwlive_error_free)
  local fields = {
    message = M.string(C.hwlive_error_message(failure)),
    status = C.hwlive_error_http_status(failure),
    service_code = M.string(C.hwlive_error_service_code(failure)),
    service_message = M.string(C.hwlive_error_service_message(failure)),
    request_id = M.string(C.hwlive_error_request_id(failure)),
    encoded_authorization_message = M.string(C.hwlive_error_encoded_authorization_message(failure)),
    retry_after_ms = M.not_negative(C.hwlive_error_retry_after_ms(failure)),
    attempts = C.hwlive_error_attempts(failure),
    is_retryable = C.hwlive_error_is_retryable(failure) == 1,
  }
  C.hwlive_error_free(ffi.gc(failure, nil))
  errors.throw(code, fields)
end

-- A log function may be called meanwhile. Compiled code must not be entered from C.
jit.off(M.call)

--- Calls a function that writes an object to the place before that of the error. It is freed when nothing refers to it.
function M.owned(type, free, run, ...)
  local out = ffi.new(type .. " *[1]")
  local arguments, count = { ... }, select("#", ...)
  arguments[count + 1] = out
  M.call(run, unpack(arguments, 1, count + 1))
  return ffi.gc(out[0], free)
end

return M
