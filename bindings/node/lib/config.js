/** Settings of a client; index.d.ts documents them. */
const koffi = require("koffi");

const { call, int32, int64, list, options, text, uint32 } = require("./call.js");
const d = require("./declarations.js");
const { c, callbacks, native } = require("./library.js");

/** The functions that the library may call, by the number that it has of them. */
const functions = new Map();
let lastNumber = 0;

// Each function of C's is made once; what it calls is found by its number, which the library hands back.
const find = (userdata) => functions.get(Number(koffi.address(userdata)));

function log(number, level, message) {
  try {
    functions.get(number)?.(level, message);
  } catch (error) {
    process.emitWarning(error); // An exception must not go through C.
  }
}

// Without threads.node, the call waits for JavaScript.
native?.onLog(log);
const writeLog = native?.writeLog
  ?? koffi.register((level, message, userdata) => log(Number(koffi.address(userdata)), level, message), callbacks.hwlive_log_fn);

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
    const number = keep(run);
    this.userdata = native ? native.openLog(number) : userdata(number);
    forgotten.register(this, { number, userdata: this.userdata });
  }
}

const forgotten = new FinalizationRegistry(({ number, userdata }) => {
  functions.delete(number);
  native?.closeLog(userdata);
});
const dropped = new FinalizationRegistry((handle) => c.hwlive_config_free(handle));

class Config {
  #handle = c.hwlive_config_new();
  #log = null;

