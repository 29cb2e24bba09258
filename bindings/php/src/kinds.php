<?php
// The kinds of failure.
declare(strict_types=1);

namespace Hwlive;

/** None of the other kinds, or a kind that is newer than this package. */
final class OtherError extends Error
{
}

/** An argument or a setting cannot be used. Nothing was sent. The message names it. */
final class InvalidArgumentError extends Error
{
    protected const KIND = 'invalid_argument';
}

/** There are no credentials, they are incomplete, or their source failed. */
final class CredentialsError extends Error
{
    protected const KIND = 'credentials';
}

/** The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged. */
final class UnauthorizedError extends Error
{
    protected const KIND = 'unauthorized';
}

/** The service knows no such recording callback. */
final class NotFoundError extends Error
{
    protected const KIND = 'not_found';
}

/** There were too many requests (429). */
final class ThrottledError extends Error
{
    protected const KIND = 'throttled';
}

/** The service or its gateway refused the call for another reason; see the service code. */
final class ServiceError extends Error
{
    protected const KIND = 'service';
}

/** There was no connection, or it was lost. */
final class ConnectError extends Error
{
    protected const KIND = 'connect';
}

/** The TLS handshake or the check of the certificate failed. */
final class TlsError extends Error
{
    protected const KIND = 'tls';
}

/** The limit of the call or of connecting was reached. */
final class TimeoutError extends Error
{
    protected const KIND = 'timeout';
}

/** There was an answer, but not of the agreed form. */
final class BadResponseError extends Error
{
    protected const KIND = 'bad_response';
}

/** The call was cancelled, or the client was shut down. */
final class CancelledError extends Error
{
    protected const KIND = 'cancelled';
}

/** There is a bug in the library; the message describes it. The client can still be used. */
final class PanicError extends Error
{
    protected const KIND = 'panic';
}

/** A notification cannot be read, or can be read in more than one way. */
final class MalformedError extends Error
{
    protected const KIND = 'malformed';
}

/** A notification has no signature. */
final class UnsignedError extends Error
{
    protected const KIND = 'unsigned';
}

/** A notification's signature is wrong, or of a type that is not accepted. */
final class WrongSignatureError extends Error
{
    protected const KIND = 'wrong_signature';
}

/** A notification's signature is right but too old. */
final class ExpiredError extends Error
{
    protected const KIND = 'expired';
}
