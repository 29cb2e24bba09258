/**
 * Recording callbacks of Huawei Cloud Live.
 *
 *     import { Client } from "hwlive";
 *     const client = new Client({ region: "cn-north-4", timeoutMs: 10_000 });
 *     const callback = await client.showRecordCallback("e2fe84def7e476651034ec4b9e92bc30");
 *     await client.close();
 *
 * The work is done by the library libhwlive, which this package loads; see lib/library.js for where it is looked for.
 */

/** Returns the version of the library that was loaded, such as "0.1.0". */
export function version(): string;

/**
 * Asks Huawei Cloud Live for recording callbacks.
 *
 * Close it; a client that nothing refers to any more closes itself. Each worker makes a client of its own.
 */
export class Client {
  /**
   * Takes a config; or settings by the names of `Config.set...`, which are applied over those of the environment:
   * `new Client({ region: "cn-north-4", timeoutMs: 5000 })`.
   */
  constructor(settings?: Config | Settings);

  /** Asks the service for one recording callback. */
  showRecordCallback(id: string, options?: Call | CallOptions | null): Promise<RecordCallback>;

  /**
   * Asks the service for the recording callbacks of the project: all of them, or those of an ingest domain, or those that apply
   * to an application.
   */
  listRecordCallbacks(
    filter?: { publishDomain?: string | null; app?: string | null }, options?: Call | CallOptions | null,
  ): Promise<RecordCallbackList>;

  /** Uses the credentials of a config for every call that starts later. */
  replaceCredentials(config: Config): void;

  /** Ends all calls of this client, now and later, with a `CancelledError`. */
  shutdown(): void;

  /** Waits for the calls that run, then closes the client. Later calls fail. Call `shutdown` first to end them early. */
  close(): Promise<void>;
}

export interface Client {
  /** Closes the client at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a function for `Config.setCredentialsProvider` returns. expiryUnix is in seconds since 1970. */
export type Credentials =
  | { accessKey: string; secretKey: string; securityToken?: string | null; expiryUnix?: number; authToken?: undefined }
  | { authToken: string; expiryUnix?: number };

/** The session of an agency. The keys are good for durationSeconds. */
export interface Session {
  sessionName?: string | null;
  durationSeconds?: number | null;
  policy?: string | null;
  /** Ids, or one string with commas between them. */
  policyIds?: string | string[] | null;
}

/** The value of a setting, or an array for one with several arguments. */
type Value<Arguments extends unknown[]> = Arguments extends [unknown, unknown, ...unknown[]] ? Arguments : Arguments | Arguments[0];

/** Settings by the names of `Config.set...`: `{ region: "cn-north-4", accessKey: [accessKey, secretKey] }`. */
export type Settings = {
  [Name in keyof Config as Name extends `set${infer Setting}` ? (Setting extends "" ? never : Uncapitalize<Setting>) : never]?:
    Config[Name] extends (...given: infer Arguments) => unknown ? Value<Arguments> : never;
};

/**
 * Settings for `Client`. All methods return the config, so that calls can be chained.
 *
 * A setting that cannot be used throws an `InvalidArgumentError` and leaves the others as they were. Nothing is sent.
 */
export class Config {
  /**
   * Applies settings by name, in their order: `set({ region: "cn-north-4" })` is `setRegion("cn-north-4")`. Give an array for
   * a setting with several arguments: `set({ accessKey: [accessKey, secretKey] })`.
   */
  set(settings: Settings): this;

  /** Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...). */
  loadEnvironment(): this;

  /** Takes what a profile file of the official SDKs says. null is their default file. */
  loadProfile(file?: string | null): this;

  /** Takes what a profile of KooCLI says. null is its default file, and the profile HW_PROFILE, else the current one. */
  loadKoocliProfile(file?: string | null, profile?: string | null): this;

  /** Takes the environment, and credentials from it, else from the profile file, else from the metadata service. */
  loadDefault(options?: { withMetadata?: boolean }): this;

  /** Takes the regions that a file of the official SDKs defines. null is their default file. */
  loadRegionsFile(file?: string | null): this;

  /** Defines a region by its Live endpoints: one string with commas between them, or an array of strings. */
  defineRegion(regionId: string, urls: string | string[]): this;

