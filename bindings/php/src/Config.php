<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * Settings for Client. All methods return the config, so that calls can be chained.
 *
 * A setting that cannot be used throws an InvalidArgumentError and leaves the others as they were. Nothing is sent.
 */
final class Config
{
    private readonly \FFI\CData $handle;
    private ?Log $log = null;

    public function __construct()
    {
        $this->handle = Library::c()->hwlive_config_new();
    }

    public function __destruct()
    {
        Library::c()->hwlive_config_free($this->handle);
    }

    private function __clone()
    {
    }

    /** A config has secrets. */
    public function __debugInfo(): array
    {
        return [];
    }

    /**
     * Applies settings by name, in their order: set(['region' => 'cn-north-4']) is region('cn-north-4'). Pass an array for a
     * setting with several arguments: set(['accessKey' => [$accessKey, $secretKey]]).
     *
     * @param array<string, mixed> $settings
     */
    public function set(array $settings): self
    {
        foreach ($settings as $name => $value) {
            if (!method_exists($this, $name) || preg_match('/^(__|set$|load|defineRegion$|parts$|call$)/', $name)) {
                throw new \ValueError("there is no setting $name");
            }
            $this->$name(...(is_array($value) ? $value : [$value]));
        }
        return $this;
    }

    /** Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...). */
    public function loadEnvironment(): self
    {
        return $this->call('hwlive_config_load_environment');
    }

    /** Takes what a profile file of the official SDKs says. null is their default file. */
    public function loadProfile(?string $file = null): self
    {
        return $this->call('hwlive_config_load_profile', Native::text($file, 'file'));
    }

    /** Takes what a profile of KooCLI says. null is its default file, and the profile HW_PROFILE, else the current one. */
    public function loadKoocliProfile(?string $file = null, ?string $profile = null): self
    {
        return $this->call('hwlive_config_load_koocli_profile', Native::text($file, 'file'), Native::text($profile, 'profile'));
    }

    /** Takes the environment, and credentials from it, else from the profile file, else from the metadata service. */
    public function loadDefault(bool $withMetadata = false): self
    {
        return $this->call('hwlive_config_load_default', (int) $withMetadata);
    }

    /** Takes the regions that a file of the official SDKs defines. null is their default file. */
    public function loadRegionsFile(?string $file = null): self
    {
        return $this->call('hwlive_config_load_regions_file', Native::text($file, 'file'));
    }

    /** Defines a region by its Live endpoints. */
    public function defineRegion(string $regionId, string ...$urls): self
    {
        return $this->call('hwlive_config_define_region', Native::text($regionId, 'region id'), Native::text(implode(',', $urls), 'urls'));
    }

    /** Sets the region, and with it the endpoints of Live and IAM. */
    public function region(string $regionId): self
    {
        return $this->call('hwlive_config_set_region', Native::text($regionId, 'region'));
    }

    /** Gives a region that is neither built in nor defined the endpoints that belong to its name. Default: off. */
    public function regionByPattern(bool $on): self
    {
        return $this->call('hwlive_config_set_region_by_pattern', (int) $on);
    }

    /** Sets the endpoint of Live. It is used in place of the region's. */
    public function endpoint(string $url): self
    {
        return $this->call('hwlive_config_set_endpoint', Native::text($url, 'endpoint'));
    }

    /** Sets the endpoint of IAM. It is used in place of the region's. */
    public function iamEndpoint(string $url): self
    {
        return $this->call('hwlive_config_set_iam_endpoint', Native::text($url, 'IAM endpoint'));
    }

    /** Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's. */
    public function stsEndpoint(string $url): self
    {
        return $this->call('hwlive_config_set_sts_endpoint', Native::text($url, 'STS endpoint'));
    }

    /** Sets the project that the callbacks belong to: its id, not its name. */
    public function projectId(string $projectId): self
    {
        return $this->call('hwlive_config_set_project_id', Native::text($projectId, 'project id'));
    }

    /** Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials. */
    public function accessKey(
        #[\SensitiveParameter] string $accessKey,
        #[\SensitiveParameter] string $secretKey,
        #[\SensitiveParameter] ?string $securityToken = null,
    ): self {
        return $this->call(
            'hwlive_config_set_access_key',
            Native::text($accessKey, 'access key'),
            Native::text($secretKey, 'secret key'),
            Native::text($securityToken, 'security token'),
        );
    }

