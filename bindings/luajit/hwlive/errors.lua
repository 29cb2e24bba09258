--- What is thrown. An error is a table whose metatable is hwlive.Error; as a text it is its message.
--
-- kind: the name of the kind, as in the list below. message: one line of English, without a secret. status: the HTTP status of
-- the answer; 0 if there was no answer. service_code, service_message, request_id: what the service gave, or nil.
-- encoded_authorization_message: why a policy denied the call, for the STS call decode-authorization-message, or nil.
-- retry_after_ms: how long the service asked to wait, or nil. attempts: how many times the call was tried; 0 if nothing was
-- sent. is_retryable: whether the same call may succeed later.
local d = require("hwlive.declarations")

local M = {}

M.Error = { __tostring = function(self) return self.message end }

local KINDS = {
  [d.HWLIVE_CODE_OTHER] = "other",
  [d.HWLIVE_CODE_INVALID_ARGUMENT] = "invalid_argument",
  [d.HWLIVE_CODE_CREDENTIALS] = "credentials",
  [d.HWLIVE_CODE_UNAUTHORIZED] = "unauthorized",
  [d.HWLIVE_CODE_NOT_FOUND] = "not_found",
  [d.HWLIVE_CODE_THROTTLED] = "throttled",
  [d.HWLIVE_CODE_SERVICE] = "service",
  [d.HWLIVE_CODE_CONNECT] = "connect",
  [d.HWLIVE_CODE_TLS] = "tls",
  [d.HWLIVE_CODE_TIMEOUT] = "timeout",
  [d.HWLIVE_CODE_BAD_RESPONSE] = "bad_response",
  [d.HWLIVE_CODE_CANCELLED] = "cancelled",
  [d.HWLIVE_CODE_PANIC] = "panic",
  [d.HWLIVE_CODE_MALFORMED] = "malformed",
  [d.HWLIVE_CODE_UNSIGNED] = "unsigned",
  [d.HWLIVE_CODE_WRONG_SIGNATURE] = "wrong_signature",
  [d.HWLIVE_CODE_EXPIRED] = "expired",
}

--- Throws an error for a code of C.
function M.throw(code, fields)
  fields.kind = KINDS[code] or "other"
  error(setmetatable(fields, M.Error), 0)
end

--- Throws an error for an argument that C must not get.
function M.invalid_argument(message)
  M.throw(d.HWLIVE_CODE_INVALID_ARGUMENT, { message = message, status = 0, attempts = 0, is_retryable = false })
end

return M