  /** Sets the region, and with it the endpoints of Live and IAM. */
  setRegion(regionId: string): this;

  /** Sets the endpoint of Live. It is used in place of the region's. */
  setEndpoint(url: string): this;

  /** Sets the endpoint of IAM. It is used in place of the region's. */
  setIamEndpoint(url: string): this;

  /** Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's. */
  setStsEndpoint(url: string): this;

  /** Sets the project that the callbacks belong to: its id, not its name. */
  setProjectId(projectId: string): this;

  /** Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials. */
  setAccessKey(accessKey: string, secretKey: string, securityToken?: string | null): this;

  /** Sets an IAM token, which is not renewed. Replaces other credentials. */
  setAuthToken(token: string): this;

  /** Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials. */
  setIamUser(user: string, password: string, domain: string): this;

  /** Takes temporary keys from the metadata service of the cloud server. Replaces other credentials. */
  setMetadataCredentials(on?: boolean): this;

  /** Sets where the metadata service is; for tests. */
  setMetadataEndpoint(url: string): this;

  /**
   * Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. The file is read for each renewal.
   * Replaces other credentials.
   */
  setIdentityProvider(idpId: string, idTokenFile: string): this;

  /**
   * Sets an agency that STS gives for an ID token: `{ idTokenFile }`, which is read for each renewal, or `{ idToken }`, which is
   * used until it ends. Replaces other credentials.
   */
  setOidc(providerUrn: string, agencyUrn: string, from: { idToken?: string | null; idTokenFile?: string | null }): this;

  /**
   * Sets the session of `setOidc`'s agency, before or after it: `{ sessionName, durationSeconds, policy, policyIds }`, each
   * of them optional. policyIds is an array of ids, or one string with commas between them. Replaces all four.
   */
  setOidcSession(session?: Session): this;

  /** Takes temporary keys from the agent for the pods of a cluster. Replaces other credentials. */
  setPodIdentity(uri: string, authorizationTokenFile: string): this;

  /**
   * Sets the agency that the credentials assume, such as "iam::DOMAIN_ID:agency:NAME". Set the credentials as well, before it
   * or after it. null is no agency.
   */
  setAgency(agencyUrn: string | null, externalId?: string | null): this;

  /** Sets the agency that the credentials assume, by its name and its account: `{ domainName }` or `{ domainId }`. */
  setAgencyByName(agencyName: string, account: { domainName?: string | null; domainId?: string | null }): this;

  /** Sets the session of the agency that the credentials assume; as in `setOidcSession`. Policies need an agency by its URN. */
  setAgencySession(session?: Session): this;

  /**
   * Sets a function that returns `{ accessKey, secretKey, securityToken, expiryUnix }` or `{ authToken, expiryUnix }`. Replaces
   * other credentials.
   *
   * The function runs in the thread of JavaScript that made the config, before the old credentials end. It must return at
   * once and not a promise: fetch credentials beforehand, or use `Client.replaceCredentials`. If it throws, the waiting call
   * fails with a `CredentialsError`, and the error is emitted as a warning of the process.
   */
  setCredentialsProvider(run: () => Credentials): this;

  /** Limits the whole call, retries included, in milliseconds. Default: 30000. */
  setTimeoutMs(timeoutMs: number): this;

  /** Limits the making of one connection, in milliseconds. Default: 10000. */
  setConnectTimeoutMs(timeoutMs: number): this;

  /** Sets how often a call is tried again, 0 to 10. Default: 2. */
  setMaxRetries(retries: number): this;

  /** Sets the HTTP proxy. "" is no proxy. Default: that of the environment. */
  setProxy(url: string): this;

  /** Sets the file with the certificate authorities that are trusted in place of the built-in ones. */
  setCaFile(file: string): this;

  /** Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM. */
  setClientCertificate(certificateFile: string, keyFile: string): this;

  /** Sets the certificate that the client shows, and its key, as texts in PEM. */
  setClientCertificatePem(certificate: string, key: string): this;

  /** Sets the certificate authorities that are trusted, as a text in PEM. Replaces the CA file and the trust. */
  setCaPem(pem: string): this;

  /** Trusts the built-in roots or the system's: one of `TrustedRoots`. Replaces the CA file. */
  setTrust(roots: number): this;

  /** Sets the public keys that Live and IAM may have: sha256//BASE64, with semicolons between them. */
  setPinnedPublicKeys(pins: string): this;

