package hwlive;

import static hwlive.Declarations.*;

import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Settings for {@link Client}. All methods return the config, so that calls can be chained.
 *
 * <p>A setting that cannot be used throws {@link HwliveException.InvalidArgument} and leaves the others as they were. Nothing is
 * sent. A config must not be used by two threads at the same time. It is freed when nothing refers to it any more, or by
 * {@link #close}.
 */
public final class Config implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    /** A log function. It is forgotten when neither a config nor a client refers to this object. */
    private static final class Log {
        final long number;

        Log(BiConsumer<LogLevel, String> function) {
            long kept = Listeners.keep(function);
            number = kept;
            CLEANER.register(this, () -> Listeners.release(kept));
        }
    }

    /** What the cleaner frees. */
    private static final class Handle implements Runnable {
        private long pointer = hwlive_config_new();

        @Override
        public synchronized void run() {
            hwlive_config_free(pointer);
            pointer = 0;
        }

        synchronized void use(Setter setter) {
            if (pointer == 0) throw Interop.invalidArgument("the config is closed");
            Interop.check(error -> setter.set(pointer, error));
        }
    }

    private interface Setter {
        int set(long config, long[] errorOut);
    }

    private final Handle handle = new Handle();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, handle);
    private Object log;

    /** Makes settings, all at their defaults. */
    public Config() {}

    /** Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...). */
    public Config loadEnvironment() {
        return set(Declarations::hwlive_config_load_environment);
    }

    /** Takes the environment, and credentials from it, else from the profile file, else, if told so, from the metadata service. */
    public Config loadDefault(boolean withMetadata) {
        return set((config, error) -> hwlive_config_load_default(config, withMetadata ? 1 : 0, error));
    }

    /** Sets the region, and with it the endpoints of Live and IAM. */
    public Config region(String regionId) {
        String text = Interop.text(regionId, "region");
        return set((config, error) -> hwlive_config_set_region(config, text, error));
    }

    /** Sets the endpoint of Live. It is used in place of the region's. */
    public Config endpoint(String url) {
        String text = Interop.text(url, "endpoint");
        return set((config, error) -> hwlive_config_set_endpoint(config, text, error));
    }

    /** Sets the endpoint of IAM. It is used in place of the region's. */
    public Config iamEndpoint(String url) {
        String text = Interop.text(url, "IAM endpoint");
        return set((config, error) -> hwlive_config_set_iam_endpoint(config, text, error));
    }

    /** Sets the project that the callbacks belong to: its id, not its name. */
    public Config projectId(String projectId) {
        String text = Interop.text(projectId, "project id");
        return set((config, error) -> hwlive_config_set_project_id(config, text, error));
    }

    /** Sets the access key that signs requests. The security token of a permanent key is null. Replaces other credentials. */
    public Config accessKey(String accessKey, String secretKey, String securityToken) {
        String text0 = Interop.text(accessKey, "access key");
        String text1 = Interop.text(secretKey, "secret key");
        String text2 = Interop.text(securityToken, "security token");
        return set((config, error) -> hwlive_config_set_access_key(config, text0, text1, text2, error));
    }

    /** Sets an IAM token, which is not renewed. Replaces other credentials. */
    public Config authToken(String token) {
        String text = Interop.text(token, "auth token");
        return set((config, error) -> hwlive_config_set_auth_token(config, text, error));
    }

    /** Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials. */
    public Config iamUser(String user, String password, String domain) {
        String text0 = Interop.text(user, "user");
        String text1 = Interop.text(password, "password");
        String text2 = Interop.text(domain, "domain");
        return set((config, error) -> hwlive_config_set_iam_user(config, text0, text1, text2, error));
    }

    /** Sets where the metadata service is; for tests. */
    public Config metadataEndpoint(String url) {
        String text = Interop.text(url, "metadata endpoint");
        return set((config, error) -> hwlive_config_set_metadata_endpoint(config, text, error));
    }

    /** Sets the HTTP proxy. "" is no proxy. Default: that of the environment. */
    public Config proxy(String url) {
        String text = Interop.text(url, "proxy");
        return set((config, error) -> hwlive_config_set_proxy(config, text, error));
    }

    /** Sets the file with the certificate authorities that are trusted in place of the built-in ones. */
    public Config caFile(String file) {
        String text = Interop.text(file, "CA file");
        return set((config, error) -> hwlive_config_set_ca_file(config, text, error));
    }

    /** Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM. */
    public Config clientCertificate(String certificateFile, String keyFile) {
        String text0 = Interop.text(certificateFile, "certificate file");
        String text1 = Interop.text(keyFile, "key file");
        return set((config, error) -> hwlive_config_set_client_certificate(config, text0, text1, error));
    }

    /** Sets the certificate authorities that are trusted, as a text in PEM. It replaces {@link #caFile} and {@link #trust}. */
    public Config caPem(String pem) {
        String text = Interop.text(pem, "CA text");
        return set((config, error) -> hwlive_config_set_ca_pem(config, text, error));
    }

    /** Sets the client's certificate and its key as texts in PEM. It replaces {@link #clientCertificate}. */
    public Config clientCertificatePem(String certificate, String key) {
        String text0 = Interop.text(certificate, "certificate text");
        String text1 = Interop.text(key, "key text");
        return set((config, error) -> hwlive_config_set_client_certificate_pem(config, text0, text1, error));
    }

    /** Sets which roots are trusted. It replaces {@link #caFile} and {@link #caPem}. */
    public Config trust(Trust roots) {
        return set((config, error) -> hwlive_config_set_trust(config, roots.number, error));
    }

    /** Sets the public keys that Live and IAM may have, each as "sha256//BASE64". Any other key is refused. */
    public Config pinnedPublicKeys(String... pins) {
        String text = Interop.text(String.join(";", pins), "pins");
        return set((config, error) -> hwlive_config_set_pinned_public_keys(config, text, error));
    }

    /** Sets the oldest version of TLS that the client speaks. Default: TLS 1.2. */
    public Config minTlsVersion(TlsVersion version) {
        return set((config, error) -> hwlive_config_set_min_tls_version(config, version.number, error));
    }

    /** Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]". May be called more than once. */
    public Config addResolve(String entry) {
        String text = Interop.text(entry, "entry");
        return set((config, error) -> hwlive_config_add_resolve(config, text, error));
    }

    /** Sets the address of this machine that all connections are made from. */
    public Config localAddress(String address) {
        String text = Interop.text(address, "local address");
        return set((config, error) -> hwlive_config_set_local_address(config, text, error));
    }

    /** Sets the family of the addresses that connections are made to. Default: both. */
    public Config ipFamily(IpFamily family) {
        return set((config, error) -> hwlive_config_set_ip_family(config, family.number, error));
    }

    /** Gives a region that is neither built in nor defined the endpoints that the service's naming suggests. Default: off. */
    public Config regionByPattern(boolean on) {
        return set((config, error) -> hwlive_config_set_region_by_pattern(config, on ? 1 : 0, error));
    }

    /** Adds the program's name to the User-Agent header. */
    public Config userAgent(String suffix) {
        String text = Interop.text(suffix, "user agent");
        return set((config, error) -> hwlive_config_set_user_agent(config, text, error));
    }

    /** Defines a region by its Live endpoints. */
    public Config defineRegion(String regionId, String... urls) {
        String text0 = Interop.text(regionId, "region id");
        String text1 = Interop.text(String.join(",", urls), "urls");
        return set((config, error) -> hwlive_config_define_region(config, text0, text1, error));
    }

    /** Takes what a profile file of the official SDKs says. null is their default file. */
    public Config loadProfile(String file) {
        String text = Interop.text(file, "file");
        return set((config, error) -> hwlive_config_load_profile(config, text, error));
    }

    /** Takes what a profile of KooCLI says. null is its default file, and the profile HW_PROFILE, else the current one. */
    public Config loadKooCliProfile(String file, String profile) {
        String text0 = Interop.text(file, "file");
        String text1 = Interop.text(profile, "profile");
        return set((config, error) -> hwlive_config_load_koocli_profile(config, text0, text1, error));
    }

    /** Takes the regions that a file of the official SDKs defines. null is their default file. */
    public Config loadRegionsFile(String file) {
        String text = Interop.text(file, "file");
        return set((config, error) -> hwlive_config_load_regions_file(config, text, error));
    }

    /** Takes temporary keys from the metadata service of the cloud server. Replaces other credentials. */
    public Config metadataCredentials() {
        return set(Declarations::hwlive_config_set_metadata_credentials);
    }

    /** Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's. */
    public Config stsEndpoint(String url) {
        String text = Interop.text(url, "STS endpoint");
        return set((config, error) -> hwlive_config_set_sts_endpoint(config, text, error));
    }

    /**
     * Sets an identity provider of IAM, and the file with the ID token that it gave. The file is read each time that keys are asked
     * for. Replaces other credentials.
     */
    public Config identityProvider(String idpId, String idTokenFile) {
        String text0 = Interop.text(idpId, "identity provider's id");
        String text1 = Interop.text(idTokenFile, "ID token file");
        return set((config, error) -> hwlive_config_set_identity_provider(config, text0, text1, error));
    }

    /**
     * Sets an agency that STS gives to whoever has an ID token of an OIDC provider. Either the ID token or its file is null. The
     * file is read each time that keys are asked for. Replaces other credentials.
     */
    public Config oidc(String providerUrn, String agencyUrn, String idToken, String idTokenFile) {
        String text0 = Interop.text(providerUrn, "provider's URN");
        String text1 = Interop.text(agencyUrn, "agency's URN");
        String text2 = Interop.text(idToken, "ID token");
        String text3 = Interop.text(idTokenFile, "ID token file");
        return set((config, error) -> hwlive_config_set_oidc(config, text0, text1, text2, text3, error));
    }

    /**
     * Sets the session of the agency of {@link #oidc}, or of the same from the environment, whichever is called first.
     *
     * @param sessionName 2 to 128 characters; null is "oidc-sts-session"
     * @param duration how long the keys are good, 15 minutes to 12 hours; null is one hour
     * @param policy a policy in JSON that limits what the keys may do; null is none
     * @param policyIds the ids of policies that limit what the keys may do
     */
    public Config oidcSession(String sessionName, Duration duration, String policy, String... policyIds) {
        String text0 = Interop.text(sessionName, "session's name");
        int seconds = duration == null ? 0 : Interop.seconds(duration, "session's duration");
        String text1 = Interop.text(policy, "policy");
        String text2 = Interop.list(policyIds, "policy id");
        return set((config, error) -> hwlive_config_set_oidc_session(config, text0, seconds, text1, text2, error));
    }

    /**
     * Uses the agent that gives the pods of a cluster their keys: its URI, and the file with the token for it. The file is read each
     * time that keys are asked for. Replaces other credentials.
     */
    public Config podIdentity(String uri, String authorizationTokenFile) {
        String text0 = Interop.text(uri, "pod identity's URI");
        String text1 = Interop.text(authorizationTokenFile, "authorization token file");
        return set((config, error) -> hwlive_config_set_pod_identity(config, text0, text1, error));
    }

    /**
     * Sets the agency that the credentials assume, by its URN; null is none. Any kind of credentials that gives access keys may be
     * set before or after it. The external id of an agency that asks for none is null. Replaces another agency.
     */
    public Config agency(String agencyUrn, String externalId) {
        String text0 = Interop.text(agencyUrn, "agency's URN");
        String text1 = Interop.text(externalId, "external id");
        return set((config, error) -> hwlive_config_set_agency(config, text0, text1, error));
    }

    /**
     * Sets the agency that the credentials assume, by its name and its account. Either the account's name or its id is null.
     * Replaces another agency.
     */
    public Config agencyByName(String agencyName, String domainName, String domainId) {
        String text0 = Interop.text(agencyName, "agency's name");
        String text1 = Interop.text(domainName, "domain name");
        String text2 = Interop.text(domainId, "domain id");
        return set((config, error) -> hwlive_config_set_agency_by_name(config, text0, text1, text2, error));
    }

    /**
     * Sets the session of the agency of {@link #agency} or {@link #agencyByName}, whichever is called first.
     *
     * @param sessionName 2 to 128 characters; null is the default
     * @param duration how long the keys are good, 15 minutes to 12 hours, or to 24 hours for an agency by its name; null is one hour
     * @param policy a policy in JSON that limits what the keys may do, for an agency by its URN alone; null is none
     * @param policyIds the ids of policies that limit what the keys may do, for an agency by its URN alone
     */
    public Config agencySession(String sessionName, Duration duration, String policy, String... policyIds) {
        String text0 = Interop.text(sessionName, "session's name");
        int seconds = duration == null ? 0 : Interop.seconds(duration, "session's duration");
        String text1 = Interop.text(policy, "policy");
        String text2 = Interop.list(policyIds, "policy id");
        return set((config, error) -> hwlive_config_set_agency_session(config, text0, seconds, text1, text2, error));
    }

    /**
     * Sets a function that gives credentials. Replaces other credentials.
     *
     * <p>It runs in a thread of the library, before the old credentials end. It may block. If it throws, the waiting call fails
     * with {@link HwliveException.Credentials}, and the exception goes to the logger "hwlive". It must not use the client that it
     * serves.
     */
    public Config credentialsProvider(Supplier<Credentials> provider) {
        long number = Listeners.keep(java.util.Objects.requireNonNull(provider));
        try {
            return set((config, error) -> hwlive_config_set_credentials_provider_with_release(config, Callbacks.CREDENTIALS, number,
                    Callbacks.RELEASE, error));
        } catch (RuntimeException failure) {
            Listeners.release(number);
            throw failure;
        }
    }

    /** Limits the whole call, retries included. Default: 30 seconds. */
    public Config timeout(Duration timeout) {
        int milliseconds = Interop.milliseconds(timeout, "timeout");
        return set((config, error) -> hwlive_config_set_timeout_ms(config, milliseconds, error));
    }

    /** Limits the making of one connection. Default: 10 seconds. */
    public Config connectTimeout(Duration timeout) {
        int milliseconds = Interop.milliseconds(timeout, "connect timeout");
        return set((config, error) -> hwlive_config_set_connect_timeout_ms(config, milliseconds, error));
    }

    /** Sets how often a call is tried again, 0 to 10. Default: 2. */
    public Config maxRetries(int retries) {
        if (retries < 0) throw Interop.invalidArgument("retries of " + retries + " are less than 0");
        return set((config, error) -> hwlive_config_set_max_retries(config, retries, error));
    }

    /** Turns the check of certificates off and allows plain http to any host. Only for tests. */
    public Config insecure(boolean on) {
        return set((config, error) -> hwlive_config_set_insecure(config, on ? 1 : 0, error));
    }

    /** Sets how an access key signs requests. */
    public Config signingAlgorithm(SigningAlgorithm algorithm) {
        return set((config, error) -> hwlive_config_set_signing_algorithm(config, algorithm.number, error));
    }

    /**
     * Sets a function that is called for each event in the calls of a client; null with {@link LogLevel#OFF} is none.
     *
     * <p>It runs inside the call, and several threads may be in it at once. No secret is in the message at any level. What it
     * throws goes to the logger "hwlive".
     */
    public Config log(LogLevel level, BiConsumer<LogLevel, String> function) {
        Log kept = function == null ? null : new Log(function);
        set((config, error) -> hwlive_config_set_log(config, level.number, kept == null ? 0 : Callbacks.LOG,
                kept == null ? 0 : kept.number, error));
        log = kept; // Clients keep it, too.
        return this;
    }

    /** Frees the settings. Clients made with them are not affected. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** Makes the client of C. */
    long newClient() {
        long[] client = new long[1];
        set((config, error) -> hwlive_client_new(config, client, error));
        return client[0];
    }

    /** Gives the credentials to a client of C. */
    void replaceCredentials(long client) {
        set((config, error) -> hwlive_client_replace_credentials(client, config, error));
    }

    /** What has to live as long as the clients. */
    Object log() {
        return log;
    }

    private Config set(Setter setter) {
        handle.use(setter);
        return this;
    }
}
