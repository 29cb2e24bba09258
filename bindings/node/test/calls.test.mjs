// The tests talk to the stand-in over real sockets, in the environment that it sets:
//
//     hwlive-stand-in --tls --callbacks test/callbacks.json -- node --test test/*.test.mjs
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import * as hwlive from "hwlive";

const { Call, Client, Config } = hwlive;

/** Runs an action with a client, which is closed at the end. */
async function withClient(action, settings = { maxRetries: 0 }) {
  const client = new Client(settings);
  try {
    return await action(client);
  } finally {
    client.shutdown();
    await client.close();
  }
}

/** Begins calls that a server does not answer, and waits until so many of them are there. */
async function heldUp(count, action) {
  let connected = 0;
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    if (++connected === count) server.emit("held");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await action(`https://127.0.0.1:${server.address().port}`, () => connected >= count || once(server, "held"));
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

test("a callback and a list", () => withClient(async (client) => {
  const shown = await client.showRecordCallback("plain");
  assert.equal(shown.app, "直播");
  assert.equal(shown.events, hwlive.Event.RECORD_FILE_COMPLETE | hwlive.Event.RECORD_OVER);
  const listed = await client.listRecordCallbacks();
  assert.equal(listed.callbacks.length, listed.total);
  assert.ok([...listed].some((one) => one.id === "plain"));
}));

test("require gives what import does", () => {
  const required = createRequire(import.meta.url)("hwlive");
  assert.deepEqual({ ...hwlive }, required);
});

for (const [id, kind, status, isRetryable] of [
  ["unknown", hwlive.NotFoundError, 404, false], ["throttled", hwlive.ThrottledError, 429, true],
  ["broken", hwlive.ServiceError, 500, true], ["denied", hwlive.UnauthorizedError, 403, false],
  ["page", hwlive.BadResponseError, 200, false], ["", hwlive.InvalidArgumentError, 0, false],
  ["a\0b", hwlive.InvalidArgumentError, 0, false], ["\ud800", hwlive.InvalidArgumentError, 0, false],
]) {
  test(`${JSON.stringify(id)} is a ${kind.name}`, () => withClient((client) => assert.rejects(client.showRecordCallback(id), (error) => {
    assert.equal(error.constructor, kind);
    assert.deepEqual([error.name, error.status, error.isRetryable], [kind.name, status, isRetryable]);
    assert.ok(error instanceof hwlive.HwliveError && error.message);
    return true;
  })));
}

test("a signal ends a call", () => heldUp(1, (endpoint, held) => withClient(async (client) => {
  const controller = new AbortController(), reason = new Error("enough");
  const failed = assert.rejects(client.showRecordCallback("late", { signal: controller.signal }),
    (error) => error instanceof hwlive.CancelledError && error.cause === reason);
  await held();
  controller.abort(reason);
  await failed;
  await assert.rejects(client.showRecordCallback("late", { signal: AbortSignal.timeout(50) }),
    (error) => error instanceof hwlive.CancelledError && error.cause.name === "TimeoutError");
  await assert.rejects(client.showRecordCallback("late", { timeoutMs: 50 }), hwlive.TimeoutError);
}, { endpoint })));

// Node's pool has four threads.
test("slow calls leave the pool to others", () => heldUp(8, (endpoint, held) => withClient(async (client) => {
  let ended = 0;
  const calls = Array.from({ length: 8 }, () => client.showRecordCallback("late").catch(() => ended++));
  await held();
  for (let n = 0; n < 8; n++) {
    const file = await open(new URL(import.meta.url));
    assert.ok((await file.read()).bytesRead > 0);
    await file.close();
  }
  assert.equal(ended, 0);
  client.shutdown();
  await Promise.all(calls);
  assert.equal(ended, 8);
}, { endpoint })));

test("more calls than threads", () => withClient(async (client) => {
  const ids = Array.from({ length: 600 }, (_, n) => n % 2 ? "plain" : "other");
  const shown = await Promise.all(ids.map((id) => client.showRecordCallback(id)));
  assert.deepEqual(shown.map((one) => one.id), ids);
}));

const inWorker = `
  const { Client } = require("hwlive");
  const client = new Client({ endpoint: process.env.ENDPOINT ?? process.env.HUAWEICLOUD_SDK_ENDPOINT });
  for (let n = 0; n < 3; n++) client.showRecordCallback("late");
`;

test("a worker ends without waiting for its calls", () => heldUp(3, async (endpoint, held) => {
  const worker = new Worker(inWorker, { eval: true, env: { ...process.env, ENDPOINT: endpoint } });
  worker.on("error", (error) => assert.fail(error));
  await held();
  const begun = performance.now();
  await worker.terminate();
  const took = performance.now() - begun;
  // Within 0.2 s; a machine that is busy takes longer, and a call that is waited for takes 30 s.
  assert.ok(took < 15000, `${took} ms`);
  await withClient(async (client) => assert.equal((await client.showRecordCallback("plain")).id, "plain"));
}));

test("workers come and go", async () => {
  await withClient(async (client) => {
    for (let n = 0; n < 5; n++) {
      const worker = new Worker(inWorker + "client.showRecordCallback('plain').then((one) => require('node:worker_threads').parentPort.postMessage(one.id))", { eval: true });
      assert.deepEqual(await once(worker, "message"), ["plain"]);
      await Promise.all([worker.terminate(), client.showRecordCallback("plain")]);
    }
  });
});

/** How many descriptors this process has; 0 where the system does not say. */
const descriptors = () => readdir("/proc/self/fd").then((names) => names.length, () => 0);

test("a worker that ends leaves no connection", async () => {
  const code = 'const { Client } = require("hwlive"); const client = globalThis.client = new Client(); '
    + "client.showRecordCallback('plain').then((one) => { require('node:worker_threads').parentPort.on('message', () => {}).postMessage(one.id); })";
  const useWorker = async () => {
    const worker = new Worker(code, { eval: true });
    assert.deepEqual(await once(worker, "message"), ["plain"]);
    await worker.terminate();
  };
  await useWorker();
  const before = await descriptors();
  for (let n = 0; n < 8; n++) await useWorker();
  const left = await descriptors() - before;
  assert.ok(left < 8, `${left} descriptors more`);
});

test("a process ends without waiting for its calls", () => heldUp(3, async (endpoint, held) => {
  const code = `${inWorker} process.stdin.once("data", () => process.exit(7));`;
  const child = spawn(process.execPath, ["-e", code], { cwd: new URL(".", import.meta.url), env: { ...process.env, ENDPOINT: endpoint } });
  await held();
  const begun = performance.now();
  child.stdin.write("now");
  assert.deepEqual(await once(child, "exit"), [7, null]);
  const took = performance.now() - begun;
  assert.ok(took < 15000, `${took} ms`);
}));

test("a process lives as long as its calls", async () => {
  const code = 'new (require("hwlive").Client)().showRecordCallback("slow").then((one) => console.log(one.id))';
  const child = spawn(process.execPath, ["-e", code], { cwd: new URL(".", import.meta.url), stdio: ["ignore", "pipe", "inherit"] });
  let shown = "";
  child.stdout.on("data", (data) => shown += data);
  await once(child, "close");
  assert.equal(shown, "slow\n");
});

test("a log function and a credentials provider run in the thread of JavaScript", async () => {
  const events = [];
  const config = new Config().loadEnvironment().setLog(hwlive.LogLevel.DEBUG, (_, message) => events.push(message))
    .setCredentialsProvider(() => ({ accessKey: process.env.HUAWEICLOUD_SDK_AK, secretKey: process.env.HUAWEICLOUD_SDK_SK }));
  await withClient((client) => Promise.all(Array.from({ length: 8 }, () => client.showRecordCallback("plain"))), config);
  assert.ok(events.length >= 8);
});

test("a report", () => withClient(async (client) => {
  const call = new Call({ headers: { traceparent: "00" } });
  await client.showRecordCallback("plain", call);
  assert.equal(call.report.attempts, 1);
  assert.ok(call.report.tlsVersion?.startsWith("TLSv1.") && call.report.totalUs > 0);
}));

test("a client that is closed", async () => {
  const client = new Client();
  const slow = client.showRecordCallback("slow");
  await client.close();
  assert.equal((await slow).id, "slow");
  await assert.rejects(client.showRecordCallback("plain"), hwlive.InvalidArgumentError);
  await client.close();
});
