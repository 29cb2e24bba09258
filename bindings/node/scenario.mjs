// The scenario, in Node. usage: node --expose-gc scenario.mjs scenario.json
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { isMainThread, Worker, workerData } from "node:worker_threads";

import * as hwlive from "./index.mjs";

const { Call, Client, Config, HwliveError, parseNotification, verifyNotification } = hwlive;

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

async function residentKib() {
  // What is dropped is freed in a later turn.
  for (let n = 0; n < 3; n++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return Number(/VmRSS:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
}

function checkError(expected, error) {
  if (!(error instanceof HwliveError)) throw error;
  const found = { ...error, hasRequestId: error.requestId !== null };
  for (const [field, value] of Object.entries(expected)) assert.equal(found[camel(field)], value, `${field}: ${error.message}`);
  const name = `${error.kind[0].toUpperCase()}${camel(error.kind).slice(1)}Error`;
  assert.ok(error instanceof hwlive[name] && error.name === name && error.message, `${error}`);
}

async function attempt(step, action, id) {
  let got;
  try {
    got = await action();
  } catch (error) {
    if (step.error === undefined) throw error;
    return checkError(step.error, error);
  }
  assert.ok(step.error === undefined, `no error, but ${JSON.stringify(got)}`);
  for (const [field, expected] of Object.entries(step.expect)) assert.deepEqual(got[camel(field)], expected, field);
  if (id !== undefined) assert.ok(got.id === id && got.requestId, JSON.stringify(got));
}

const providers = {
  environment: () => ({
    accessKey: process.env.HUAWEICLOUD_SDK_AK, secretKey: process.env.HUAWEICLOUD_SDK_SK,
    expiryUnix: Math.floor(Date.now() / 1000) + 3600,
  }),
  token: () => ({ authToken: "no-token-of-the-service" }),
  failure: () => { throw new Error("this is expected"); },
};

/** Arguments in the order of C, as those of the methods whose last argument is an object of options. */
const withOptionObjects = {
  oidc: ([providerUrn, agencyUrn, idToken, idTokenFile]) => [providerUrn, agencyUrn, { idToken, idTokenFile }],
  oidc_session: ([sessionName, durationSeconds, policy, policyIds]) => [{ sessionName, durationSeconds, policy, policyIds }],
  agency_by_name: ([agencyName, domainName, domainId]) => [agencyName, { domainName, domainId }],
};
withOptionObjects.agency_session = withOptionObjects.oidc_session;

function config(step) {
  const made = new Config();
  if (step.environment !== false) made.loadEnvironment();
  for (const [name, value] of Object.entries(step.settings ?? {})) {
    if (name === "load_default") made.loadDefault({ withMetadata: value });
    else if (/^(load|define)_/.test(name)) made[camel(name)](...[value].flat());
    else if (name in withOptionObjects) made.set({ [camel(name)]: withOptionObjects[name](value) });
    else made.set({ [camel(name)]: name === "credentials_provider" ? providers[value] : value });
  }
  return made;
}

/** The options of a call, as the names of C say them. */
function callOptions(step) {
  const { header, ...others } = Object.fromEntries(Object.entries(step.call).map(([name, value]) => [camel(name), value]));
  return header === undefined ? others : { ...others, headers: [header] };
}

async function withOptions(step, client, id) {
  // Options by themselves, and one object for the options and the report.
  await attempt(step, () => client.showRecordCallback(id, callOptions(step)), id);
  let one = null;
  await attempt(step, async () => client.showRecordCallback(id, one = new Call(callOptions(step))), id);
  if (step.report === undefined) return assert.equal(one, null);
  const { report } = one;
  for (const [field, expected] of Object.entries(step.report)) assert.deepEqual(report[camel(field)], expected, field);
  assert.ok(report.totalUs > 0 && report.bytesSent > 0 && report.peerAddress && report.tlsVersion === null, inspect(report));
  assert.ok(step.error !== undefined || report.bytesReceived > 0 && report.firstByteUs > 0, inspect(report));
}

async function calls(step, client) {
  for (let n = 0; n < (step.times ?? 1); n++) {
    for (const id of step.ids) {
      if (step.call) await withOptions(step, client, id);
      else await attempt(step, () => client.showRecordCallback(id), id);
    }
  }
}

async function list(step, client) {
  const [publishDomain, app] = step.list;
  for (const options of [undefined, {}, { timeoutMs: 20_000 }]) {
    await attempt(step, async () => {
      const got = await client.listRecordCallbacks({ publishDomain, app }, options);
      assert.ok(got.requestId && [...got].every((one) => one.id && one.json && one.requestId), inspect(got));
      return { ...got, count: got.callbacks.length, first: got.callbacks[0]?.id ?? null };
    });
  }
}

/** A signal ends a call that runs and one that has not begun, and no other. */
async function cancelled(step) {
  const [id] = step.ids, reason = new Error("enough"), running = new AbortController();
  const begun = () => {
    setImmediate(() => running.abort(reason));
    return providers.environment();
  };
  const client = new Client(config(step).setCredentialsProvider(begun).setTimeoutMs(20_000));
  const start = Date.now();
  for (const signal of [running.signal, AbortSignal.abort(reason)]) {
    await attempt(step, () => client.showRecordCallback(id, { signal }).catch((error) => {
      assert.equal(error.cause, reason);
      throw error;
    }));
  }
  const one = new Call();
  one.cancel();
  await attempt(step, () => client.listRecordCallbacks({}, one));
  assert.equal(one.report.bytesSent, 0);
  assert.ok(Date.now() - start < 10_000, "the calls went on");
  const unused = new AbortController();
  assert.equal((await client.showRecordCallback("bare", { signal: unused.signal })).id, "bare");
  unused.abort();
  assert.equal((await client.showRecordCallback("bare")).id, "bare");
  await client.close();
}

async function dropped(step) {
  for (let n = 0; n < step.dropped; n++) await calls(step, new Client());
}

async function notification(step, key) {
  const text = step.notification, buffer = Buffer.from(text);
  const copy = new Uint8Array(buffer).buffer;
  const shared = new SharedArrayBuffer(buffer.length);
  new Uint8Array(shared).set(buffer);
  const apart = Buffer.concat([Buffer.from("{"), buffer, Buffer.from("}")]).subarray(1, buffer.length + 1);
  for (const body of [text, buffer, new Uint8Array(buffer), new DataView(copy), copy, shared, apart])
    await attempt(step, () => verifyNotification(body, key, { nowUnix: step.now_unix }));
  if (step.error) return;
  const parsed = parseNotification(text);
  parsed.verify(key, { nowUnix: step.now_unix });
  assert.ok(!inspect(parsed).includes(parsed.authSign) && !JSON.stringify(parsed).includes(parsed.authSign));
}

function refused(step) {
  for (const one of step.refused)
    assert.throws(() => new Client(config(one)), (error) => error.kind === one.kind && error.message.includes(one.says),
      JSON.stringify(one));
}

async function log(step) {
  const events = [];
  const client = new Client(config(step).setLog(step.log, (level, message) => events.push([level, message])));
  await residentKib(); // The config is dropped.
  await calls(step, client);
  await client.close();
  assert.ok(events.some(([level, message]) => level === step.log && message.includes(step.says)), JSON.stringify(events));
}

/** A client in each of several workers, and one here with several calls at once. */
async function threaded(step, client) {
  const workers = Array.from({ length: step.threads / 2 }, () => new Promise((resolve, reject) => {
    new Worker(new URL(import.meta.url), { workerData: step }).on("error", reject).on("exit", resolve);
  }));
  await Promise.all([...workers, ...Array.from({ length: step.threads / 2 }, () => calls(step, client))]);
}

async function run(step, key) {
  if (step.notification !== undefined) return notification(step, key);
  if (step.refused) return refused(step);
  if (step.log) return log(step);
  if (step.cancelled) return cancelled(step);
  if (step.version) return assert.ok(hwlive.version().startsWith(step.version));
  let client;
  try {
    client = new Client(config(step));
  } catch (error) {
    return attempt(step, () => Promise.reject(error));
  }
  if (step.closed) await client.close();
  if (step.shutdown) client.shutdown();
  if (step.list) {
    await list(step, client);
    return client.close();
  }
  const work = () => step.dropped ? dropped(step) : calls(step, client);
  if (step.growth_kib) await work();
  const before = await residentKib();
  if (step.threads) await threaded(step, client);
  else await work();
  const growth = await residentKib() - before;
  assert.ok(growth <= (step.growth_kib ?? growth), `grew by ${growth} KiB`);
  if (step.replaced) {
    client.replaceCredentials(new Config().loadEnvironment());
    assert.equal((await client.showRecordCallback(step.ids[0])).id, step.ids[0]);
  }
  const last = step.closed ? null : client.showRecordCallback(step.ids[0]).catch(() => {});
  await client.close();
  await last;
}

function outOfRange() {
  for (const wrong of [2 ** 32 + 1, -1, 1.5, "1", NaN])
    assert.throws(() => new Config().setMaxRetries(wrong), hwlive.InvalidArgumentError, `${wrong}`);
  assert.throws(() => new Call({ timeoutMs: 2 ** 32 + 1 }), hwlive.InvalidArgumentError);
  assert.throws(() => new Call({ headers: { traceparent: "a\0b" } }), hwlive.InvalidArgumentError);
  assert.throws(() => new Call({ timeout: 1 }), TypeError);
  for (const wrong of [
    { oidcSession: { name: "session" } }, { oidcSession: "session" }, { agencySession: { policyIds: [1] } },
    { oidc: ["provider", "agency", "token"] }, { agencyByName: ["agency", { domain: "account" }] },
  ]) assert.throws(() => new Config().set(wrong), TypeError, inspect(wrong));
  for (const wrong of [
    { oidcSession: { policyIds: [] } }, { oidcSession: { policyIds: ["a", "b\0"] } }, { agencySession: { durationSeconds: 2 ** 32 + 900 } },
    { oidc: ["provider", "agency"] }, { agencyByName: "agency" },
  ]) assert.throws(() => new Config().set(wrong), hwlive.InvalidArgumentError, inspect(wrong));
  new Config().setOidcSession({ sessionName: "session", policyIds: ["a", "b"] }).setAgencySession({ durationSeconds: 900 })
    .setOidcSession().setAgency("iam::account:agency:name").setAgency(null);
  assert.throws(() => new Config().setProjectId("\ud800"), hwlive.InvalidArgumentError);
  assert.throws(() => verifyNotification("\ud800", "key"), hwlive.MalformedError);
  assert.throws(() => verifyNotification(new ArrayBuffer(0), "key"), hwlive.MalformedError);
}

if (isMainThread) {
  process.removeAllListeners("warning"); // A function that fails is one of the steps.
  const { key, steps } = JSON.parse(readFileSync(process.argv[2], "utf8"));
  for (const step of [...steps, { name: "what C would cut off" }]) {
    if (step.forks) {
      console.log(`--   ${step.name}: Node does not fork`);
      continue;
    }
    try {
      await (Object.keys(step).length === 1 ? outOfRange() : run(step, key));
      console.log(`ok   ${step.name}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`FAIL ${step.name}: ${error.message}`);
    }
  }
} else {
  const client = new Client();
  await Promise.all([calls(workerData, client), calls(workerData, client)]);
  await client.close();
}
