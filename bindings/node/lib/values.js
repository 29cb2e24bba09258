/** Recording callbacks, and the numbers that stand for events, sign types and levels; index.d.ts documents them. */
const d = require("./declarations.js");
const { c } = require("./library.js");

const NOTIFICATION_TOLERANCE_MS = d.HWLIVE_NOTIFICATION_TOLERANCE_MS;

const Event = Object.freeze({
  RECORD_NEW_FILE_START: d.HWLIVE_EVENT_RECORD_NEW_FILE_START,
  RECORD_FILE_COMPLETE: d.HWLIVE_EVENT_RECORD_FILE_COMPLETE,
  RECORD_OVER: d.HWLIVE_EVENT_RECORD_OVER,
  RECORD_FAILED: d.HWLIVE_EVENT_RECORD_FAILED,
  RECORD_START: d.HWLIVE_EVENT_RECORD_START,
  OTHER: d.HWLIVE_EVENT_OTHER,
});

const SignType = Object.freeze({
  OTHER: d.HWLIVE_SIGN_TYPE_OTHER,
  HMACSHA256: d.HWLIVE_SIGN_TYPE_HMACSHA256,
  MD5: d.HWLIVE_SIGN_TYPE_MD5,
});

const Accept = Object.freeze({
  HMACSHA256: d.HWLIVE_ACCEPT_HMACSHA256,
  MD5: d.HWLIVE_ACCEPT_MD5,
  UNSIGNED: d.HWLIVE_ACCEPT_UNSIGNED,
});

const LogLevel = Object.freeze({
  OFF: d.HWLIVE_LOG_OFF,
  ERROR: d.HWLIVE_LOG_ERROR,
  WARN: d.HWLIVE_LOG_WARN,
  INFO: d.HWLIVE_LOG_INFO,
  DEBUG: d.HWLIVE_LOG_DEBUG,
  TRACE: d.HWLIVE_LOG_TRACE,
});

const SigningAlgorithm = Object.freeze({
  SDK_HMAC_SHA256: d.HWLIVE_SIGNING_SDK_HMAC_SHA256,
  V11_HMAC_SHA256: d.HWLIVE_SIGNING_V11_HMAC_SHA256,
  SDK_HMAC_SM3: d.HWLIVE_SIGNING_SDK_HMAC_SM3,
});

const TrustedRoots = Object.freeze({ BUILT_IN: d.HWLIVE_TRUST_BUILT_IN, SYSTEM: d.HWLIVE_TRUST_SYSTEM });

const TlsVersion = Object.freeze({ TLS_1_2: d.HWLIVE_TLS_1_2, TLS_1_3: d.HWLIVE_TLS_1_3 });

const IpFamily = Object.freeze({ ANY: d.HWLIVE_IP_ANY, IPV4: d.HWLIVE_IP_4, IPV6: d.HWLIVE_IP_6 });

/** A time of C: null if it is absent or not understood. That is INT64_MIN, which is no Number but a BigInt. */
function unixTime(value) {
  return typeof value === "bigint" ? null : value;
}

/** A number of C that is not negative, or null if it is absent. */
function absent(value) {
  return value < 0 ? null : value;
}

class RecordCallback {
  /** @internal */
  constructor(handle) {
    this.id = c.hwlive_record_callback_id(handle);
    this.publishDomain = c.hwlive_record_callback_publish_domain(handle);
    this.app = c.hwlive_record_callback_app(handle);
    this.notifyCallbackUrl = c.hwlive_record_callback_notify_callback_url(handle);
    this.notifyEventSubscription = Array.from(
      { length: Number(c.hwlive_record_callback_notify_event_subscription_count(handle)) },
      (_, index) => c.hwlive_record_callback_notify_event_subscription_at(handle, index));
    this.events = c.hwlive_record_callback_events(handle);
    this.signTypeText = c.hwlive_record_callback_sign_type_text(handle);
    this.signType = c.hwlive_record_callback_sign_type(handle);
    this.accept = c.hwlive_record_callback_accept(handle);
    this.createTime = c.hwlive_record_callback_create_time(handle);
    this.createTimeUnix = unixTime(c.hwlive_record_callback_create_time_unix(handle));
    this.updateTime = c.hwlive_record_callback_update_time(handle);
    this.updateTimeUnix = unixTime(c.hwlive_record_callback_update_time_unix(handle));
    this.requestId = c.hwlive_record_callback_request_id(handle);
    this.json = c.hwlive_record_callback_json(handle, null);
  }
}

class RecordCallbackList {
  /** @internal */
  constructor(handle) {
    this.callbacks = Array.from(
      { length: Number(c.hwlive_record_callback_list_count(handle)) },
      (_, index) => new RecordCallback(c.hwlive_record_callback_list_at(handle, index)));
    this.total = absent(c.hwlive_record_callback_list_total(handle));
    this.isComplete = c.hwlive_record_callback_list_is_complete(handle) === 1;
    this.requestId = c.hwlive_record_callback_list_request_id(handle);
  }

  [Symbol.iterator]() {
    return this.callbacks[Symbol.iterator]();
  }
}

module.exports = {
  NOTIFICATION_TOLERANCE_MS, Event, SignType, Accept, LogLevel, SigningAlgorithm, TrustedRoots, TlsVersion, IpFamily,
  unixTime, absent, RecordCallback, RecordCallbackList,
};
