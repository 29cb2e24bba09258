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
        return $this->call('hwlive_config_load_profile', Call::text($file, 'file'));
    }

    /** Takes the environment, and credentials from it, else from the profile file, else from the metadata service. */
    public function loadDefault(bool $withMetadata = false): self
    {
        return $this->call('hwlive_config_load_default', (int) $withMetadata);
    }

    /** Takes the regions that a file of the official SDKs defines. null is their default file. */
    public function loadRegionsFile(?string $file = null): self
    {
        return $this->call('hwlive_config_load_regions_file', Call::text($file, 'file'));
    }

    /** Defines a region by its Live endpoints. */
    public function defineRegion(string $regionId, string ...$urls): self
    {
        return $this->call('hwlive_config_define_region', Call::text($regionId, 'region id'), Call::text(implode(',', $urls), 'urls'));
    }

    /** Sets the region, and with it the endpoints of Live and IAM. */
    public function region(string $regionId): self
    {
        return $this->call('hwlive_config_set_region', Call::text($regionId, 'region'));
    }

    /** Sets the endpoint of Live. It is used in place of the region's. */
    public function endpoint(string $url): self
    {
        return $this->call('hwlive_config_set_endpoint', Call::text($url, 'endpoint'));
    }

    /** Sets the endpoint of IAM. It is used in place of the region's. */
    public function iamEndpoint(string $url): self
    {
        return $this->call('hwlive_config_set_iam_endpoint', Call::text($url, 'IAM endpoint'));
    }

    /** Sets the project that the callbacks belong to: its id, not its name. */
    public function projectId(string $projectId): self
    {
        return $this->call('hwlive_config_set_project_id', Call::text($projectId, 'project id'));
    }

    /** Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials. */
    public function accessKey(
        #[\SensitiveParameter] string $accessKey,
        #[\SensitiveParameter] string $secretKey,
        #[\SensitiveParameter] ?string $securityToken = null,
    ): self {
        return $this->call(
            'hwlive_config_set_access_key',
            Call::text($accessKey, 'access key'),
            Call::text($secretKey, 'secret key'),
            Call::text($securityToken, 'security token'),
        );
    }

    /** Sets an IAM token, which is not renewed. Replaces other credentials. */
    public function authToken(#[\SensitiveParameter] string $token): self
    {
        return $this->call('hwlive_config_set_auth_token', Call::text($token, 'auth token'));
    }

    /** Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials. */
    public function iamUser(string $user, #[\SensitiveParameter] string $password, string $domain): self
    {
        return $this->call('hwlive_config_set_iam_user', Call::text($user, 'user'), Call::text($password, 'password'), Call::text($domain, 'domain'));
    }

    /** Takes temporary keys from the metadata service of the cloud server. Replaces other credentials. */
    public function metadataCredentials(bool $on = true): self
    {
        if (!$on) {
            throw new \ValueError('metadata credentials can be set, but not be unset: set other credentials');
        }
        return $this->call('hwlive_config_set_metadata_credentials');
    }

    /** Sets where the metadata service is; for tests. */
    public function metadataEndpoint(string $url): self
    {
        return $this->call('hwlive_config_set_metadata_endpoint', Call::text($url, 'metadata endpoint'));
    }

    /** Limits the whole call, retries included, in milliseconds. Default: 30000. */
    public function timeoutMs(int $timeoutMs): self
    {
        return $this->call('hwlive_config_set_timeout_ms', Call::uint32($timeoutMs, 'timeout'));
    }

    /** Limits the making of one connection, in milliseconds. Default: 10000. */
    public function connectTimeoutMs(int $timeoutMs): self
    {
        return $this->call('hwlive_config_set_connect_timeout_ms', Call::uint32($timeoutMs, 'connect timeout'));
    }

    /** Sets how often a call is tried again, 0 to 10. Default: 2. */
    public function maxRetries(int $retries): self
    {
        return $this->call('hwlive_config_set_max_retries', Call::uint32($retries, 'retries'));
    }

    /** Sets the HTTP proxy. "" is no proxy. Default: that of the environment. */
    public function proxy(#[\SensitiveParameter] string $url): self
    {
        return $this->call('hwlive_config_set_proxy', Call::text($url, 'proxy'));
    }

    /** Sets the file with the certificate authorities that are trusted in place of the built-in ones. */
    public function caFile(string $file): self
    {
        return $this->call('hwlive_config_set_ca_file', Call::text($file, 'CA file'));
    }

    /** Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM. */
    public function clientCertificate(string $certificateFile, string $keyFile): self
    {
        return $this->call('hwlive_config_set_client_certificate', Call::text($certificateFile, 'certificate file'), Call::text($keyFile, 'key file'));
    }

    /** Turns the check of certificates off and allows plain http to any host. Only for tests. */
    public function insecure(bool $on): self
    {
        return $this->call('hwlive_config_set_insecure', (int) $on);
    }

    /** Adds the program's name to the User-Agent header. */
    public function userAgent(string $suffix): self
    {
        return $this->call('hwlive_config_set_user_agent', Call::text($suffix, 'user agent'));
    }

    /** Sets how an access key signs requests: one of SigningAlgorithm. */
    public function signingAlgorithm(int $algorithm): self
    {
        return $this->call('hwlive_config_set_signing_algorithm', Call::int32($algorithm, 'signing algorithm'));
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
        $this->call('hwlive_config_set_log', Call::int32($level, 'level'), $log ? Log::function() : null, $log?->userdata());
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
        Call::c($name, $this->handle, ...$arguments);
        return $this;
    }
}
