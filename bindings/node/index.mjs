// The package for import. It is the same as for require, so that both have the same classes.
import hwlive from "./lib/index.js";

export const {
  Accept, BadResponseError, Call, CallReport, CancelledError, Client, Config, ConnectError, CredentialsError, Event,
  ExpiredError, HwliveError, InvalidArgumentError, IpFamily, LogLevel, MalformedError, NOTIFICATION_TOLERANCE_MS,
  NotFoundError, Notification, OtherError, PanicError, RecordCallback, RecordCallbackList, ServiceError, SignType,
  SigningAlgorithm, ThrottledError, TimeoutError, TlsError, TlsVersion, TrustedRoots, UnauthorizedError, UnsignedError,
  WrongSignatureError, parseNotification, verifyNotification, version,
} = hwlive;
