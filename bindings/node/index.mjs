/**
 * Recording callbacks of Huawei Cloud Live.
 *
 *     import { Client } from "hwlive";
 *     const client = new Client({ region: "cn-north-4", timeoutMs: 10_000 });
 *     const callback = await client.showRecordCallback("e2fe84def7e476651034ec4b9e92bc30");
 *     await client.close();
 *
 * The work is done by the library libhwlive, which this package loads; see library.mjs for where it is looked for.
 */
export { Client } from "./client.mjs";
export { Config } from "./config.mjs";
export * from "./errors.mjs";
export { version } from "./library.mjs";
export { Notification, parseNotification, verifyNotification } from "./notification.mjs";
export { Call, CallReport } from "./options.mjs";
export {
  Accept, Event, LogLevel, NOTIFICATION_TOLERANCE_MS, RecordCallback, RecordCallbackList, SigningAlgorithm, SignType, IpFamily, TlsVersion, TrustedRoots,
} from "./values.mjs";
