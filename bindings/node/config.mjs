/** Settings of a client. */
import koffi from "koffi";

import { call, int32, int64, list, options, text, uint32 } from "./call.mjs";
import * as d from "./declarations.mjs";
import { c, callbacks } from "./library.mjs";

/** The functions that the library may call, by the number that it has of them. */
const functions = new Map();
let lastNumber = 0;

// Each function of C's is made once; what it calls is found by its number, which the library hands back.
const find = (userdata) => functions.get(Number(koffi.address(userdata)));

const writeLog = koffi.register((level, message, userdata) => {
  try {
    find(userdata)?.(level, message);
  } catch (error) {
    process.emitWarning(error); // An exception must not go through C.
  }
}, callbacks.hwlive_log_fn);

const giveCredentials = koffi.register((credentials, userdata) => {
  try {
    const given = find(userdata)();
    if (typeof given?.then === "function") throw new TypeError("the credentials provider returned a promise");
    if (given.authToken !== undefined) {
      call(c.hwlive_credentials_set_auth_token, credentials, text(given.authToken, "auth token"));
    } else {
      call(c.hwlive_credentials_set_access_key, credentials, text(given.accessKey, "access key"),
        text(given.secretKey, "secret key"), text(given.securityToken, "security token"));
    }
    if (given.expiryUnix !== undefined)
      call(c.hwlive_credentials_set_expiry_unix, credentials, int64(given.expiryUnix, "expiry"));
    return d.HWLIVE_CODE_OK;
  } catch (error) {
    process.emitWarning(error);
    return d.HWLIVE_CODE_OTHER;
  }
}, callbacks.hwlive_credentials_fn);

const releaseProvider = koffi.register((userdata) => {
  functions.delete(Number(koffi.address(userdata)));
}, callbacks.hwlive_release_fn);

function keep(run) {
  functions.set(++lastNumber, run);
  return lastNumber;
}

const userdata = (number) => BigInt(number);

/** A function that events are logged with. It is forgotten when neither the config nor a client refers to this object. */
class Log {
  constructor(run) {
    this.number = keep(run);
    forgotten.register(this, this.number);
  }
}

const forgotten = new FinalizationRegistry((number) => functions.delete(number));
const dropped = new FinalizationRegistry((handle) => c.hwlive_config_free(handle));

/**
 * Settings for `Client`. All methods return the config, so that calls can be chained.
 *
 * A setting that cannot be used throws an `InvalidArgumentError` and leaves the others as they were. Nothing is sent.
 */
export class Config {
  #handle = c.hwlive_config_new();
  #log = null;

