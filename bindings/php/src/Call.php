<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * Options of one call, for a method of Client. What is not set is as the client has it.
 *
 * An object is for one call at a time and may be used again. An option that cannot be used throws an InvalidArgumentError.
 */
final class Call
{
    private readonly \FFI\CData $handle;

    /**
     * @param ?int $timeoutMs see timeoutMs()
     * @param array<string, string|list<string>> $headers values by name; see addHeader()
     * @param ?array{0: string, 1: string, 2?: ?string} $accessKey see accessKey()
     * @param ?string $authToken see authToken()
     */
    public function __construct(
        ?int $timeoutMs = null,
        #[\SensitiveParameter] array $headers = [],
        #[\SensitiveParameter] ?array $accessKey = null,
        #[\SensitiveParameter] ?string $authToken = null,
    ) {
        $this->handle = Library::c()->hwlive_call_new();
        $timeoutMs === null || $this->timeoutMs($timeoutMs);
        foreach ($headers as $name => $values) {
            foreach ((array) $values as $value) {
                $this->addHeader((string) $name, $value);
            }
        }
        $accessKey === null || $this->accessKey(...$accessKey);
        $authToken === null || $this->authToken($authToken);
    }

    public function __destruct()
    {
        Library::c()->hwlive_call_free($this->handle);
    }

    private function __clone()
    {
    }

    /** A call may have secrets. */
    public function __debugInfo(): array
    {
        return [];
    }

    /** Limits the whole call, in milliseconds. It may be more than the client's limit. */
    public function timeoutMs(int $timeoutMs): self
    {
        return $this->set('hwlive_call_set_timeout_ms', Native::uint32($timeoutMs, 'timeout'));
    }

    /** Adds a header line to the requests that go to Live. It is sent as it is, and is not signed. */
    public function addHeader(string $name, #[\SensitiveParameter] string $value): self
    {
        return $this->set('hwlive_call_add_header', Native::text($name, 'header name'), Native::text($value, 'header value'));
    }

    /** Sets the access key that signs this call. Replaces other credentials. */
    public function accessKey(
        #[\SensitiveParameter] string $accessKey,
        #[\SensitiveParameter] string $secretKey,
        #[\SensitiveParameter] ?string $securityToken = null,
    ): self {
        return $this->set(
            'hwlive_call_set_access_key',
            Native::text($accessKey, 'access key'),
            Native::text($secretKey, 'secret key'),
            Native::text($securityToken, 'security token'),
        );
    }

    /** Sets the IAM token that this call carries. Replaces other credentials. */
    public function authToken(#[\SensitiveParameter] string $token): self
    {
        return $this->set('hwlive_call_set_auth_token', Native::text($token, 'auth token'));
    }

    /**
     * Ends the call that uses this object within 0.2 s, and every later one, with a CancelledError. Returns at once.
     *
     * A log function may cancel the call that it runs in.
     */
    public function cancel(): void
    {
        Library::c()->hwlive_call_cancel($this->handle);
    }

    /** Returns how the last call went that used this object, also if it failed. During a call there is nothing in it. */
    public function report(): CallReport
    {
        return new CallReport($this->handle);
    }

    /** @internal */
    public function handle(): \FFI\CData
    {
        return $this->handle;
    }

    private function set(string $name, #[\SensitiveParameter] mixed ...$arguments): self
    {
        Native::c($name, $this->handle, ...$arguments);
        return $this;
    }
}