  constructor() {
    dropped.register(this, this.#handle);
  }

  set(settings) {
    for (const [name, value] of Object.entries(settings)) {
      const method = `set${name[0]?.toUpperCase()}${name.slice(1)}`;
      if (typeof this[method] !== "function") throw new TypeError(`there is no setting ${name}`);
      this[method](...(Array.isArray(value) ? value : [value]));
    }
    return this;
  }

  loadEnvironment() { return this.#call(c.hwlive_config_load_environment); }

  loadProfile(file = null) { return this.#call(c.hwlive_config_load_profile, text(file, "file")); }

  loadKoocliProfile(file = null, profile = null) {
    return this.#call(c.hwlive_config_load_koocli_profile, text(file, "file"), text(profile, "profile"));
  }

  loadDefault({ withMetadata = false } = {}) { return this.#call(c.hwlive_config_load_default, withMetadata ? 1 : 0); }

  loadRegionsFile(file = null) { return this.#call(c.hwlive_config_load_regions_file, text(file, "file")); }

  defineRegion(regionId, urls) {
    return this.#call(c.hwlive_config_define_region, text(regionId, "region id"), text([urls].flat().join(), "urls"));
  }

  setRegion(regionId) { return this.#call(c.hwlive_config_set_region, text(regionId, "region")); }

  setEndpoint(url) { return this.#call(c.hwlive_config_set_endpoint, text(url, "endpoint")); }

  setIamEndpoint(url) { return this.#call(c.hwlive_config_set_iam_endpoint, text(url, "IAM endpoint")); }

  setStsEndpoint(url) { return this.#call(c.hwlive_config_set_sts_endpoint, text(url, "STS endpoint")); }

  setProjectId(projectId) { return this.#call(c.hwlive_config_set_project_id, text(projectId, "project id")); }

  setAccessKey(accessKey, secretKey, securityToken = null) {
    return this.#call(c.hwlive_config_set_access_key, text(accessKey, "access key"), text(secretKey, "secret key"),
      text(securityToken, "security token"));
  }

  setAuthToken(token) { return this.#call(c.hwlive_config_set_auth_token, text(token, "auth token")); }

  setIamUser(user, password, domain) {
    return this.#call(c.hwlive_config_set_iam_user, text(user, "user"), text(password, "password"), text(domain, "domain"));
  }

  setMetadataCredentials(on = true) {
    if (on !== true) throw new TypeError("metadata credentials can be set, but not be unset: set other credentials");
    return this.#call(c.hwlive_config_set_metadata_credentials);
  }

  setMetadataEndpoint(url) { return this.#call(c.hwlive_config_set_metadata_endpoint, text(url, "metadata endpoint")); }

  setIdentityProvider(idpId, idTokenFile) {
    return this.#call(c.hwlive_config_set_identity_provider, text(idpId, "identity provider id"), text(idTokenFile, "ID token file"));
  }

  setOidc(providerUrn, agencyUrn, from) {
    const [token, file] = options(from ?? null, "idToken", "idTokenFile");
    return this.#call(c.hwlive_config_set_oidc, text(providerUrn, "provider URN"), text(agencyUrn, "agency URN"),
      text(token, "ID token"), text(file, "ID token file"));
  }

  setOidcSession(session = {}) { return this.#session(c.hwlive_config_set_oidc_session, session); }

  setPodIdentity(uri, authorizationTokenFile) {
    return this.#call(c.hwlive_config_set_pod_identity, text(uri, "pod identity URI"),
      text(authorizationTokenFile, "authorization token file"));
  }

  setAgency(agencyUrn, externalId = null) {
    return this.#call(c.hwlive_config_set_agency, text(agencyUrn, "agency URN"), text(externalId, "external id"));
  }

  setAgencyByName(agencyName, account) {
    const [name, id] = options(account ?? null, "domainName", "domainId");
    return this.#call(c.hwlive_config_set_agency_by_name, text(agencyName, "agency name"), text(name, "domain name"), text(id, "domain id"));
  }

  setAgencySession(session = {}) { return this.#session(c.hwlive_config_set_agency_session, session); }

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

  setTimeoutMs(timeoutMs) { return this.#call(c.hwlive_config_set_timeout_ms, uint32(timeoutMs, "timeout")); }

  setConnectTimeoutMs(timeoutMs) {
    return this.#call(c.hwlive_config_set_connect_timeout_ms, uint32(timeoutMs, "connect timeout"));
  }

  setMaxRetries(retries) { return this.#call(c.hwlive_config_set_max_retries, uint32(retries, "retries")); }

  setProxy(url) { return this.#call(c.hwlive_config_set_proxy, text(url, "proxy")); }

  setCaFile(file) { return this.#call(c.hwlive_config_set_ca_file, text(file, "CA file")); }

  setClientCertificate(certificateFile, keyFile) {
    return this.#call(c.hwlive_config_set_client_certificate, text(certificateFile, "certificate file"), text(keyFile, "key file"));
  }

  setClientCertificatePem(certificate, key) {
    return this.#call(c.hwlive_config_set_client_certificate_pem, text(certificate, "client certificate"),
      text(key, "client certificate's key"));
  }

  setCaPem(pem) { return this.#call(c.hwlive_config_set_ca_pem, text(pem, "CA certificates")); }

  setTrust(roots) { return this.#call(c.hwlive_config_set_trust, int32(roots, "trust")); }

  setPinnedPublicKeys(pins) { return this.#call(c.hwlive_config_set_pinned_public_keys, text(pins, "pinned public keys")); }

  setMinTlsVersion(version) { return this.#call(c.hwlive_config_set_min_tls_version, int32(version, "TLS version")); }

  addResolve(entry) { return this.#call(c.hwlive_config_add_resolve, text(entry, "resolve")); }

  setLocalAddress(address) { return this.#call(c.hwlive_config_set_local_address, text(address, "local address")); }

  setIpFamily(family) { return this.#call(c.hwlive_config_set_ip_family, int32(family, "IP family")); }

  setRegionByPattern(on) { return this.#call(c.hwlive_config_set_region_by_pattern, on ? 1 : 0); }

  setInsecure(on) { return this.#call(c.hwlive_config_set_insecure, on ? 1 : 0); }

  setUserAgent(suffix) { return this.#call(c.hwlive_config_set_user_agent, text(suffix, "user agent")); }

  setSigningAlgorithm(algorithm) {
    return this.#call(c.hwlive_config_set_signing_algorithm, int32(algorithm, "signing algorithm"));
  }

  setLog(level, run = null) {
    if (run !== null && typeof run !== "function") throw new TypeError("the log function must be a function");
    const log = run && new Log(run);
    this.#call(c.hwlive_config_set_log, int32(level, "level"), log && writeLog, log && log.userdata);
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

module.exports = { Config };
