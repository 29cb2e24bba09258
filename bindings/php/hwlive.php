<?php
// Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean.
declare(strict_types=1);

namespace Hwlive;

const ACCEPT_HMACSHA256 = 1, ACCEPT_MD5 = 2, ACCEPT_UNSIGNED = 4;
const TEXTS = ['id', 'publish_domain', 'app', 'notify_callback_url', 'sign_type_text', 'create_time', 'update_time', 'request_id'];
const NUMBERS = ['uint32_t events', 'int32_t sign_type', 'uint32_t accept', 'int64_t create_time_unix', 'int64_t update_time_unix'];

/** Why a call failed: kind, status (0: no answer), serviceCode and requestId (null: none). */
final class Error extends \RuntimeException {
    public function __construct(public readonly string $kind, string $message, public readonly int $status = 0,
        public readonly ?string $serviceCode = null, public readonly ?string $requestId = null) { parent::__construct($message); }
}

/** The library, and what every call of it has in common. */
final class C {
    private const KINDS = ['ok', 'other', 'invalid_argument', 'credentials', 'unauthorized', 'not_found', 'throttled', 'service',
        'connect', 'tls', 'timeout', 'bad_response', 'cancelled', 'panic', 'malformed', 'unsigned', 'wrong_signature', 'expired'];
    private static ?\FFI $ffi = null;

    public static function ffi(): \FFI {
        $each = fn(string $pattern, array $names) => implode('', array_map(fn($name) => str_replace('@', $name, $pattern), $names));
        return self::$ffi ??= \FFI::cdef(
            $each('typedef struct @ @; void hwlive_@_free(@ *);', ['config', 'client', 'record_callback', 'notification', 'error'])
            . $each('int32_t hwlive_config_set_@(config *, const char *, error **);', ['region', 'endpoint', 'project_id', 'auth_token', 'proxy', 'ca_file', 'user_agent'])
            . $each('int32_t hwlive_config_set_@(config *, uint32_t, error **);', ['timeout_ms', 'connect_timeout_ms', 'max_retries'])
            . $each('const char *hwlive_record_callback_@(const record_callback *);', TEXTS)
            . $each('@(const record_callback *);', preg_replace('/ /', ' hwlive_record_callback_', NUMBERS))
            . $each('const char *hwlive_error_@(const error *);', ['message', 'service_code', 'request_id'])
            . 'config *hwlive_config_new(void); int32_t hwlive_config_load_environment(config *, error **);
               int32_t hwlive_config_set_access_key(config *, const char *, const char *, const char *, error **);
               int32_t hwlive_client_new(const config *, client **, error **);
               int32_t hwlive_show_record_callback(const client *, const char *, record_callback **, error **);
               size_t hwlive_record_callback_notify_event_subscription_count(const record_callback *);
               const char *hwlive_record_callback_notify_event_subscription_at(const record_callback *, size_t);
               const char *hwlive_record_callback_json(const record_callback *, size_t *);
               int32_t hwlive_notification_parse(const char *, size_t, notification **, error **);
               int32_t hwlive_notification_verify(const notification *, const char *, uint32_t, int64_t, int64_t, error **);
               int32_t hwlive_error_http_status(const error *);', 'libhwlive.so.0.1');
    }

    /** Calls hwlive_$name with an error's slot at the end; throws what it says is wrong. */
    public static function call(string $name, mixed ...$arguments): void {
        $slot = self::ffi()->new('error *');
        $code = self::ffi()->{"hwlive_$name"}(...$arguments, ...[\FFI::addr($slot)]);
        if ($code !== 0) {
            $ask = fn(string $field) => self::ffi()->{"hwlive_error_$field"}($slot);
            $error = new Error(self::KINDS[$code] ?? 'other', $ask('message'), $ask('http_status'), $ask('service_code'), $ask('request_id'));
            self::ffi()->hwlive_error_free($slot);
            throw $error;
        }
    }

    /** C would read a text up to a NUL, and ask for something else. */
    public static function text(?string $text): ?string {
        return strpos($text ?? '', "\0") === false ? $text : throw new Error('invalid_argument', 'a text has a NUL character in it');
    }
}

/** Frees itself with its last reference. */
final class Client {
    private ?\FFI\CData $handle = null;

    /** Settings are the environment's and, over them, hwlive_config_set_… by name: new Client(['timeout_ms' => 5000]). */
    public function __construct(array $settings = []) {
        $config = C::ffi()->hwlive_config_new();
        try {
            C::call('config_load_environment', $config);
            foreach ($settings as $name => $value) {
                $values = array_map(fn($one) => is_string($one) ? C::text($one) : $one, is_array($value) ? $value : [$value]);
                C::call("config_set_$name", $config, ...$values);
            }
            $this->handle = C::ffi()->new('client *');
            C::call('client_new', $config, \FFI::addr($this->handle));
        } finally {
            C::ffi()->hwlive_config_free($config);
        }
    }

    /** The callback's fields as the service sent them, null where it sent none; the numbers are HWLIVE_…, defaults applied. */
    public function showRecordCallback(string $id): object {
        $callback = C::ffi()->new('record_callback *');
        C::call('show_record_callback', $this->handle, C::text($id), \FFI::addr($callback));
        try {
            $ask = fn(string $field, mixed ...$arguments) => C::ffi()->{"hwlive_record_callback_$field"}($callback, ...$arguments);
            $fields = ['notify_event_subscription' => [], 'json' => $ask('json', null)];
            for ($index = 0; $index < $ask('notify_event_subscription_count'); $index++) {
                $fields['notify_event_subscription'][] = $ask('notify_event_subscription_at', $index);
            }
            foreach ([...TEXTS, ...preg_replace('/.* /', '', NUMBERS)] as $name) {
                $fields[$name] = ($value = $ask($name)) === PHP_INT_MIN ? null : $value;
            }
            return (object) $fields;
        } finally {
            C::ffi()->hwlive_record_callback_free($callback);
        }
    }

    public function close(): void {
        C::ffi()->hwlive_client_free($this->handle);
        $this->handle = null;
    }

    public function __destruct() { $this->close(); }
}

/** The fields of a notification's body that was signed with $key; throws where it is not genuine. */
function verify_notification(string $body, string $key, int $accept = ACCEPT_HMACSHA256, int $toleranceMs = 900_000, int $nowUnix = 0): array {
    $notification = C::ffi()->new('notification *');
    C::call('notification_parse', $body, strlen($body), \FFI::addr($notification));
    try {
        C::call('notification_verify', $notification, C::text($key), $accept, $toleranceMs, $nowUnix);
        return json_decode($body, true);
    } finally {
        C::ffi()->hwlive_notification_free($notification);
    }
}
