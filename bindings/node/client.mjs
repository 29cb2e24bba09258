/** The client. */
import { call, check, text } from "./call.mjs";
import { Config } from "./config.mjs";
import { InvalidArgumentError } from "./errors.mjs";
import { c } from "./library.mjs";
import { Call } from "./options.mjs";
import { RecordCallback, RecordCallbackList } from "./values.mjs";

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
   * @param {Call | object} [options] the options of this call: a `Call`, or what a `Call` is made of
   * @returns {Promise<RecordCallback>}
   */
  async showRecordCallback(id, options) {
    const client = this.#open(), encoded = text(id, "id");
    return Call.use(options, async (one) => {
      const out = [null];
      await (one === null ? this.#run(c.hwlive_show_record_callback, client, encoded, out)
        : this.#run(c.hwlive_show_record_callback_with, client, encoded, one, out));
      try {
        return new RecordCallback(out[0]);
      } finally {
        c.hwlive_record_callback_free(out[0]);
      }
    });
  }

  /**
   * Asks the service for the recording callbacks of the project, in a thread of Node's pool.
   *
   * @param {{publishDomain?: ?string, app?: ?string}} [filter] only the callbacks of an ingest domain, or those that apply to
   * an application
   * @param {Call | object} [options] the options of this call: a `Call`, or what a `Call` is made of
   * @returns {Promise<RecordCallbackList>}
   */
  async listRecordCallbacks({ publishDomain = null, app = null } = {}, options) {
    const client = this.#open(), filter = [text(publishDomain, "publish domain"), text(app, "app")];
    return Call.use(options, async (one) => {
      const out = [null];
      await (one === null ? this.#run(c.hwlive_list_record_callbacks, client, ...filter, out)
        : this.#run(c.hwlive_list_record_callbacks_with, client, ...filter, one, out));
      try {
        return new RecordCallbackList(out[0]);
      } finally {
        c.hwlive_record_callback_list_free(out[0]);
      }
    });
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

  /** Runs a function of C that asks the service. */
  async #run(asks, ...values) {
    const error = [null];
    const running = new Promise((resolve, reject) => asks.async(
      ...values, error, (broken, code) => broken ? reject(broken) : resolve(code)));
    this.#calls.add(running);
    check(await running.finally(() => this.#calls.delete(running)), error);
  }

  #open() {
    if (this.#handle === null) throw new InvalidArgumentError("the client is closed");
    return this.#handle;
  }
}
