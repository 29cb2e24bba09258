// The scenario, in Node. usage: node --expose-gc scenario.mjs scenario.json
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";

import { Client, HwliveError, verifyNotification } from "./hwlive.mjs";

async function residentKib() {
  // What is dropped is freed in a later turn.
  for (let n = 0; n < 3; n++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return Number(/VmRSS:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
}

async function attempt(step, action, id) {
  let got;
  try {
    got = await action();
  } catch (error) {
    if (!(error instanceof HwliveError)) throw error;
    const { kind, status, serviceCode, requestId } = error;
    assert.deepEqual({ kind, status, service_code: serviceCode, has_request_id: requestId !== null }, step.error, error.message);
    assert.ok(error.message);
    return;
  }
  assert.ok(step.error === undefined, `no error, but ${JSON.stringify(got)}`);
  for (const [field, expected] of Object.entries(step.expect)) assert.deepEqual(got[field], expected, field);
  if (id !== undefined) assert.ok(got.id === id && got.request_id, JSON.stringify(got));
}

async function calls(step, client) {
  for (let n = 0; n < (step.times ?? 1); n++)
    for (const id of step.ids) await attempt(step, () => client.showRecordCallback(id), id);
}

async function dropped(step) {
  for (let n = 0; n < step.dropped; n++) await calls(step, new Client(step.settings));
}

async function run(step, key) {
  if (step.notification !== undefined)
    return attempt(step, () => verifyNotification(Buffer.from(step.notification), key, { nowUnix: step.now_unix }));
  let client;
  try {
    client = new Client(step.settings);
  } catch (error) {
    return attempt(step, () => Promise.reject(error));
  }
  if (step.closed) await client.close();
  const work = () => step.dropped ? dropped(step) : calls(step, client);
  if (step.growth_kib) await work();
  const before = await residentKib();
  if (step.threads) {
    // One client in Node's pool of threads, and one in each of several workers.
    const workers = Array.from({ length: step.threads / 2 }, () => new Promise((resolve, reject) => {
      new Worker(new URL(import.meta.url), { workerData: step }).on("error", reject).on("exit", resolve);
    }));
    await Promise.all([...workers, ...Array.from({ length: step.threads / 2 }, () => calls(step, client))]);
  } else {
    await work();
  }
  const growth = await residentKib() - before;
  assert.ok(growth <= (step.growth_kib ?? growth), `grew by ${growth} KiB`);
  const last = client.showRecordCallback(step.ids[0]).catch(() => {});
  await client.close();
  await last;
}

if (isMainThread) {
  const { key, steps } = JSON.parse(readFileSync(process.argv[2], "utf8"));
  for (const step of steps) {
    if (step.forks) {
      console.log(`--   ${step.name}: Node does not fork`);
      continue;
    }
    try {
      await run(step, key);
      console.log(`ok   ${step.name}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`FAIL ${step.name}: ${error.message}`);
    }
  }
} else {
  const client = new Client(workerData.settings);
  await Promise.all([calls(workerData, client), calls(workerData, client)]);
  await client.close();
}