  /** Sets the oldest version of TLS that is spoken: one of `TlsVersion`. Default: TLS 1.2. */
  setMinTlsVersion(version: number): this;

  /** Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]". */
  addResolve(entry: string): this;

  /** Sets the address of this machine that connections are made from. */
  setLocalAddress(address: string): this;

  /** Sets the family of the addresses that are connected to: one of `IpFamily`. */
  setIpFamily(family: number): this;

  /** Lets a region that is not built in have endpoints by the service's pattern. */
  setRegionByPattern(on: boolean): this;

  /** Turns the check of certificates off and allows plain http to any host. Only for tests. */
  setInsecure(on: boolean): this;

  /** Adds the program's name to the User-Agent header. */
  setUserAgent(suffix: string): this;

  /** Sets how an access key signs requests: one of `SigningAlgorithm`. */
  setSigningAlgorithm(algorithm: number): this;

  /**
   * Sets a function that is called with a `LogLevel` and a message for each event in the calls of a client, before
   * the promise of the call is settled. No secret is in the message at any level.
   */
  setLog(level: number, run?: ((level: number, message: string) => void) | null): this;
}

/** The options of one call. What is not given is as the client has it. */
export interface CallOptions {
  /** Limits the whole call, instead of the client's limit. */
  timeoutMs?: number | null;
  /** Header lines for the requests to Live. Give an array of values for several lines of one name. */
  headers?: Record<string, string | string[]> | Iterable<readonly [string, string | string[]]> | null;
  /** An access key, its secret key and perhaps a security token, instead of the client's credentials. */
  accessKey?: [accessKey: string, secretKey: string, securityToken?: string | null] | null;
  /** An IAM token, instead of the client's credentials. */
  authToken?: string | null;
  /** Ends the call within 0.2 s when it is aborted. The promise is rejected with a `CancelledError`. */
  signal?: AbortSignal | null;
}

/**
 * The options of one call. Make one if you want the report of the call, or pass the options themselves to the call.
 *
 * It is for one call at a time. After the call you may use it again, with any client, unless it was cancelled.
 */
export class Call {
  constructor(options?: CallOptions);

  /** Ends the call that uses this object, and every later one, with a `CancelledError`. */
  cancel(): void;

  /** How the last call that used this object went, whether it succeeded or failed. */
  get report(): CallReport;
}

/**
 * How the last call with a `Call` went. attempts counts the whole call. Everything else is about its last request. Times that
 * end in Us are in microseconds. What there was none of is null.
 */
export class CallReport {
  private constructor();
  readonly attempts: number;
  readonly connectionReused: boolean;
  /** The address and port that the request went to, those of the proxy if there is one. */
  readonly peerAddress: string | null;
  readonly lookupUs: number | null;
  readonly connectUs: number | null;
  readonly proxyUs: number | null;
  readonly tlsUs: number | null;
  readonly firstByteUs: number | null;
  readonly totalUs: number | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** "TLSv1.3" or "TLSv1.2", or null. */
  readonly tlsVersion: string | null;
}

/**
 * A recording callback. Texts are as the service sent them, or null if it sent none. Times that end in Unix are in seconds since
 * 1970, or null if the time is absent or not understood.
 */
export class RecordCallback {
  private constructor();
  readonly id: string;
  readonly publishDomain: string | null;
  readonly app: string | null;
  readonly notifyCallbackUrl: string | null;
  readonly notifyEventSubscription: readonly string[];
  /** The events that the service notifies of, its default applied: bits of `Event`. */
  readonly events: number;
  readonly signTypeText: string | null;
  /** The sign type in force, the service's default applied: one of `SignType`. */
  readonly signType: number;
  /** What `verifyNotification` should accept for this callback: bits of `Accept`, 0 if the library cannot check its sign type. */
  readonly accept: number;
  readonly createTime: string | null;
  readonly createTimeUnix: number | null;
  readonly updateTime: string | null;
  readonly updateTimeUnix: number | null;
  readonly requestId: string | null;
  /** The body of the answer as it was received; in a list, the part that describes this callback. */
  readonly json: string;
}

/** A list of recording callbacks, in the service's order. */
export class RecordCallbackList implements Iterable<RecordCallback> {
  private constructor();
  readonly callbacks: readonly RecordCallback[];
  /** How many there are, as the service said, or null if it did not say. A filter counts. */
  readonly total: number | null;
  /** Whether all of them are here. It is false if there are too many, or if some came or went meanwhile. */
  readonly isComplete: boolean;
  /** The id of the last page's request. */
  readonly requestId: string | null;

