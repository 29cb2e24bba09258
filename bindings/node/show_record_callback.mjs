import { Client } from "./index.mjs";

const client = new Client({ timeoutMs: 10_000 });
try {
  const callback = await client.showRecordCallback(process.argv[2]);
  console.log(`${callback.id} -> ${callback.notifyCallbackUrl}`);
} catch (error) {
  console.error(`${error.message} [${error.kind}, ${error.status}, ${error.serviceCode}, ${error.requestId}]`);
  process.exitCode = 1;
} finally {
  await client.close();
}
