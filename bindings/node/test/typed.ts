// What TypeScript knows of the package. It is checked, and not run: the line after each @ts-expect-error has to be an error.
import { Call, Client, Config, Event, HwliveError, LogLevel, NotFoundError, parseNotification, verifyNotification } from "hwlive";
import type { CallOptions, Credentials, Notification, RecordCallback, Settings } from "hwlive";

async function show(client: Client, id: string): Promise<string | null> {
  try {
    const callback: RecordCallback = await client.showRecordCallback(id, { timeoutMs: 500, signal: AbortSignal.timeout(100) });
    // @ts-expect-error
    callback.app.length;
    // @ts-expect-error
    callback.app = "other";
    // @ts-expect-error
    await client.showRecordCallback(1);
    // @ts-expect-error
    await client.showRecordCallback(id, { timeout: 1 });
    return callback.notifyCallbackUrl;
  } catch (error) {
    if (error instanceof NotFoundError) return error.kind satisfies "not_found";
    if (error instanceof HwliveError) return `${error.kind} ${error.status.toFixed()} ${error.requestId}`;
    throw error;
  }
}

function settings(): Config {
  const given: Settings = { region: "cn-north-4", timeoutMs: 5000, accessKey: ["key", "secret"], caFile: ["ca.pem"], log: [LogLevel.INFO, console.log] };
  // @ts-expect-error
  const alone: Settings = { accessKey: "key" };
  // @ts-expect-error
  const misspelled: Settings = { timeout: 1 };
  const credentials = (): Credentials => ({ accessKey: "key", secretKey: "secret", expiryUnix: 1 });
  // @ts-expect-error
  new Config().setCredentialsProvider(async () => credentials());
  // @ts-expect-error
  new Config().setTimeoutMs("1");
  return new Config().loadEnvironment().set(given).set({ ...alone, ...misspelled }).setCredentialsProvider(credentials).setOidcSession({ policyIds: ["a"] });
}

function receive(body: Buffer | Uint8Array | ArrayBuffer | DataView | string, key: string): Notification {
  // @ts-expect-error
  parseNotification(1);
  return verifyNotification(body, key, { toleranceMs: -1 });
}

const options: CallOptions = { headers: new Map([["traceparent", "00"]]), authToken: null };
const client = new Client(settings()), call = new Call(options);
for (const callback of await list()) console.log(callback.id, (callback.events & Event.RECORD_OVER) !== 0);
console.log(await show(client, "id"), call.report.totalUs, receive("{}", "key").stream);

async function list() {
  return client.listRecordCallbacks({ app: "live" }, call);
}
