<?php
declare(strict_types=1);

namespace Hwlive;

/** A call failed. Catch a subclass to handle one kind of failure. */
class Error extends \RuntimeException
{
    /** The name of the kind, such as "not_found". */
    public readonly string $kind;

    /**
     * @param int $status the HTTP status of the answer; 0 if there was no answer
     * @param ?string $serviceCode the code that the service gave, such as "LIVE.100011001"
     * @param ?string $serviceMessage the message that the service gave
     * @param ?string $requestId the id of the request for the service's support
     * @param ?string $encodedAuthorizationMessage why a policy denied the call, for decode-authorization-message of STS
     * @param ?int $retryAfterMs how long the service asked to wait, in milliseconds
     * @param int $attempts how many times the call was tried; 0 if nothing was sent
     * @param bool $isRetryable whether the same call may succeed later
     */
    final public function __construct(
        string $message,
        public readonly int $status = 0,
        public readonly ?string $serviceCode = null,
        public readonly ?string $serviceMessage = null,
        public readonly ?string $requestId = null,
        public readonly ?string $encodedAuthorizationMessage = null,
        public readonly ?int $retryAfterMs = null,
        public readonly int $attempts = 0,
        public readonly bool $isRetryable = false,
    ) {
        parent::__construct($message);
        $this->kind = static::KIND;
    }

    /** @internal */
    protected const KIND = 'other';

    /** @internal The class for each code of C. */
    public const CLASSES = [
        Declarations::HWLIVE_CODE_OTHER => OtherError::class,
        Declarations::HWLIVE_CODE_INVALID_ARGUMENT => InvalidArgumentError::class,
        Declarations::HWLIVE_CODE_CREDENTIALS => CredentialsError::class,
        Declarations::HWLIVE_CODE_UNAUTHORIZED => UnauthorizedError::class,
        Declarations::HWLIVE_CODE_NOT_FOUND => NotFoundError::class,
        Declarations::HWLIVE_CODE_THROTTLED => ThrottledError::class,
        Declarations::HWLIVE_CODE_SERVICE => ServiceError::class,
        Declarations::HWLIVE_CODE_CONNECT => ConnectError::class,
        Declarations::HWLIVE_CODE_TLS => TlsError::class,
        Declarations::HWLIVE_CODE_TIMEOUT => TimeoutError::class,
        Declarations::HWLIVE_CODE_BAD_RESPONSE => BadResponseError::class,
        Declarations::HWLIVE_CODE_CANCELLED => CancelledError::class,
        Declarations::HWLIVE_CODE_PANIC => PanicError::class,
        Declarations::HWLIVE_CODE_MALFORMED => MalformedError::class,
        Declarations::HWLIVE_CODE_UNSIGNED => UnsignedError::class,
        Declarations::HWLIVE_CODE_WRONG_SIGNATURE => WrongSignatureError::class,
        Declarations::HWLIVE_CODE_EXPIRED => ExpiredError::class,
    ];
}
