/** Notifications that the service posts to a callback's URL. */
import { call, int64, text, uint32 } from "./call.mjs";
import { c } from "./library.mjs";
import { Accept, NOTIFICATION_TOLERANCE_MS, unixTime } from "./values.mjs";

const numberOf = (value) => typeof value === "bigint" || value < 0 ? null : value;

/**
 * A notification of a recording event. A field that was not sent is null. event is a bit of `Event`, to compare with
 * `RecordCallback.events`; fileSize is in bytes, recordDuration in seconds; times that end in Unix are in seconds since 1970.
 * authSign and json, the body as it was received, are not enumerable: keep them out of logs.
 *
 * Anyone can post a notification. Do not believe it before `verify` has returned.
 */
export class Notification {
  /** @internal */
  constructor(handle) {
    this.event = c.hwlive_notification_event(handle);
    this.projectId = c.hwlive_notification_project_id(handle);
    this.jobId = c.hwlive_notification_job_id(handle);
    this.taskId = c.hwlive_notification_task_id(handle);
    this.eventType = c.hwlive_notification_event_type(handle);
    this.publishDomain = c.hwlive_notification_publish_domain(handle);
    this.app = c.hwlive_notification_app(handle);
    this.stream = c.hwlive_notification_stream(handle);
    this.recordFormat = c.hwlive_notification_record_format(handle);
    this.downloadUrl = c.hwlive_notification_download_url(handle);
    this.playUrl = c.hwlive_notification_play_url(handle);
    this.assetId = c.hwlive_notification_asset_id(handle);
    this.startTime = c.hwlive_notification_start_time(handle);
    this.startTimeUnix = unixTime(c.hwlive_notification_start_time_unix(handle));
    this.endTime = c.hwlive_notification_end_time(handle);
    this.endTimeUnix = unixTime(c.hwlive_notification_end_time_unix(handle));
    this.obsLocation = c.hwlive_notification_obs_location(handle);
    this.obsBucket = c.hwlive_notification_obs_bucket(handle);
    this.obsObject = c.hwlive_notification_obs_object(handle);
    this.fileSize = numberOf(c.hwlive_notification_file_size(handle));
    this.recordDuration = numberOf(c.hwlive_notification_record_duration(handle));
    this.width = numberOf(c.hwlive_notification_width(handle));
    this.height = numberOf(c.hwlive_notification_height(handle));
    this.authTimestamp = c.hwlive_notification_auth_timestamp(handle);
    Object.defineProperty(this, "authSign", { value: c.hwlive_notification_auth_sign(handle) });
    Object.defineProperty(this, "json", { value: c.hwlive_notification_json(handle, null) });
  }

  /** Checks that the service signed this notification; see `verifyNotification`. */
  verify(key, options) {
    verifyNotification(this.json, key, options);
  }
}

/** A body as bytes. The length of a string is not the number of its bytes. */
function bytes(body) {
  if (typeof body === "string") return Buffer.from(body);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer || body instanceof SharedArrayBuffer) return Buffer.from(body);
  throw new TypeError("the body must be a string, a Buffer, a TypedArray, a DataView or an ArrayBuffer");
}

function parsed(body, action) {
  const data = bytes(body), out = [null];
  // A Buffer without bytes has no address.
  call(c.hwlive_notification_parse, data.length ? data : Buffer.alloc(1), data.length, out);
  try {
    return action(out[0]);
  } finally {
    c.hwlive_notification_free(out[0]);
  }
}

/**
 * Reads the body of a post without checking its signature. Throws a `MalformedError` if it is not a notification.
 *
 * @param {string | ArrayBuffer | SharedArrayBuffer | ArrayBufferView} body such as a Buffer
 * @returns {Notification}
 */
export function parseNotification(body) {
  return parsed(body, (handle) => new Notification(handle));
}

/**
 * Checks that the service signed a body with the callback's key. Throws an `UnsignedError`, `WrongSignatureError`,
 * `ExpiredError` or `MalformedError`.
 *
 * @param {string | ArrayBuffer | SharedArrayBuffer | ArrayBufferView} body such as a Buffer
 * @param {string} key the key that the callback was created with
 * @param {object} options accept: bits of `Accept`, such as `RecordCallback.accept`; toleranceMs: how long after its timestamp
 * a signature is accepted, -1 is for ever; nowUnix: the time to check against, in seconds since 1970, 0 is this machine's clock
 * @returns {Notification}
 */
export function verifyNotification(body, key, { accept = Accept.HMACSHA256, toleranceMs = NOTIFICATION_TOLERANCE_MS, nowUnix = 0 } = {}) {
  return parsed(body, (handle) => {
    call(c.hwlive_notification_verify, handle, text(key, "key"), uint32(accept, "accept"), int64(toleranceMs, "tolerance"),
      int64(nowUnix, "time"));
    return new Notification(handle);
  });
}
