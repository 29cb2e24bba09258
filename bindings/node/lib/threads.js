/** Where the calls run that ask the service: in threads of their own, or in Node's pool where there is no threads.node. */
const { check } = require("./call.js");
const { addressOf, c, native } = require("./library.js");

// Found once, here: a worker that is terminated while koffi looks for a function takes the process with it.
const address = Object.fromEntries([
  "hwlive_show_record_callback_with", "hwlive_record_callback_free", "hwlive_list_record_callbacks_with",
  "hwlive_record_callback_list_free", "hwlive_call_cancel", "hwlive_error_free", "hwlive_client_free",
].map((name) => [name, addressOf(name)]));

function inThread(name, free, client, call, texts) {
  return new Promise((resolve, reject) => {
    const done = (code, out, error) => resolve({ code, out, error });
    const isStarted = native.start(done, address[name], client, call, address.hwlive_call_cancel, address[free],
      address.hwlive_error_free, ...texts);
    if (!isStarted) reject(new Error("hwlive: no thread can be made"));
  });
}

function inPool(name, free, client, call, texts) {
  const out = [null], error = [null];
  return new Promise((resolve, reject) => c[name].async(client, ...texts, call, out, error,
    (broken, code) => broken ? reject(broken) : resolve({ code, out: out[0], error: error[0] })));
}

// A thread costs little, but not nothing. Half of Node's pool is for others.
const most = native ? 256 : Math.max(1, Math.floor((Number(process.env.UV_THREADPOOL_SIZE) || 4) / 2));
const run = native ? inThread : inPool;

/** Those that wait for their turn. */
const waiting = [];
let running = 0;

/**
 * Calls a function of C that asks the service, and returns a promise of its result, which is to be freed, or of its error.
 *
 * free is the name of the function that frees the result.
 */
async function ask(name, free, client, call, ...texts) {
  if (running < most) running++;
  else await new Promise((resolve) => waiting.push(resolve));
  try {
    const { code, out, error } = await run(name, free, client, call, texts);
    check(code, [error]);
    return out;
  } finally {
    // Who waits takes over.
    if (waiting.length > 0) waiting.shift()();
    else running--;
  }
}

/** Has a client of C freed when this worker ends, unless freeClient was called before. */
function keepClient(client) {
  native?.keep(client, address.hwlive_client_free);
}

function freeClient(client) {
  native?.forget(client);
  c.hwlive_client_free(client);
}

module.exports = { ask, freeClient, keepClient };