  constructor() {
    dropped.register(this, this.#handle);
  }

  /**
   * Applies settings by name, in their order: `set({ region: "cn-north-4" })` is `setRegion("cn-north-4")`. Give an array for
   * a setting with several arguments: `set({ accessKey: [accessKey, secretKey] })`.
   */
  set(settings) {
    for (const [name, value] of Object.entries(settings)) {
      const method = `set${name[0]?.toUpperCase()}${name.slice(1)}`;
      if (typeof this[method] !== "function") throw new TypeError(`there is no setting ${name}`);
      this[method](...(Array.isArray(value) ? value : [value]));
    }
    return this;
  }

  /** Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...). */
  loadEnvironment() { return this.#call(c.hwlive_config_load_environment); }

  /** Takes what a profile file of the official SDKs says. null is their default file. */
  loadProfile(file = null) { return this.#call(c.hwlive_config_load_profile, text(file, "file")); }

  /** Takes what a profile of KooCLI says. null is its default file, and the profile HW_PROFILE, else the current one. */
  loadKoocliProfile(file = null, profile = null) {
    return this.#call(c.hwlive_config_load_koocli_profile, text(file, "file"), text(profile, "profile"));
  }

  /** Takes the environment, and credentials from it, else from the profile file, else from the metadata service. */
  loadDefault({ withMetadata = false } = {}) { return this.#call(c.hwlive_config_load_default, withMetadata ? 1 : 0); }

  /** Takes the regions that a file of the official SDKs defines. null is their default file. */
  loadRegionsFile(file = null) { return this.#call(c.hwlive_config_load_regions_file, text(file, "file")); }

  /** Defines a region by its Live endpoints: one string with commas between them, or an array of strings. */
  defineRegion(regionId, urls) {
    return this.#call(c.hwlive_config_define_region, text(regionId, "region id"), text([urls].flat().join(), "urls"));
  }

  /** Sets the region, and with it the endpoints of Live and IAM. */
  setRegion(regionId) { return this.#call(c.hwlive_config_set_region, text(regionId, "region")); }

  /** Sets the endpoint of Live. It is used in place of the region's. */
  setEndpoint(url) { return this.#call(c.hwlive_config_set_endpoint, text(url, "endpoint")); }

  /** Sets the endpoint of IAM. It is used in place of the region's. */
  setIamEndpoint(url) { return this.#call(c.hwlive_config_set_iam_endpoint, text(url, "IAM endpoint")); }

  /** Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's. */
  setStsEndpoint(url) { return this.#call(c.hwlive_config_set_sts_endpoint, text(url, "STS endpoint")); }

  /** Sets the project that the callbacks belong to: its id, not its name. */
  setProjectId(projectId) { return this.#call(c.hwlive_config_set_project_id, text(projectId, "project id")); }

  /** Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials. */
  setAccessKey(accessKey, secretKey, securityToken = null) {
    return this.#call(c.hwlive_config_set_access_key, text(accessKey, "access key"), text(secretKey, "secret key"),
      text(securityToken, "security token"));
  }

  /** Sets an IAM token, which is not renewed. Replaces other credentials. */
  setAuthToken(token) { return this.#call(c.hwlive_config_set_auth_token, text(token, "auth token")); }

  /** Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials. */
  setIamUser(user, password, domain) {
    return this.#call(c.hwlive_config_set_iam_user, text(user, "user"), text(password, "password"), text(domain, "domain"));
  }

  /** Takes temporary keys from the metadata service of the cloud server. Replaces other credentials. */
  setMetadataCredentials(on = true) {
    if (on !== true) throw new TypeError("metadata credentials can be set, but not be unset: set other credentials");
    return this.#call(c.hwlive_config_set_metadata_credentials);
  }

  /** Sets where the metadata service is; for tests. */
  setMetadataEndpoint(url) { return this.#call(c.hwlive_config_set_metadata_endpoint, text(url, "metadata endpoint")); }

  /**
   * Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. The file is read for each renewal.
   * Replaces other credentials.
   */
  setIdentityProvider(idpId, idTokenFile) {
    return this.#call(c.hwlive_config_set_identity_provider, text(idpId, "identity provider id"), text(idTokenFile, "ID token file"));
  }

  /**
   * Sets an agency that STS gives for an ID token: `{ idTokenFile }`, which is read for each renewal, or `{ idToken }`, which is
   * used until it ends. Replaces other credentials.
   */
  setOidc(providerUrn, agencyUrn, from) {
    const [token, file] = options(from ?? null, "idToken", "idTokenFile");
    return this.#call(c.hwlive_config_set_oidc, text(providerUrn, "provider URN"), text(agencyUrn, "agency URN"),
      text(token, "ID token"), text(file, "ID token file"));
  }

  /**
   * Sets the session of `setOidc`'s agency, before or after it: `{ sessionName, durationSeconds, policy, policyIds }`, each
   * of them optional. policyIds is an array of ids, or one string with commas between them. Replaces all four.
   */
  setOidcSession(session = {}) { return this.#session(c.hwlive_config_set_oidc_session, session); }

  /** Takes temporary keys from the agent for the pods of a cluster. Replaces other credentials. */
  setPodIdentity(uri, authorizationTokenFile) {
    return this.#call(c.hwlive_config_set_pod_identity, text(uri, "pod identity URI"),
      text(authorizationTokenFile, "authorization token file"));
  }

  /**
   * Sets the agency that the credentials assume, such as "iam::DOMAIN_ID:agency:NAME". Set the credentials as well, before it
   * or after it. null is no agency.
   */
  setAgency(agencyUrn, externalId = null) {
    return this.#call(c.hwlive_config_set_agency, text(agencyUrn, "agency URN"), text(externalId, "external id"));
  }

  /** Sets the agency that the credentials assume, by its name and its account: `{ domainName }` or `{ domainId }`. */
  setAgencyByName(agencyName, account) {
    const [name, id] = options(account ?? null, "domainName", "domainId");
    return this.#call(c.hwlive_config_set_agency_by_name, text(agencyName, "agency name"), text(name, "domain name"), text(id, "domain id"));
  }

  /** Sets the session of the agency that the credentials assume; as in `setOidcSession`. Policies need an agency by its URN. */
  setAgencySession(session = {}) { return this.#session(c.hwlive_config_set_agency_session, session); }

  /**
   * Sets a function that returns `{ accessKey, secretKey, securityToken, expiryUnix }` or `{ authToken, expiryUnix }`. Replaces
   * other credentials.
   *
   * The function runs in the thread of JavaScript that made the config, before the old credentials end. It must return at
   * once and not a promise: fetch credentials beforehand, or use `Client.replaceCredentials`. If it throws, the waiting call
   * fails with a `CredentialsError`, and the error is emitted as a warning of the process.
   */
  setCredentialsProvider(run) {
    if (typeof run !== "function") throw new TypeError("the credentials provider must be a function");
    const number = keep(run);
    try {
      return this.#call(c.hwlive_config_set_credentials_provider_with_release, giveCredentials, userdata(number), releaseProvider);
    } catch (error) {
      functions.delete(number);
      throw error;
    }
  }

  /** Limits the whole call, retries included, in milliseconds. Default: 30000. */
  setTimeoutMs(timeoutMs) { return this.#call(c.hwlive_config_set_timeout_ms, uint32(timeoutMs, "timeout")); }

  /** Limits the making of one connection, in milliseconds. Default: 10000. */
  setConnectTimeoutMs(timeoutMs) {
    return this.#call(c.hwlive_config_set_connect_timeout_ms, uint32(timeoutMs, "connect timeout"));
  }

  /** Sets how often a call is tried again, 0 to 10. Default: 2. */
  setMaxRetries(retries) { return this.#call(c.hwlive_config_set_max_retries, uint32(retries, "retries")); }

  /** Sets the HTTP proxy. "" is no proxy. Default: that of the environment. */
  setProxy(url) { return this.#call(c.hwlive_config_set_proxy, text(url, "proxy")); }

  /** Sets the file with the certificate authorities that are trusted in place of the built-in ones. */
  setCaFile(file) { return this.#call(c.hwlive_config_set_ca_file, text(file, "CA file")); }

  /** Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM. */
  setClientCertificate(certificateFile, keyFile) {
    return this.#call(c.hwlive_config_set_client_certificate, text(certificateFile, "certificate file"), text(keyFile, "key file"));
  }

  /** Sets the certificate that the client shows, and its key, as texts in PEM. */
  setClientCertificatePem(certificate, key) {
    return this.#call(c.hwlive_config_set_client_certificate_pem, text(certificate, "client certificate"),
      text(key, "client certificate's key"));
  }

  /** Sets the certificate authorities that are trusted, as a text in PEM. Replaces the CA file and the trust. */
  setCaPem(pem) { return this.#call(c.hwlive_config_set_ca_pem, text(pem, "CA certificates")); }

  /** Trusts the built-in roots or the system's: one of `TrustedRoots`. Replaces the CA file. */
  setTrust(roots) { return this.#call(c.hwlive_config_set_trust, int32(roots, "trust")); }

  /** Sets the public keys that Live and IAM may have: sha256//BASE64, with semicolons between them. */
  setPinnedPublicKeys(pins) { return this.#call(c.hwlive_config_set_pinned_public_keys, text(pins, "pinned public keys")); }

  /** Sets the oldest version of TLS that is spoken: one of `TlsVersion`. Default: TLS 1.2. */
  setMinTlsVersion(version) { return this.#call(c.hwlive_config_set_min_tls_version, int32(version, "TLS version")); }

  /** Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]". */
  addResolve(entry) { return this.#call(c.hwlive_config_add_resolve, text(entry, "resolve")); }

  /** Sets the address of this machine that connections are made from. */
  setLocalAddress(address) { return this.#call(c.hwlive_config_set_local_address, text(address, "local address")); }

  /** Sets the family of the addresses that are connected to: one of `IpFamily`. */
  setIpFamily(family) { return this.#call(c.hwlive_config_set_ip_family, int32(family, "IP family")); }

  /** Lets a region that is not built in have endpoints by the service's pattern. */
  setRegionByPattern(on) { return this.#call(c.hwlive_config_set_region_by_pattern, on ? 1 : 0); }

  /** Turns the check of certificates off and allows plain http to any host. Only for tests. */
  setInsecure(on) { return this.#call(c.hwlive_config_set_insecure, on ? 1 : 0); }

  /** Adds the program's name to the User-Agent header. */
  setUserAgent(suffix) { return this.#call(c.hwlive_config_set_user_agent, text(suffix, "user agent")); }

  /** Sets how an access key signs requests: one of `SigningAlgorithm`. */
  setSigningAlgorithm(algorithm) {
    return this.#call(c.hwlive_config_set_signing_algorithm, int32(algorithm, "signing algorithm"));
  }

  /**
   * Sets a function that is called with a `LogLevel` and a message for each event in the calls of a client. The call waits
   * for it. No secret is in the message at any level.
   */
  setLog(level, run = null) {
    if (run !== null && typeof run !== "function") throw new TypeError("the log function must be a function");
    const log = run && new Log(run);
    this.#call(c.hwlive_config_set_log, int32(level, "level"), log && writeLog, log && userdata(log.number));
    this.#log = log;
    return this;
  }

  /** @internal What a client needs: the config of C, and what its log function lives with. */
  static parts(config) {
    return { handle: config.#handle, log: config.#log };
  }

  #session(run, session) {
    const [name, seconds, policy, ids] = options(session, "sessionName", "durationSeconds", "policy", "policyIds");
    return this.#call(run, text(name, "session name"), uint32(seconds ?? 0, "session duration"), text(policy, "session policy"),
      list(ids, "session policy ids"));
  }

  #call(run, ...values) {
    call(run, this.#handle, ...values);
    return this;
  }
}
