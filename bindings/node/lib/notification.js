/** Notifications that the service posts to a callback's URL; index.d.ts documents them. */
const { call, int64, text, uint32 } = require("./call.js");
const { c } = require("./library.js");
const { Accept, NOTIFICATION_TOLERANCE_MS, unixTime } = require("./values.js");

const numberOf = (value) => typeof value === "bigint" || value < 0 ? null : value;

class Notification {
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

function parseNotification(body) {
  return parsed(body, (handle) => new Notification(handle));
}

function verifyNotification(body, key, { accept = Accept.HMACSHA256, toleranceMs = NOTIFICATION_TOLERANCE_MS, nowUnix = 0 } = {}) {
  return parsed(body, (handle) => {
    call(c.hwlive_notification_verify, handle, text(key, "key"), uint32(accept, "accept"), int64(toleranceMs, "tolerance"),
      int64(nowUnix, "time"));
    return new Notification(handle);
  });
}

module.exports = { Notification, parseNotification, verifyNotification };