  /** Goes through the callbacks. */
  [Symbol.iterator](): Iterator<RecordCallback>;
}

/** What a body may be: what frameworks of HTTP hand out. */
export type Body = string | ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

export interface VerifyOptions {
  /** Bits of `Accept`, such as `RecordCallback.accept`. Default: HMACSHA256. */
  accept?: number;
  /** How long after its timestamp a signature is accepted, in milliseconds; -1 is for ever. */
  toleranceMs?: number;
  /** The time to check against, in seconds since 1970; 0 is this machine's clock. */
  nowUnix?: number;
}

/** Reads the body of a post without checking its signature. Throws a `MalformedError` if it is not a notification. */
export function parseNotification(body: Body): Notification;

/**
 * Checks that the service signed a body with the callback's key. Throws an `UnsignedError`, `WrongSignatureError`,
 * `ExpiredError` or `MalformedError`.
 */
export function verifyNotification(body: Body, key: string, options?: VerifyOptions): Notification;

/**
 * A notification of a recording event. A field that was not sent is null. event is a bit of `Event`, to compare with
 * `RecordCallback.events`; fileSize is in bytes, recordDuration in seconds; times that end in Unix are in seconds since 1970.
 * authSign and json, the body as it was received, are not enumerable: keep them out of logs.
 *
 * Anyone can post a notification. Do not believe it before `verify` has returned.
 */
export class Notification {
  private constructor();
  readonly event: number;
  readonly projectId: string | null;
  readonly jobId: string | null;
  readonly taskId: string | null;
  readonly eventType: string | null;
  readonly publishDomain: string | null;
  readonly app: string | null;
  readonly stream: string | null;
  readonly recordFormat: string | null;
  readonly downloadUrl: string | null;
  readonly playUrl: string | null;
  readonly assetId: string | null;
  readonly startTime: string | null;
  readonly startTimeUnix: number | null;
  readonly endTime: string | null;
  readonly endTimeUnix: number | null;
  readonly obsLocation: string | null;
  readonly obsBucket: string | null;
  readonly obsObject: string | null;
  readonly fileSize: number | null;
  readonly recordDuration: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly authTimestamp: string | null;
  readonly authSign: string | null;
  readonly json: string;

