// Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean.
import koffi from "koffi";

const library = koffi.load("libhwlive.so.0.1");
const c = {};
const declare = (result, names, ...parameters) => names.split(" ").forEach((name) => {
  c[name] = library.func(`${result} hwlive_${name}(${parameters.join(", ")})`);
});
const handle = "void *", out = "_Out_ void **", text = "const char *";
declare(handle, "config_new");
declare("void", "config_free client_free record_callback_free notification_free error_free", handle);
declare("int32_t", "config_load_environment", handle, out);
declare("int32_t", "config_set_region config_set_endpoint config_set_project_id config_set_auth_token config_set_proxy" +
  " config_set_ca_file config_set_user_agent", handle, text, out);
declare("int32_t", "config_set_access_key", handle, text, text, text, out);
declare("int32_t", "config_set_timeout_ms config_set_connect_timeout_ms config_set_max_retries", handle, "uint32_t", out);
declare("int32_t", "client_new", handle, out, out);
declare("int32_t", "show_record_callback", handle, text, out, out);
declare("int32_t", "notification_parse", "const void *", "size_t", out, out);
declare("int32_t", "notification_verify", handle, text, "uint32_t", "int64_t", "int64_t", out);
const texts = "id publish_domain app notify_callback_url sign_type_text create_time update_time request_id".split(" ");
declare(text, `error_message error_service_code error_request_id record_callback_${texts.join(" record_callback_")}`, handle);
declare(text, "record_callback_json", handle, "size_t *");
declare("size_t", "record_callback_notify_event_subscription_count", handle);
declare(text, "record_callback_notify_event_subscription_at", handle, "size_t");
declare("uint32_t", "record_callback_events record_callback_accept", handle);
declare("int32_t", "record_callback_sign_type error_http_status", handle);
declare("int64_t", "record_callback_create_time_unix record_callback_update_time_unix", handle);

const kinds = ("ok other invalid_argument credentials unauthorized not_found throttled service connect tls timeout" +
  " bad_response cancelled panic malformed unsigned wrong_signature expired").split(" ");
export const ACCEPT_HMACSHA256 = 1, ACCEPT_MD5 = 2, ACCEPT_UNSIGNED = 4;
/** Why a call failed: kind, status (0: no answer), serviceCode and requestId (null: none). */
export class HwliveError extends Error {
  constructor(kind, message, status = 0, serviceCode = null, requestId = null) {
    super(message);
    Object.assign(this, { name: "HwliveError", kind, status, serviceCode, requestId });
  }
}

function check(code, [failure]) {
  if (code === 0) return;
  const made = new HwliveError(kinds[code] ?? "other", c.error_message(failure), c.error_http_status(failure),
    c.error_service_code(failure), c.error_request_id(failure));
  c.error_free(failure);
  throw made;
}

function checked(text) { // C would read a text up to a NUL, and ask for something else.
  if (typeof text !== "string" || !text.includes("\0")) return text;
  throw new HwliveError("invalid_argument", "a text has a NUL character in it");
}

function call(name, ...values) {
  const failure = [null];
  check(c[name](...values.map(checked), failure), failure);
}

const dropped = new FinalizationRegistry((handle) => c.client_free(handle));
export class Client {
  #handle;
  #calls = new Set();

  /** Settings are the environment's and, over them, hwlive_config_set_… by name: new Client({ timeout_ms: 5000 }). */
  constructor(settings = {}) {
    const config = c.config_new(), out = [null];
    try {
      call("config_load_environment", config);
      for (const [name, value] of Object.entries(settings)) call(`config_set_${name}`, config, ...[value].flat());
      call("client_new", config, out);
    } finally {
      c.config_free(config);
    }
    this.#handle = out[0];
    dropped.register(this, this.#handle, this);
  }

  /** Asks in a thread of Node's pool. Fields are as the service sent them, null where it sent none. */
  async showRecordCallback(id) {
    const out = [null], failure = [null];
    const running = new Promise((resolve, reject) => c.show_record_callback.async(
      this.#handle, checked(id), out, failure, (broken, code) => broken ? reject(broken) : resolve(code)));
    this.#calls.add(running);
    check(await running.finally(() => this.#calls.delete(running)), failure);
    try {
      const ask = (name, ...values) => c[`record_callback_${name}`](out[0], ...values);
      const time = (value) => typeof value === "bigint" ? null : value; // INT64_MIN is no Number.
      return Object.assign(Object.fromEntries(texts.map((name) => [name, ask(name)])), {
        notify_event_subscription: Array.from({ length: Number(ask("notify_event_subscription_count")) },
          (_, index) => ask("notify_event_subscription_at", index)),
        events: ask("events"), sign_type: ask("sign_type"), accept: ask("accept"), json: ask("json", null),
        create_time_unix: time(ask("create_time_unix")), update_time_unix: time(ask("update_time_unix")),
      });
    } finally {
      c.record_callback_free(out[0]);
    }
  }

  /** Waits for the calls that run, then frees the client. Later calls are refused. A client that is dropped is freed too. */
  async close() {
    const handle = this.#handle;
    this.#handle = null;
    dropped.unregister(this);
    await Promise.allSettled(this.#calls);
    c.client_free(handle);
  }
}

/** The fields of a notification's body (a Buffer) that was signed with key; throws where it is not genuine. */
export function verifyNotification(body, key, { accept = ACCEPT_HMACSHA256, toleranceMs = 900_000, nowUnix = 0 } = {}) {
  const out = [null];
  call("notification_parse", body, body.length, out);
  try {
    call("notification_verify", out[0], key, accept, toleranceMs, nowUnix);
    return JSON.parse(body);
  } finally {
    c.notification_free(out[0]);
  }
}
