/** Calls functions of C: checks arguments, and throws what fails. */
const { HWLIVE_CODE_OK } = require("./declarations.js");
const { errorClass, InvalidArgumentError } = require("./errors.js");
const { c } = require("./library.js");

/** A string or null that C reads as it is. */
function text(value, name) {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") throw new TypeError(`${name} must be a string`);
  // C would read a text up to a NUL, and use something else.
  if (value.includes("\0")) throw new InvalidArgumentError(`${name} has a NUL character in it`);
  if (!value.isWellFormed()) throw new InvalidArgumentError(`${name} has half a surrogate pair in it`);
  return value;
}

/** A string, or an array of strings with commas put between them. */
const list = (value, name) => text(Array.isArray(value) ? value.map((one) => text(one, name)).join() : value, name);

/** What an object of options has for each name, or null. Any other name is refused: it may be a misspelled one. */
function options(given, ...names) {
  if (typeof given !== "object") throw new TypeError("the options must be an object");
  for (const name of Object.keys(given ?? {}))
    if (!names.includes(name)) throw new TypeError(`there is no option ${name}; there are ${names.join(", ")}`);
  return names.map((name) => given?.[name] ?? null);
}

/** A whole number that fits into a number of C. */
function integer(value, name, low, high) {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new InvalidArgumentError(`${name} of ${value} is not a whole number between ${low} and ${high}`);
  return value;
}

const uint32 = (value, name) => integer(value, name, 0, 2 ** 32 - 1);
const int32 = (value, name) => integer(value, name, -(2 ** 31), 2 ** 31 - 1);
const int64 = (value, name) => integer(value, name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** Throws what C wrote to the place for an error. */
function check(code, [error]) {
  if (code === HWLIVE_CODE_OK) return;
  const retryAfterMs = c.hwlive_error_retry_after_ms(error);
  const failure = new (errorClass(code))(c.hwlive_error_message(error), {
    status: c.hwlive_error_http_status(error),
    serviceCode: c.hwlive_error_service_code(error),
    serviceMessage: c.hwlive_error_service_message(error),
    requestId: c.hwlive_error_request_id(error),
    encodedAuthorizationMessage: c.hwlive_error_encoded_authorization_message(error),
    retryAfterMs: retryAfterMs < 0 ? null : retryAfterMs,
    attempts: c.hwlive_error_attempts(error),
    isRetryable: c.hwlive_error_is_retryable(error) === 1,
  });
  c.hwlive_error_free(error);
  throw failure;
}

/** Calls a function of C that takes a place for an error at its end. */
function call(run, ...values) {
  const error = [null];
  check(run(...values, error), error);
}

module.exports = { text, list, options, integer, uint32, int32, int64, check, call };
