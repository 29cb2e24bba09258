/** The options of one call, and the report of how it went; index.d.ts documents them. */
const { call, text, uint32 } = require("./call.js");
const { c } = require("./library.js");
const { absent } = require("./values.js");

const dropped = new FinalizationRegistry((handle) => c.hwlive_call_free(handle));

class CallReport {
  /** @internal */
  constructor(handle) {
    this.attempts = c.hwlive_call_attempts(handle);
    this.connectionReused = c.hwlive_call_connection_reused(handle) === 1;
    this.peerAddress = c.hwlive_call_peer_address(handle);
    this.lookupUs = absent(c.hwlive_call_lookup_us(handle));
    this.connectUs = absent(c.hwlive_call_connect_us(handle));
    this.proxyUs = absent(c.hwlive_call_proxy_us(handle));
    this.tlsUs = absent(c.hwlive_call_tls_us(handle));
    this.firstByteUs = absent(c.hwlive_call_first_byte_us(handle));
    this.totalUs = absent(c.hwlive_call_total_us(handle));
    this.bytesSent = c.hwlive_call_bytes_sent(handle);
    this.bytesReceived = c.hwlive_call_bytes_received(handle);
    this.tlsVersion = c.hwlive_call_tls_version(handle);
  }
}

const OPTIONS = {
  timeoutMs: (handle, value) => call(c.hwlive_call_set_timeout_ms, handle, uint32(value, "timeout")),
  headers(handle, value) {
    for (const [name, values] of Symbol.iterator in value ? value : Object.entries(value))
      for (const one of [values].flat())
        call(c.hwlive_call_add_header, handle, text(name, "header name"), text(one, "header value"));
  },
  accessKey: (handle, [accessKey, secretKey, securityToken = null]) => call(c.hwlive_call_set_access_key, handle,
    text(accessKey, "access key"), text(secretKey, "secret key"), text(securityToken, "security token")),
  authToken: (handle, value) => call(c.hwlive_call_set_auth_token, handle, text(value, "auth token")),
  signal(_, value) {
    if (!(value instanceof AbortSignal)) throw new TypeError("signal must be an AbortSignal");
  },
};

class Call {
  #handle = c.hwlive_call_new();
  #signal = null;

  constructor(options = {}) {
    dropped.register(this, this.#handle, this);
    for (const [name, value] of Object.entries(options)) {
      if (!Object.hasOwn(OPTIONS, name)) throw new TypeError(`there is no option ${name}`);
      if (value !== undefined && value !== null) OPTIONS[name](this.#handle, value);
    }
    this.#signal = options.signal ?? null;
  }

  cancel() {
    c.hwlive_call_cancel(this.#handle);
  }

  get report() {
    return new CallReport(this.#handle);
  }

  /**
   * @internal Runs an action with the object of C for some options. What was made for this action alone is freed after it.
   */
  static async use(options, action) {
    const used = options instanceof Call ? options : new Call(options ?? {}), signal = used.#signal;
    const cancel = () => used.cancel();
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await action(used.#handle);
    } catch (error) {
      if (signal?.aborted && error.kind === "cancelled") error.cause = signal.reason;
      throw error;
    } finally {
      signal?.removeEventListener("abort", cancel);
      if (used !== options) used.#free();
    }
  }

  #free() {
    dropped.unregister(this);
    c.hwlive_call_free(this.#handle);
    this.#handle = null;
  }
}

module.exports = { CallReport, Call };
