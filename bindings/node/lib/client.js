/** The client; index.d.ts documents it. */
const { call, text } = require("./call.js");
const { Config } = require("./config.js");
const { InvalidArgumentError } = require("./errors.js");
const { c } = require("./library.js");
const { Call } = require("./options.js");
const { ask, freeClient, keepClient } = require("./threads.js");
const { RecordCallback, RecordCallbackList } = require("./values.js");

const dropped = new FinalizationRegistry(freeClient);

class Client {
  #handle;
  #log;
  #calls = new Set();

  constructor(settings = {}) {
    const config = settings instanceof Config ? settings : new Config().loadEnvironment().set(settings);
    const { handle, log } = Config.parts(config);
    const out = [null];
    call(c.hwlive_client_new, handle, out);
    this.#handle = out[0];
    this.#log = log; // The library calls it until the client is freed.
    keepClient(this.#handle);
    dropped.register(this, this.#handle, this);
  }

  async showRecordCallback(id, options) {
    const client = this.#open(), encoded = text(id, "id");
    return Call.use(options, async (one) => {
      const shown = await this.#run("hwlive_show_record_callback_with", "hwlive_record_callback_free", client, one, encoded);
      try {
        return new RecordCallback(shown);
      } finally {
        c.hwlive_record_callback_free(shown);
      }
    });
  }

  async listRecordCallbacks({ publishDomain = null, app = null } = {}, options) {
    const client = this.#open(), filter = [text(publishDomain, "publish domain"), text(app, "app")];
    return Call.use(options, async (one) => {
      const listed = await this.#run("hwlive_list_record_callbacks_with", "hwlive_record_callback_list_free", client, one, ...filter);
      try {
        return new RecordCallbackList(listed);
      } finally {
        c.hwlive_record_callback_list_free(listed);
      }
    });
  }

  replaceCredentials(config) {
    call(c.hwlive_client_replace_credentials, this.#open(), Config.parts(config).handle);
  }

  shutdown() {
    c.hwlive_client_shutdown(this.#open());
  }

  async close() {
    const handle = this.#handle;
    if (handle === null) return;
    this.#handle = null;
    dropped.unregister(this);
    await Promise.allSettled(this.#calls);
    freeClient(handle);
    this.#log = null;
  }

  async [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    await this.close();
  }

  /** Runs a function of C that asks the service. */
  async #run(...asked) {
    const running = ask(...asked);
    this.#calls.add(running);
    try {
      return await running;
    } finally {
      this.#calls.delete(running);
    }
  }

  #open() {
    if (this.#handle === null) throw new InvalidArgumentError("the client is closed");
    return this.#handle;
  }
}

module.exports = { Client };
