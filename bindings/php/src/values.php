<?php
// The numbers that stand for events, sign types, levels and settings.
declare(strict_types=1);

namespace Hwlive;

/** Events of a recording, as bits. OTHER: at least one event that the library does not know. */
final class Event
{
    public const RECORD_NEW_FILE_START = Declarations::HWLIVE_EVENT_RECORD_NEW_FILE_START;
    public const RECORD_FILE_COMPLETE = Declarations::HWLIVE_EVENT_RECORD_FILE_COMPLETE;
    public const RECORD_OVER = Declarations::HWLIVE_EVENT_RECORD_OVER;
    public const RECORD_FAILED = Declarations::HWLIVE_EVENT_RECORD_FAILED;
    public const RECORD_START = Declarations::HWLIVE_EVENT_RECORD_START;
    public const OTHER = Declarations::HWLIVE_EVENT_OTHER;
}

/** How the service signs notifications. OTHER: a type that the library does not know. */
final class SignType
{
    public const OTHER = Declarations::HWLIVE_SIGN_TYPE_OTHER;
    public const HMACSHA256 = Declarations::HWLIVE_SIGN_TYPE_HMACSHA256;
    public const MD5 = Declarations::HWLIVE_SIGN_TYPE_MD5;
}

/**
 * Which signatures of a notification are accepted, as bits. MD5 covers neither the event nor the URL: anyone who has seen
 * one notification can forge others. UNSIGNED is no signature at all: use it only if something else proves who sends.
 */
final class Accept
{
    public const HMACSHA256 = Declarations::HWLIVE_ACCEPT_HMACSHA256;
    public const MD5 = Declarations::HWLIVE_ACCEPT_MD5;
    public const UNSIGNED = Declarations::HWLIVE_ACCEPT_UNSIGNED;
}

/** Levels of Config::log. Each includes those with lower numbers. */
final class LogLevel
{
    public const OFF = Declarations::HWLIVE_LOG_OFF;
    public const ERROR = Declarations::HWLIVE_LOG_ERROR;
    public const WARN = Declarations::HWLIVE_LOG_WARN;
    public const INFO = Declarations::HWLIVE_LOG_INFO;
    public const DEBUG = Declarations::HWLIVE_LOG_DEBUG;
    public const TRACE = Declarations::HWLIVE_LOG_TRACE;
}

/** How an access key signs requests. */
final class SigningAlgorithm
{
    public const SDK_HMAC_SHA256 = Declarations::HWLIVE_SIGNING_SDK_HMAC_SHA256;
    public const V11_HMAC_SHA256 = Declarations::HWLIVE_SIGNING_V11_HMAC_SHA256;
    /** Needs a library that was built with its feature sm3. */
    public const SDK_HMAC_SM3 = Declarations::HWLIVE_SIGNING_SDK_HMAC_SM3;
}

/** Which roots a server's certificate is checked with. */
final class Trust
{
    public const BUILT_IN = Declarations::HWLIVE_TRUST_BUILT_IN;
    public const SYSTEM = Declarations::HWLIVE_TRUST_SYSTEM;
}

/** Versions of TLS. */
final class TlsVersion
{
    public const TLS_1_2 = Declarations::HWLIVE_TLS_1_2;
    public const TLS_1_3 = Declarations::HWLIVE_TLS_1_3;
}

/** Families of addresses. */
final class IpFamily
{
    public const ANY = Declarations::HWLIVE_IP_ANY;
    public const V4 = Declarations::HWLIVE_IP_4;
    public const V6 = Declarations::HWLIVE_IP_6;
}