  /** Checks that the service signed this notification; see `verifyNotification`. */
  verify(key: string, options?: VerifyOptions): void;
}

/** How long after its timestamp a signature is accepted by default: 15 minutes. */
export const NOTIFICATION_TOLERANCE_MS: number;

/** Events of a recording, as bits. OTHER: at least one event that the library does not know. */
export const Event: {
  readonly RECORD_NEW_FILE_START: number;
  readonly RECORD_FILE_COMPLETE: number;
  readonly RECORD_OVER: number;
  readonly RECORD_FAILED: number;
  readonly RECORD_START: number;
  readonly OTHER: number;
};

/** How the service signs notifications. OTHER: a type that the library does not know. */
export const SignType: {
  readonly OTHER: number;
  readonly HMACSHA256: number;
  readonly MD5: number;
};

/**
 * Which signatures of a notification are accepted, as bits. MD5 covers neither the event nor the URL: anyone who has seen
 * one notification can forge others. UNSIGNED is no signature at all: use it only if something else proves who sends.
 */
export const Accept: {
  readonly HMACSHA256: number;
  readonly MD5: number;
  readonly UNSIGNED: number;
};

/** Levels of `Config.setLog`. Each includes those with lower numbers. */
export const LogLevel: {
  readonly OFF: number;
  readonly ERROR: number;
  readonly WARN: number;
  readonly INFO: number;
  readonly DEBUG: number;
  readonly TRACE: number;
};

/** How an access key signs requests. SDK_HMAC_SM3 needs a library that was built with its feature sm3. */
export const SigningAlgorithm: {
  readonly SDK_HMAC_SHA256: number;
  readonly V11_HMAC_SHA256: number;
  readonly SDK_HMAC_SM3: number;
};

/** The certificate authorities that are trusted. */
export const TrustedRoots: {
  readonly BUILT_IN: number;
  readonly SYSTEM: number;
};

/** A version of TLS. */
export const TlsVersion: {
  readonly TLS_1_2: number;
  readonly TLS_1_3: number;
};

/** The family of the addresses that are connected to. */
export const IpFamily: {
  readonly ANY: number;
  readonly IPV4: number;
  readonly IPV6: number;
};

/** A call failed. Test with instanceof for a subclass, or read kind, to handle one kind of failure. */
export class HwliveError extends Error {
  /** @internal */
  constructor(message: string, details?: object);
  static readonly kind: string;
  /** The name of the kind, such as "not_found". */
  readonly kind: string;
  /** The HTTP status of the answer; 0 if there was no answer. */
  readonly status: number;
  /** The code that the service gave, such as "LIVE.100011001". */
  readonly serviceCode: string | null;
  readonly serviceMessage: string | null;
  /** The id of the request for the service's support. */
  readonly requestId: string | null;
  /** Why a policy denied the call, for the STS call decode-authorization-message. */
  readonly encodedAuthorizationMessage: string | null;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** How many times the call was tried; 0 if nothing was sent. */
  readonly attempts: number;
  /** Whether the same call may succeed later. */
  readonly isRetryable: boolean;
}

/** None of the other kinds, or a kind that is newer than this package. */
export class OtherError extends HwliveError {
  static readonly kind: "other";
  readonly kind: "other";
}

/** An argument or a setting cannot be used. Nothing was sent. The message names it. */
export class InvalidArgumentError extends HwliveError {
  static readonly kind: "invalid_argument";
  readonly kind: "invalid_argument";
}

/** There are no credentials, they are incomplete, or their source failed. */
export class CredentialsError extends HwliveError {
  static readonly kind: "credentials";
  readonly kind: "credentials";
}

/** The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged. */
export class UnauthorizedError extends HwliveError {
  static readonly kind: "unauthorized";
  readonly kind: "unauthorized";
}

/** The service knows no such recording callback. */
export class NotFoundError extends HwliveError {
  static readonly kind: "not_found";
  readonly kind: "not_found";
}

/** There were too many requests (429). */
export class ThrottledError extends HwliveError {
  static readonly kind: "throttled";
  readonly kind: "throttled";
}

/** The service or its gateway refused the call for another reason; see serviceCode. */
export class ServiceError extends HwliveError {
  static readonly kind: "service";
  readonly kind: "service";
}

/** There was no connection, or it was lost. */
export class ConnectError extends HwliveError {
  static readonly kind: "connect";
  readonly kind: "connect";
}

/** The TLS handshake or the check of the certificate failed. */
export class TlsError extends HwliveError {
  static readonly kind: "tls";
  readonly kind: "tls";
}

/** The limit of the call or of connecting was reached. */
export class TimeoutError extends HwliveError {
  static readonly kind: "timeout";
  readonly kind: "timeout";
}

/** There was an answer, but not of the agreed form. */
export class BadResponseError extends HwliveError {
  static readonly kind: "bad_response";
  readonly kind: "bad_response";
}

/** The client was shut down, or the call was cancelled. If a signal did it, cause is the signal's reason. */
export class CancelledError extends HwliveError {
  static readonly kind: "cancelled";
  readonly kind: "cancelled";
}

/** There is a bug in the library; the message describes it. The client can still be used. */
export class PanicError extends HwliveError {
  static readonly kind: "panic";
  readonly kind: "panic";
}

/** A notification cannot be read, or can be read in more than one way. */
export class MalformedError extends HwliveError {
  static readonly kind: "malformed";
  readonly kind: "malformed";
}

/** A notification has no signature. */
export class UnsignedError extends HwliveError {
  static readonly kind: "unsigned";
  readonly kind: "unsigned";
}

/** A notification's signature is wrong, or of a type that is not accepted. */
export class WrongSignatureError extends HwliveError {
  static readonly kind: "wrong_signature";
  readonly kind: "wrong_signature";
}

/** A notification's signature is right but too old. */
export class ExpiredError extends HwliveError {
  static readonly kind: "expired";
  readonly kind: "expired";
}

export {};
