<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * Calls functions of C: checks arguments, and throws what fails.
 *
 * @internal
 */
final class Native
{
    /** Calls a function that takes a place for an error at its end. */
    public static function c(string $name, #[\SensitiveParameter] mixed ...$arguments): void
    {
        $c = Library::c();
        $slot = $c->new('hwlive_error *');
        $code = $c->$name(...$arguments, ...[\FFI::addr($slot)]);
        if ($code === Declarations::HWLIVE_CODE_OK) {
            return;
        }
        $class = Error::CLASSES[$code] ?? OtherError::class;
        $error = new $class(
            $c->hwlive_error_message($slot),
            status: $c->hwlive_error_http_status($slot),
            serviceCode: $c->hwlive_error_service_code($slot),
            serviceMessage: $c->hwlive_error_service_message($slot),
            requestId: $c->hwlive_error_request_id($slot),
            encodedAuthorizationMessage: $c->hwlive_error_encoded_authorization_message($slot),
            retryAfterMs: self::notNegative($c->hwlive_error_retry_after_ms($slot)),
            attempts: $c->hwlive_error_attempts($slot),
            isRetryable: $c->hwlive_error_is_retryable($slot) === 1,
        );
        $c->hwlive_error_free($slot);
        throw $error;
    }

    /** C would read a text up to a NUL, and use something else. */
    public static function text(#[\SensitiveParameter] ?string $text, string $name): ?string
    {
        return $text === null || !str_contains($text, "\0") ? $text : throw new InvalidArgumentError("$name has a NUL character in it");
    }

    /** Texts with commas put between them; one text stays as it is. */
    public static function list(array|string|null $texts, string $name): ?string
    {
        return self::text(is_array($texts) ? implode(',', $texts) : $texts, $name);
    }

    /** FFI would cut a number that is too large. */
    public static function uint32(int $value, string $name): int
    {
        return self::between($value, $name, 0, 2 ** 32 - 1);
    }

    public static function int32(int $value, string $name): int
    {
        return self::between($value, $name, -2 ** 31, 2 ** 31 - 1);
    }

    private static function between(int $value, string $name, int $low, int $high): int
    {
        return $low <= $value && $value <= $high ? $value : throw new InvalidArgumentError("$name of $value is not between $low and $high");
    }

    /** A number of C: null if it is missing, which C says with -1. */
    public static function notNegative(int $number): ?int
    {
        return $number < 0 ? null : $number;
    }

    /** A time of C: null if it is absent or not understood. */
    public static function unixTime(int $time): ?int
    {
        return $time === PHP_INT_MIN ? null : $time;
    }
}