    /** Sets an IAM token, which is not renewed. Replaces other credentials. */
    public function authToken(#[\SensitiveParameter] string $token): self
    {
        return $this->call('hwlive_config_set_auth_token', Native::text($token, 'auth token'));
    }

    /** Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials. */
    public function iamUser(string $user, #[\SensitiveParameter] string $password, string $domain): self
    {
        return $this->call('hwlive_config_set_iam_user', Native::text($user, 'user'), Native::text($password, 'password'), Native::text($domain, 'domain'));
    }

    /** Takes temporary keys from the metadata service of the cloud server. Replaces other credentials. */
    public function metadataCredentials(bool $on = true): self
    {
        if (!$on) {
            throw new \ValueError('metadata credentials can be set, but not be unset: set other credentials');
        }
        return $this->call('hwlive_config_set_metadata_credentials');
    }

    /**
     * Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. The file is read for each
     * renewal. Replaces other credentials.
     */
    public function identityProvider(string $idpId, string $idTokenFile): self
    {
        return $this->call(
            'hwlive_config_set_identity_provider',
            Native::text($idpId, 'identity provider id'),
            Native::text($idTokenFile, 'ID token file'),
        );
    }

    /**
     * Sets an agency that STS gives for an ID token. Give either the token, which is used until it ends, or its file, which is
     * read for each renewal. Replaces other credentials.
     */
    public function oidc(
        string $providerUrn,
        string $agencyUrn,
        #[\SensitiveParameter] ?string $idToken = null,
        ?string $idTokenFile = null,
    ): self {
        return $this->call(
            'hwlive_config_set_oidc',
            Native::text($providerUrn, 'provider URN'),
            Native::text($agencyUrn, 'agency URN'),
            Native::text($idToken, 'ID token'),
            Native::text($idTokenFile, 'ID token file'),
        );
    }

    /**
     * Sets the session of oidc's agency, before or after it. Replaces all four.
     *
     * @param string[]|string|null $policyIds ids, or one string with commas between them
     */
    public function oidcSession(
        ?string $sessionName = null,
        ?int $durationSeconds = null,
        ?string $policy = null,
        array|string|null $policyIds = null,
    ): self {
        return $this->call(
            'hwlive_config_set_oidc_session',
            Native::text($sessionName, 'session name'),
            Native::uint32($durationSeconds ?? 0, 'session duration'),
            Native::text($policy, 'session policy'),
            Native::list($policyIds, 'session policy ids'),
        );
    }

    /** Takes temporary keys from the agent for the pods of a cluster. Replaces other credentials. */
    public function podIdentity(string $uri, string $authorizationTokenFile): self
    {
        return $this->call(
            'hwlive_config_set_pod_identity',
            Native::text($uri, 'pod identity URI'),
            Native::text($authorizationTokenFile, 'authorization token file'),
        );
    }

    /**
     * Sets the agency that the credentials assume, such as "iam::DOMAIN_ID:agency:NAME". Set the credentials as well, before
     * it or after it. null is no agency.
     */
    public function agency(?string $agencyUrn, ?string $externalId = null): self
    {
        return $this->call('hwlive_config_set_agency', Native::text($agencyUrn, 'agency URN'), Native::text($externalId, 'external id'));
    }

    /** Sets the agency that the credentials assume, by its name and its account: the account's name or its id. */
    public function agencyByName(string $agencyName, ?string $domainName = null, ?string $domainId = null): self
    {
        return $this->call(
            'hwlive_config_set_agency_by_name',
            Native::text($agencyName, 'agency name'),
            Native::text($domainName, 'domain name'),
            Native::text($domainId, 'domain id'),
        );
    }

    /**
     * Sets the session of the agency that the credentials assume; as in oidcSession. Policies need an agency by its URN.
     *
     * @param string[]|string|null $policyIds ids, or one string with commas between them
     */
    public function agencySession(
        ?string $sessionName = null,
        ?int $durationSeconds = null,
        ?string $policy = null,
        array|string|null $policyIds = null,
    ): self {
        return $this->call(
            'hwlive_config_set_agency_session',
            Native::text($sessionName, 'session name'),
            Native::uint32($durationSeconds ?? 0, 'session duration'),
            Native::text($policy, 'session policy'),
            Native::list($policyIds, 'session policy ids'),
        );
    }

    /** Sets where the metadata service is; for tests. */
    public function metadataEndpoint(string $url): self
    {
        return $this->call('hwlive_config_set_metadata_endpoint', Native::text($url, 'metadata endpoint'));
    }

    /** Limits the whole call, retries included, in milliseconds. Default: 30000. */
    public function timeoutMs(int $timeoutMs): self
    {
        return $this->call('hwlive_config_set_timeout_ms', Native::uint32($timeoutMs, 'timeout'));
    }

    /** Limits the making of one connection, in milliseconds. Default: 10000. */
    public function connectTimeoutMs(int $timeoutMs): self
    {
        return $this->call('hwlive_config_set_connect_timeout_ms', Native::uint32($timeoutMs, 'connect timeout'));
    }

    /** Sets how often a call is tried again, 0 to 10. Default: 2. */
    public function maxRetries(int $retries): self
    {
        return $this->call('hwlive_config_set_max_retries', Native::uint32($retries, 'retries'));
    }

    /** Sets the HTTP proxy. "" is no proxy. Default: that of the environment. */
    public function proxy(#[\SensitiveParameter] string $url): self
    {
        return $this->call('hwlive_config_set_proxy', Native::text($url, 'proxy'));
    }

    /** Sets the file with the certificate authorities that are trusted in place of the built-in ones. */
    public function caFile(string $file): self
    {
        return $this->call('hwlive_config_set_ca_file', Native::text($file, 'CA file'));
    }

    /** Sets the certificate authorities that are trusted, as a text in PEM. Replaces the file. */
    public function caPem(string $pem): self
    {
        return $this->call('hwlive_config_set_ca_pem', Native::text($pem, 'CA text'));
    }

    /** Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM. */
    public function clientCertificate(string $certificateFile, string $keyFile): self
    {
        return $this->call('hwlive_config_set_client_certificate', Native::text($certificateFile, 'certificate file'), Native::text($keyFile, 'key file'));
    }

    /** Sets that certificate and its key as texts in PEM. Replaces the files. */
    public function clientCertificatePem(string $certificate, #[\SensitiveParameter] string $key): self
    {
        return $this->call('hwlive_config_set_client_certificate_pem', Native::text($certificate, 'certificate'), Native::text($key, 'key'));
    }

    /** Sets whether the built-in roots or those of the operating system are trusted: one of Trust. Replaces the CA file and text. */
    public function trust(int $roots): self
    {
        return $this->call('hwlive_config_set_trust', Native::int32($roots, 'roots'));
    }

    /** Sets the public keys that Live and IAM may have: "sha256//BASE64", as curl writes it. Name a spare key as well. */
    public function pinnedPublicKeys(string ...$pins): self
    {
        return $this->call('hwlive_config_set_pinned_public_keys', Native::text(implode(';', $pins), 'pins'));
    }

    /** Sets the oldest version of TLS that the client speaks: one of TlsVersion. Default: TLS 1.2. */
    public function minTlsVersion(int $version): self
    {
        return $this->call('hwlive_config_set_min_tls_version', Native::int32($version, 'TLS version'));
    }

    /** Gives addresses of hosts, in place of a name lookup. Each entry is "host:port:address[,address...]". */
    public function addResolve(string ...$entries): self
    {
        foreach ($entries as $entry) {
            $this->call('hwlive_config_add_resolve', Native::text($entry, 'entry'));
        }
        return $this;
    }

    /** Sets the address of this machine that all connections are made from. */
    public function localAddress(string $address): self
    {
        return $this->call('hwlive_config_set_local_address', Native::text($address, 'local address'));
    }

    /** Sets the family of the addresses that all connections are made to: one of IpFamily. Default: any. */
    public function ipFamily(int $family): self
    {
        return $this->call('hwlive_config_set_ip_family', Native::int32($family, 'IP family'));
    }

    /** Turns the check of certificates off and allows plain http to any host. Only for tests. */
    public function insecure(bool $on): self
    {
        return $this->call('hwlive_config_set_insecure', (int) $on);
    }

    /** Adds the program's name to the User-Agent header. */
    public function userAgent(string $suffix): self
    {
        return $this->call('hwlive_config_set_user_agent', Native::text($suffix, 'user agent'));
    }

    /** Sets how an access key signs requests: one of SigningAlgorithm. */
    public function signingAlgorithm(int $algorithm): self
    {
        return $this->call('hwlive_config_set_signing_algorithm', Native::int32($algorithm, 'signing algorithm'));
    }

    /**
     * Sets a function that is called with a LogLevel and a message for each event in the calls of a client.
     *
     * It runs inside the call. No secret is in the message at any level. What it throws goes to error_log.
     *
     * @param ?callable(int, string): void $function
     */
    public function log(int $level, ?callable $function = null): self
    {
        $log = $function === null ? null : new Log($function);
        $this->call('hwlive_config_set_log', Native::int32($level, 'level'), $log ? Log::function() : null, $log?->userdata());
        $this->log = $log; // Clients keep it, too.
        return $this;
    }

    /**
     * @internal What a client needs: the config of C, and what its log function lives with.
     * @return array{\FFI\CData, ?Log}
     */
    public function parts(): array
    {
        return [$this->handle, $this->log];
    }

    private function call(string $name, #[\SensitiveParameter] mixed ...$arguments): self
    {
        Native::c($name, $this->handle, ...$arguments);
        return $this;
    }
}
