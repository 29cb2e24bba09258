using System;
using System.Collections.Generic;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>
    /// What a function for <see cref="Config.CredentialsProvider"/> returns: an access key, or a token. Expiry says when they end;
    /// the function is called again before. Without it they are kept.
    /// </summary>
    public sealed class Credentials {
        /// <summary>The access key, or null if there is a token.</summary>
        public string? AccessKey { get; set; }
        /// <summary>The secret key of the access key.</summary>
        public string? SecretKey { get; set; }
        /// <summary>The security token of a temporary key, or null.</summary>
        public string? SecurityToken { get; set; }
        /// <summary>The token, or null if there is an access key.</summary>
        public string? AuthToken { get; set; }
        /// <summary>When they end, or null.</summary>
        public DateTimeOffset? Expiry { get; set; }
    }

    /// <summary>
    /// Settings for <see cref="Client"/>. All methods return the config, so that calls can be chained.
    ///
    /// A setting that cannot be used throws an <see cref="HwliveException"/> of the kind InvalidArgument and leaves the others as they
    /// were. Nothing is sent. A config must not be used by two threads at the same time.
    /// </summary>
    public sealed class Config : IDisposable {
        internal readonly ConfigHandle Handle = hwlive_config_new();

        /// <summary>What the log function lives with; clients keep it, too.</summary>
        internal LogFunction? LogFunction { get; private set; }

        /// <summary>Frees the settings. Clients made with them are not affected.</summary>
        public void Dispose() => Handle.Dispose();

        /// <summary>Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...).</summary>
        public Config LoadEnvironment() => Checked(hwlive_config_load_environment(Handle, out ErrorHandle error), error);

        /// <summary>
        /// Takes the environment, and credentials from it, else from the profile file, else, if told so, from the metadata service.
        /// </summary>
        public Config LoadDefault(bool withMetadata = false) =>
            Checked(hwlive_config_load_default(Handle, withMetadata ? 1 : 0, out ErrorHandle error), error);

        /// <summary>Sets the region, and with it the endpoints of Live and IAM.</summary>
        public Config Region(string regionId) =>
            Checked(hwlive_config_set_region(Handle, Interop.Bytes(regionId, "region"), out ErrorHandle error), error);

        /// <summary>Sets the endpoint of Live. It is used in place of the region's.</summary>
        public Config Endpoint(string url) =>
            Checked(hwlive_config_set_endpoint(Handle, Interop.Bytes(url, "endpoint"), out ErrorHandle error), error);

        /// <summary>Sets the endpoint of IAM. It is used in place of the region's.</summary>
        public Config IamEndpoint(string url) =>
            Checked(hwlive_config_set_iam_endpoint(Handle, Interop.Bytes(url, "IAM endpoint"), out ErrorHandle error), error);

        /// <summary>Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's.</summary>
        public Config StsEndpoint(string url) =>
            Checked(hwlive_config_set_sts_endpoint(Handle, Interop.Bytes(url, "STS endpoint"), out ErrorHandle error), error);

        /// <summary>Sets the project that the callbacks belong to: its id, not its name.</summary>
        public Config ProjectId(string projectId) =>
            Checked(hwlive_config_set_project_id(Handle, Interop.Bytes(projectId, "project id"), out ErrorHandle error), error);

        /// <summary>Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials.</summary>
        public Config AccessKey(string accessKey, string secretKey, string? securityToken = null) =>
            Checked(hwlive_config_set_access_key(Handle, Interop.Bytes(accessKey, "access key"), Interop.Bytes(secretKey, "secret key"), Interop.Bytes(securityToken, "security token"), out ErrorHandle error), error);

        /// <summary>Sets an IAM token, which is not renewed. Replaces other credentials.</summary>
        public Config AuthToken(string token) =>
            Checked(hwlive_config_set_auth_token(Handle, Interop.Bytes(token, "auth token"), out ErrorHandle error), error);

        /// <summary>Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials.</summary>
        public Config IamUser(string user, string password, string domain) =>
            Checked(hwlive_config_set_iam_user(Handle, Interop.Bytes(user, "user"), Interop.Bytes(password, "password"), Interop.Bytes(domain, "domain"), out ErrorHandle error), error);

        /// <summary>
        /// Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. The file is read for each renewal.
        /// Replaces other credentials.
        /// </summary>
        public Config IdentityProvider(string idpId, string idTokenFile) =>
            Checked(hwlive_config_set_identity_provider(Handle, Interop.Bytes(idpId, "identity provider id"), Interop.Bytes(idTokenFile, "ID token file"), out ErrorHandle error), error);

        /// <summary>
        /// Sets an agency that STS gives for an ID token. Give either the token, which is used until it ends, or its file, which is
        /// read for each renewal. Replaces other credentials.
        /// </summary>
        public Config Oidc(string providerUrn, string agencyUrn, string? idToken = null, string? idTokenFile = null) =>
            Checked(hwlive_config_set_oidc(Handle, Interop.Bytes(providerUrn, "provider URN"), Interop.Bytes(agencyUrn, "agency URN"), Interop.Bytes(idToken, "ID token"), Interop.Bytes(idTokenFile, "ID token file"), out ErrorHandle error), error);

        /// <summary>Sets the session of the agency of <see cref="Oidc"/>, before or after it. Replaces all four.</summary>
        public Config OidcSession(string? sessionName = null, TimeSpan? duration = null, string? policy = null, IEnumerable<string>? policyIds = null) =>
            Checked(hwlive_config_set_oidc_session(Handle, Interop.Bytes(sessionName, "session name"), Interop.Seconds(duration, "session duration"), Interop.Bytes(policy, "session policy"), Interop.Bytes(policyIds, "session policy ids"), out ErrorHandle error), error);

        /// <summary>Takes temporary keys from the agent for the pods of a cluster. Replaces other credentials.</summary>
        public Config PodIdentity(string uri, string authorizationTokenFile) =>
            Checked(hwlive_config_set_pod_identity(Handle, Interop.Bytes(uri, "pod identity URI"), Interop.Bytes(authorizationTokenFile, "authorization token file"), out ErrorHandle error), error);

        /// <summary>
        /// Sets the agency that the credentials assume, such as "iam::DOMAIN_ID:agency:NAME". Set the credentials as well, before it
        /// or after it. null is no agency.
        /// </summary>
        public Config Agency(string? agencyUrn, string? externalId = null) =>
            Checked(hwlive_config_set_agency(Handle, Interop.Bytes(agencyUrn, "agency URN"), Interop.Bytes(externalId, "external id"), out ErrorHandle error), error);

        /// <summary>Sets the agency that the credentials assume, by its name and its account: the account's name or its id.</summary>
        public Config AgencyByName(string agencyName, string? domainName = null, string? domainId = null) =>
            Checked(hwlive_config_set_agency_by_name(Handle, Interop.Bytes(agencyName, "agency name"), Interop.Bytes(domainName, "domain name"), Interop.Bytes(domainId, "domain id"), out ErrorHandle error), error);

        /// <summary>
        /// Sets the session of the agency that the credentials assume; as in <see cref="OidcSession"/>. Policies need an agency by its
        /// URN.
        /// </summary>
        public Config AgencySession(string? sessionName = null, TimeSpan? duration = null, string? policy = null, IEnumerable<string>? policyIds = null) =>
            Checked(hwlive_config_set_agency_session(Handle, Interop.Bytes(sessionName, "session name"), Interop.Seconds(duration, "session duration"), Interop.Bytes(policy, "session policy"), Interop.Bytes(policyIds, "session policy ids"), out ErrorHandle error), error);

        /// <summary>Sets where the metadata service is; for tests.</summary>
        public Config MetadataEndpoint(string url) =>
            Checked(hwlive_config_set_metadata_endpoint(Handle, Interop.Bytes(url, "metadata endpoint"), out ErrorHandle error), error);

        /// <summary>Sets the HTTP proxy. "" is no proxy. Default: that of the environment.</summary>
        public Config Proxy(string url) =>
            Checked(hwlive_config_set_proxy(Handle, Interop.Bytes(url, "proxy"), out ErrorHandle error), error);

        /// <summary>Sets the file with the certificate authorities that are trusted in place of the built-in ones.</summary>
        public Config CaFile(string file) =>
            Checked(hwlive_config_set_ca_file(Handle, Interop.Bytes(file, "CA file"), out ErrorHandle error), error);

        /// <summary>Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM.</summary>
        public Config ClientCertificate(string certificateFile, string keyFile) =>
            Checked(hwlive_config_set_client_certificate(Handle, Interop.Bytes(certificateFile, "certificate file"), Interop.Bytes(keyFile, "key file"), out ErrorHandle error), error);

        /// <summary>Sets the certificate authorities that are trusted, as a text in PEM. Replaces CaFile and Trust.</summary>
        public Config CaPem(string pem) =>
            Checked(hwlive_config_set_ca_pem(Handle, Interop.Bytes(pem, "CA text"), out ErrorHandle error), error);

        /// <summary>Sets the client's certificate and its key as texts in PEM. Replaces ClientCertificate.</summary>
        public Config ClientCertificatePem(string certificate, string key) =>
            Checked(hwlive_config_set_client_certificate_pem(Handle, Interop.Bytes(certificate, "certificate text"), Interop.Bytes(key, "key text"), out ErrorHandle error), error);

        /// <summary>Sets which roots are trusted. Replaces CaFile and CaPem.</summary>
        public Config Trust(Trust roots) => Checked(hwlive_config_set_trust(Handle, (int)roots, out ErrorHandle error), error);

        /// <summary>Sets the public keys that Live and IAM may have, each as "sha256//BASE64". Any other key is refused.</summary>
        public Config PinnedPublicKeys(params string[] pins) =>
            Checked(hwlive_config_set_pinned_public_keys(Handle, Interop.Bytes(string.Join(";", pins), "pins"), out ErrorHandle error), error);

        /// <summary>Sets the oldest version of TLS that the client speaks. Default: TLS 1.2.</summary>
        public Config MinTlsVersion(TlsVersion version) =>
            Checked(hwlive_config_set_min_tls_version(Handle, (int)version, out ErrorHandle error), error);

        /// <summary>Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]". May be called more than once.</summary>
        public Config AddResolve(string entry) =>
            Checked(hwlive_config_add_resolve(Handle, Interop.Bytes(entry, "entry"), out ErrorHandle error), error);

        /// <summary>Sets the address of this machine that all connections are made from.</summary>
        public Config LocalAddress(string address) =>
            Checked(hwlive_config_set_local_address(Handle, Interop.Bytes(address, "local address"), out ErrorHandle error), error);

        /// <summary>Sets the family of the addresses that connections are made to. Default: both.</summary>
        public Config IpFamily(IpFamily family) => Checked(hwlive_config_set_ip_family(Handle, (int)family, out ErrorHandle error), error);

        /// <summary>Gives a region that is neither built in nor defined the endpoints that the service's naming suggests. Default: off.</summary>
        public Config RegionByPattern(bool on) =>
            Checked(hwlive_config_set_region_by_pattern(Handle, on ? 1 : 0, out ErrorHandle error), error);

        /// <summary>Adds the program's name to the User-Agent header.</summary>
        public Config UserAgent(string suffix) =>
            Checked(hwlive_config_set_user_agent(Handle, Interop.Bytes(suffix, "user agent"), out ErrorHandle error), error);

        /// <summary>Defines a region by its Live endpoints.</summary>
        public Config DefineRegion(string regionId, params string[] urls) =>
            Checked(hwlive_config_define_region(Handle, Interop.Bytes(regionId, "region id"), Interop.Bytes(string.Join(",", urls), "urls"), out ErrorHandle error), error);

        /// <summary>Takes what a profile file of the official SDKs says. null is their default file.</summary>
        public Config LoadProfile(string? file = null) =>
            Checked(hwlive_config_load_profile(Handle, Interop.Bytes(file, "file"), out ErrorHandle error), error);

        /// <summary>Takes what a profile of KooCLI says. null is its default file, and the profile HW_PROFILE, else the current one.</summary>
        public Config LoadKooCliProfile(string? file = null, string? profile = null) =>
            Checked(hwlive_config_load_koocli_profile(Handle, Interop.Bytes(file, "file"), Interop.Bytes(profile, "profile"), out ErrorHandle error), error);

        /// <summary>Takes the regions that a file of the official SDKs defines. null is their default file.</summary>
        public Config LoadRegionsFile(string? file = null) =>
            Checked(hwlive_config_load_regions_file(Handle, Interop.Bytes(file, "file"), out ErrorHandle error), error);

        /// <summary>Takes temporary keys from the metadata service of the cloud server. Replaces other credentials.</summary>
        public Config MetadataCredentials() => Checked(hwlive_config_set_metadata_credentials(Handle, out ErrorHandle error), error);

        /// <summary>
        /// Sets a function that gives credentials. Replaces other credentials.
        ///
        /// It runs in a thread of the library, before the old credentials end. It may block. If it throws, the waiting call fails with
        /// the kind Credentials, and the exception goes to System.Diagnostics.Trace. It must not use the client that it serves.
        /// </summary>
        public Config CredentialsProvider(Func<Credentials> provider) {
            long number = Callbacks.Keep(provider ?? throw new ArgumentNullException(nameof(provider)));
            try {
                return Checked(hwlive_config_set_credentials_provider_with_release(Handle, Callbacks.Credentials, (IntPtr)number,
                    Callbacks.Release, out ErrorHandle error), error);
            } catch (HwliveException) {
                Callbacks.Forget(number);
                throw;
            }
        }

        /// <summary>Limits the whole call, retries included. Default: 30 seconds.</summary>
        public Config Timeout(TimeSpan timeout) =>
            Checked(hwlive_config_set_timeout_ms(Handle, Interop.Milliseconds(timeout, "timeout"), out ErrorHandle error), error);

        /// <summary>Limits the making of one connection. Default: 10 seconds.</summary>
        public Config ConnectTimeout(TimeSpan timeout) => Checked(
            hwlive_config_set_connect_timeout_ms(Handle, Interop.Milliseconds(timeout, "connect timeout"), out ErrorHandle error), error);

        /// <summary>Sets how often a call is tried again, 0 to 10. Default: 2.</summary>
        public Config MaxRetries(uint retries) => Checked(hwlive_config_set_max_retries(Handle, retries, out ErrorHandle error), error);

        /// <summary>Turns the check of certificates off and allows plain http to any host. Only for tests.</summary>
        public Config Insecure(bool on) => Checked(hwlive_config_set_insecure(Handle, on ? 1 : 0, out ErrorHandle error), error);

        /// <summary>Sets how an access key signs requests.</summary>
        public Config SigningAlgorithm(SigningAlgorithm algorithm) =>
            Checked(hwlive_config_set_signing_algorithm(Handle, (int)algorithm, out ErrorHandle error), error);

        /// <summary>
        /// Sets a function that is called for each event in the calls of a client; null with LogLevel.Off is none.
        ///
        /// It runs inside the call, and several threads may be in it at once. No secret is in the message at any level. What it throws
        /// goes to System.Diagnostics.Trace.
        /// </summary>
        public Config Log(LogLevel level, Action<LogLevel, string>? function) {
            LogFunction? kept = function == null ? null : new LogFunction(function);
            Checked(hwlive_config_set_log(Handle, (int)level, kept == null ? null : Callbacks.Log, (IntPtr)(kept?.Number ?? 0),
                out ErrorHandle error), error);
            LogFunction = kept;
            return this;
        }

        private Config Checked(int code, ErrorHandle error) {
            Interop.Check(code, error);
            return this;
        }
    }
}
