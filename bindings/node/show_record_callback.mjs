import { Client } from "./hwlive.mjs";

const client = new Client({ timeout_ms: 10_000 });
try {
  const callback = await client.showRecordCallback(process.argv[2]);
  console.log(`${callback.id} -> ${callback.notify_callback_url}`);
} catch (error) {
  console.error(`${error.message} [${error.kind}, ${error.status}, ${error.serviceCode}, ${error.requestId}]`);
  process.exitCode = 1;
} finally {
  await client.close();
}
