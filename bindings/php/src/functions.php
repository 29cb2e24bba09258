<?php
declare(strict_types=1);

namespace Hwlive;

/** How long after its timestamp a signature is accepted by default: 15 minutes. */
const NOTIFICATION_TOLERANCE_MS = Declarations::HWLIVE_NOTIFICATION_TOLERANCE_MS;

/** Returns the version of the library that was loaded, such as "0.1.0". */
function version(): string
{
    return Library::c()->hwlive_version();
}

/**
 * Reads the body of a post without checking its signature.
 *
 * @param string $body its bytes, as from file_get_contents('php://input')
 * @throws MalformedError if it is not a notification
 */
function parseNotification(string $body): Notification
{
    return withNotification($body, fn(\FFI\CData $notification) => new Notification($notification));
}

/**
 * Checks that the service signed a body with the callback's key.
 *
 * @param string $body its bytes, as from file_get_contents('php://input')
 * @param string $key the key that the callback was created with
 * @param int $accept bits of Accept, such as RecordCallback::$accept
 * @param int $toleranceMs how long after its timestamp a signature is accepted; -1 is for ever
 * @param int $nowUnix the time to check against, in seconds since 1970; 0 is this machine's clock
 * @throws UnsignedError|WrongSignatureError|ExpiredError|MalformedError
 */
function verifyNotification(
    string $body,
    #[\SensitiveParameter] string $key,
    int $accept = Accept::HMACSHA256,
    int $toleranceMs = NOTIFICATION_TOLERANCE_MS,
    int $nowUnix = 0,
): Notification {
    return withNotification($body, function (\FFI\CData $notification) use ($key, $accept, $toleranceMs, $nowUnix) {
        Native::c('hwlive_notification_verify', $notification, Native::text($key, 'key'), Native::uint32($accept, 'accept'), $toleranceMs, $nowUnix);
        return new Notification($notification);
    });
}

/** @internal */
function withNotification(string $body, callable $action): Notification
{
    $notification = Library::c()->new('hwlive_notification *');
    Native::c('hwlive_notification_parse', $body, strlen($body), \FFI::addr($notification));
    try {
        return $action($notification);
    } finally {
        Library::c()->hwlive_notification_free($notification);
    }
}
