/** The client. */
import { call, check, text } from "./call.mjs";
import { Config } from "./config.mjs";
import { InvalidArgumentError } from "./errors.mjs";
import { c } from "./library.mjs";
import { RecordCallback } from "./values.mjs";

const dropped = new FinalizationRegistry((handle) => c.hwlive_client_free(handle));

/**
 * Asks Huawei Cloud Live for recording callbacks.
 *
 * Close it; a client that nothing refers to any more closes itself. Each worker makes a client of its own.
 */
export class Client {
  #handle;
  #log;
  #calls = new Set();

  /**
   * @param {Config | object} settings a config; or settings by the names of `Config.set...`, which are applied over those of
   * the environment: `new Client({ region: "cn-north-4", timeoutMs: 5000 })`
   */
  constructor(settings = {}) {
    const config = settings instanceof Config ? settings : new Config().loadEnvironment().set(settings);
    const { handle, log } = Config.parts(config);
    const out = [null];
    call(c.hwlive_client_new, handle, out);
    this.#handle = out[0];
    this.#log = log; // The library calls it until the client is freed.
    dropped.register(this, this.#handle, this);
  }

  /**
   * Asks the service for one recording callback, in a thread of Node's pool.
   *
   * @param {string} id
   * @returns {Promise<RecordCallback>}
   */
  async showRecordCallback(id) {
    const handle = this.#open(), encoded = text(id, "id");
    const out = [null], error = [null];
    const running = new Promise((resolve, reject) => c.hwlive_show_record_callback.async(
      handle, encoded, out, error, (broken, code) => broken ? reject(broken) : resolve(code)));
    this.#calls.add(running);
    check(await running.finally(() => this.#calls.delete(running)), error);
    try {
      return new RecordCallback(out[0]);
    } finally {
      c.hwlive_record_callback_free(out[0]);
    }
  }

  /** Uses the credentials of a config for every call that starts later. */
  replaceCredentials(config) {
    call(c.hwlive_client_replace_credentials, this.#open(), Config.parts(config).handle);
  }

  /** Ends all calls of this client, now and later, with a `CancelledError`. */
  shutdown() {
    c.hwlive_client_shutdown(this.#open());
  }

  /** Waits for the calls that run, then closes the client. Later calls fail. Call `shutdown` first to end them early. */
  async close() {
    const handle = this.#handle;
    if (handle === null) return;
    this.#handle = null;
    dropped.unregister(this);
    await Promise.allSettled(this.#calls);
    c.hwlive_client_free(handle);
    this.#log = null;
  }

  /** Closes the client at the end of an `await using` block. */
  async [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    await this.close();
  }

  #open() {
    if (this.#handle === null) throw new InvalidArgumentError("the client is closed");
    return this.#handle;
  }
}
