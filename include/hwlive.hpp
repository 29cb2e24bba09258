/*
 * hwlive for C++17 and later: hwlive.h, as C++ people write it. One header on top of the C ABI, nothing to link besides
 * the library itself. What settings, fields and codes mean is in hwlive.h, which is the manual; here is what differs.
 *
 *     #include <hwlive.hpp>
 *     #include <iostream>
 *
 *     int main(int argc, char **argv)
 *     try {
 *         using namespace std::chrono_literals;
 *         hwlive::Client client(hwlive::Config().load_environment().timeout(5s));
 *         hwlive::RecordCallback callback = client.show_record_callback(argc > 1 ? argv[1] : "");
 *         std::cout << callback.id << " -> " << callback.notify_callback_url.value_or("(none)") << '\n';
 *     } catch (const hwlive::Error &error) {
 *         std::cerr << error.what() << '\n';
 *         return 1;
 *     }
 *
 * OBJECTS. Config, Client and Notification own what they are made of, are moved and never copied. One that was moved
 * from can be assigned to and destroyed; any call with it is ErrorKind::invalid_argument. RecordCallback and Error are
 * values: they need no client, and may outlive it.
 *
 * ERRORS. Functions throw hwlive::Error. Each that does has a form with try_ before its name, which returns a
 * hwlive::Result instead. Without exceptions (-fno-exceptions) only those are there. The setters of Config do neither:
 * the first one that is refused is told by Config::error and by the Client that is made of the settings.
 *
 * MEMORY. Where there is none left, the try_ forms end the process, as the library itself does.
 *
 * TEXT is UTF-8. A text with a NUL character in it is ErrorKind::invalid_argument, never cut off there.
 *
 * THREADS, PROCESS. As in hwlive.h: many threads may call with one Client at once; destroy it when none uses it.
 */

#ifndef HWLIVE_HPP
#define HWLIVE_HPP

#include <hwlive.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define HWLIVE_EXCEPTIONS 1
#else
#define HWLIVE_EXCEPTIONS 0
#endif

/* An error is caught on the other side of a shared library too, whatever the visibility is set to. */
#if defined(__GNUC__) || defined(__clang__)
#define HWLIVE_VISIBLE __attribute__((visibility("default")))
#else
#define HWLIVE_VISIBLE
#endif

namespace hwlive {

/** Why a call failed: HWLIVE_CODE_*. A newer library may have kinds without a name here; treat them as `other`. */
enum class ErrorKind : std::int32_t {
    other = HWLIVE_CODE_OTHER,
    invalid_argument = HWLIVE_CODE_INVALID_ARGUMENT,
    credentials = HWLIVE_CODE_CREDENTIALS,
    unauthorized = HWLIVE_CODE_UNAUTHORIZED,
    not_found = HWLIVE_CODE_NOT_FOUND,
    throttled = HWLIVE_CODE_THROTTLED,
    service = HWLIVE_CODE_SERVICE,
    connect = HWLIVE_CODE_CONNECT,
    tls = HWLIVE_CODE_TLS,
    timeout = HWLIVE_CODE_TIMEOUT,
    bad_response = HWLIVE_CODE_BAD_RESPONSE,
    cancelled = HWLIVE_CODE_CANCELLED,
    panic = HWLIVE_CODE_PANIC,
    malformed = HWLIVE_CODE_MALFORMED,
    unsigned_ = HWLIVE_CODE_UNSIGNED,
    wrong_signature = HWLIVE_CODE_WRONG_SIGNATURE,
    expired = HWLIVE_CODE_EXPIRED,
};

/** HWLIVE_SIGN_TYPE_*. */
enum class SignType : std::int32_t {
    other = HWLIVE_SIGN_TYPE_OTHER,
    hmacsha256 = HWLIVE_SIGN_TYPE_HMACSHA256,
    md5 = HWLIVE_SIGN_TYPE_MD5,
};

/** A point in time as the service tells it: whole seconds, UTC. */
using Seconds = std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>;

/** Why a call failed. A value that is cheap to copy, and copied without throwing. */
class HWLIVE_VISIBLE Error : public std::exception {
public:
    /* No move of its own: one that was moved from is still the same error, and can be asked. */
    Error(const Error &) noexcept = default;
    Error &operator=(const Error &) noexcept = default;

    /** What to decide by. */
    ErrorKind kind() const noexcept { return data_->kind; }

    /** One line of English, for logs and people. Holds no secret. */
    const char *what() const noexcept override { return data_->message.c_str(); }

    /** The HTTP status of the answer; 0 where there was none. */
    std::int32_t http_status() const noexcept { return data_->http_status; }

    /** The code of the service or its gateway, such as "LIVE.100011001". */
    const std::optional<std::string> &service_code() const noexcept { return data_->service_code; }

    /** The message of the service or its gateway, as sent. */
    const std::optional<std::string> &service_message() const noexcept { return data_->service_message; }

    /** The id under which the service's support finds the request. */
    const std::optional<std::string> &request_id() const noexcept { return data_->request_id; }

    /** Why a policy denied the call, encoded; with some answers of status 403. */
    const std::optional<std::string> &encoded_authorization_message() const noexcept
    {
        return data_->encoded_authorization_message;
    }

    /** How long the service asked to wait before the next call; none where it did not ask. */
    std::optional<std::chrono::milliseconds> retry_after() const noexcept { return data_->retry_after; }

    /** How many times the call was tried; 0 where nothing was. */
    std::uint32_t attempts() const noexcept { return data_->attempts; }

    /** Whether the same call may well succeed later. */
    bool is_retryable() const noexcept { return data_->is_retryable; }

private:
    struct Data {
        ErrorKind kind = ErrorKind::other;
        std::string message;
        std::int32_t http_status = 0;
        std::optional<std::string> service_code, service_message, request_id, encoded_authorization_message;
        std::optional<std::chrono::milliseconds> retry_after;
        std::uint32_t attempts = 0;
        bool is_retryable = false;
    };

    explicit Error(Data data) : data_(std::make_shared<const Data>(std::move(data))) {}

    std::shared_ptr<const Data> data_;

    friend struct Access;
};

/**
 * What a call came to: a T, or an Error. Ask first; the value of a failure and the error of a success are not to be asked
 * for.
 */
template <class T>
class [[nodiscard]] Result {
public:
    /* Without explicit: a function returns either as it is. */
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    /** Whether the call succeeded. */
    explicit operator bool() const noexcept { return state_.index() == 0; }

    /** The value of a success. */
    T &operator*() & noexcept { return *std::get_if<0>(&state_); }
    const T &operator*() const & noexcept { return *std::get_if<0>(&state_); }
    T &&operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
    T *operator->() noexcept { return std::get_if<0>(&state_); }
    const T *operator->() const noexcept { return std::get_if<0>(&state_); }

    /** The error of a failure. */
    const Error &error() const noexcept { return *std::get_if<1>(&state_); }

private:
    std::variant<T, Error> state_;
};

/** What a call without a value came to. */
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    /** Whether the call succeeded. */
    explicit operator bool() const noexcept { return !error_; }

    /** The error of a failure. */
    const Error &error() const noexcept { return *error_; }

private:
    std::optional<Error> error_;
};

/** What this header needs of the C ABI; not for programs. */
struct Access {
    template <class T, void (*Free)(T *)>
    struct Deleter {
        void operator()(T *object) const noexcept { Free(object); }
    };

    template <class T, void (*Free)(T *)>
    using Handle = std::unique_ptr<T, Deleter<T, Free>>;

    static std::optional<std::string> text(const char *text)
    {
        return text != nullptr ? std::optional<std::string>(text) : std::nullopt;
    }

    static std::optional<std::string_view> view(const char *text) noexcept
    {
        return text != nullptr ? std::optional<std::string_view>(text) : std::nullopt;
    }

    static std::optional<Seconds> time(std::int64_t unix_seconds) noexcept
    {
        if (unix_seconds == (std::numeric_limits<std::int64_t>::min)())
            return std::nullopt;
        return Seconds(std::chrono::seconds(unix_seconds));
    }

    static std::optional<std::int64_t> number(std::int64_t number) noexcept
    {
        return number >= 0 ? std::optional<std::int64_t>(number) : std::nullopt;
    }

    /* Takes the error that C gave. */
    static Error error(hwlive_code code, hwlive_error *given)
    {
        const Handle<hwlive_error, hwlive_error_free> owned(given);
        Error::Data data;
        data.kind = static_cast<ErrorKind>(code);
        data.message = hwlive_error_message(given);
        data.http_status = hwlive_error_http_status(given);
        data.service_code = text(hwlive_error_service_code(given));
        data.service_message = text(hwlive_error_service_message(given));
        data.request_id = text(hwlive_error_request_id(given));
        data.encoded_authorization_message = text(hwlive_error_encoded_authorization_message(given));
        if (const std::int64_t wait = hwlive_error_retry_after_ms(given); wait >= 0)
            data.retry_after = std::chrono::milliseconds(wait);
        data.attempts = hwlive_error_attempts(given);
        data.is_retryable = hwlive_error_is_retryable(given) != 0;
        return Error(std::move(data));
    }

    static Error invalid(const char *message)
    {
        Error::Data data;
        data.kind = ErrorKind::invalid_argument;
        data.message = message;
        return Error(std::move(data));
    }

    /* C would read such a text up to its NUL, and do something else than was asked for. */
    static bool has_nul(std::string_view text) noexcept { return text.find('\0') != std::string_view::npos; }

    /* An argument as C takes it, kept for the time of the call. */
    template <class T>
    struct Argument {
        T value;
        bool usable() const noexcept { return true; }
        T c() const noexcept { return value; }
    };

#if HWLIVE_EXCEPTIONS
    template <class T>
    static T value_or_throw(Result<T> result)
    {
        if (!result)
            throw result.error();
        if constexpr (!std::is_void_v<T>)
            return *std::move(result);
    }
#endif
};

template <>
struct Access::Argument<std::string_view> {
    explicit Argument(std::string_view text) : value(text) {}
    std::string value;
    bool usable() const noexcept { return !Access::has_nul(value); }
    const char *c() const noexcept { return value.c_str(); }
};

template <>
struct Access::Argument<std::optional<std::string_view>> {
    explicit Argument(std::optional<std::string_view> text) : value(text) {}
    std::optional<std::string> value;
    bool usable() const noexcept { return !value || !Access::has_nul(*value); }
    const char *c() const noexcept { return value ? value->c_str() : nullptr; }
};

template <>
struct Access::Argument<std::chrono::milliseconds> {
    std::chrono::milliseconds value;
    bool usable() const noexcept
    {
        return value.count() >= 0 && value.count() <= std::int64_t{(std::numeric_limits<std::uint32_t>::max)()};
    }
    std::uint32_t c() const noexcept { return static_cast<std::uint32_t>(value.count()); }
};

/**
 * A recording callback, as the service described it: a value.
 *
 * The texts are as sent, and none where the service sent none.
 */
struct RecordCallback {
    /** The id. It need not be the one that was asked for. */
    std::string id;
    /** The ingest domain. */
    std::optional<std::string> publish_domain;
    /** The application; "*" is every one of the domain. */
    std::optional<std::string> app;
    /** Where the service posts the notifications. */
    std::optional<std::string> notify_callback_url;
    /** The events that the callback names, in their order; empty where the service sent none. */
    std::vector<std::string> notify_event_subscription;
    /** The events in force, the service's default applied: the sum of HWLIVE_EVENT_*. */
    std::uint32_t events = 0;
    /** How notifications are signed, as sent. */
    std::optional<std::string> sign_type_text;
    /** How notifications are signed, the service's default applied. */
    SignType sign_type = SignType::other;
    /** What Notification::verify should accept of this callback's notifications: HWLIVE_ACCEPT_*, or 0. */
    std::uint32_t accept = 0;
    /** When the callback was made, as sent. */
    std::optional<std::string> create_time;
    /** When the callback was made; none where that is not understood. */
    std::optional<Seconds> create_time_point;
    /** When the callback was last changed, as sent. */
    std::optional<std::string> update_time;
    /** When the callback was last changed; none where that is not understood. */
    std::optional<Seconds> update_time_point;
    /** The id under which the service's support finds the request. */
    std::optional<std::string> request_id;
    /** The JSON body as it was received. */
    std::string json;

private:
    friend class Client;

    static RecordCallback copy(const hwlive_record_callback *from)
    {
        RecordCallback to;
        to.id = hwlive_record_callback_id(from);
        to.publish_domain = Access::text(hwlive_record_callback_publish_domain(from));
        to.app = Access::text(hwlive_record_callback_app(from));
        to.notify_callback_url = Access::text(hwlive_record_callback_notify_callback_url(from));
        const std::size_t count = hwlive_record_callback_notify_event_subscription_count(from);
        to.notify_event_subscription.reserve(count);
        for (std::size_t index = 0; index < count; index++)
            to.notify_event_subscription.emplace_back(hwlive_record_callback_notify_event_subscription_at(from, index));
        to.events = hwlive_record_callback_events(from);
        to.sign_type_text = Access::text(hwlive_record_callback_sign_type_text(from));
        to.sign_type = static_cast<SignType>(hwlive_record_callback_sign_type(from));
        to.accept = hwlive_record_callback_accept(from);
        to.create_time = Access::text(hwlive_record_callback_create_time(from));
        to.create_time_point = Access::time(hwlive_record_callback_create_time_unix(from));
        to.update_time = Access::text(hwlive_record_callback_update_time(from));
        to.update_time_point = Access::time(hwlive_record_callback_update_time_unix(from));
        to.request_id = Access::text(hwlive_record_callback_request_id(from));
        std::size_t length = 0;
        const char *json = hwlive_record_callback_json(from, &length);
        to.json.assign(json, length);
        return to;
    }
};

/**
 * The settings of a client. Used by one thread at a time.
 *
 * Each function is hwlive_config_* of the same name, without `set_`, and returns the settings, so that they can be set in
 * one expression. One that is refused leaves the settings as they were; the first such error is kept.
 */
class Config {
public:
    Config() : handle_(hwlive_config_new()) {}

    /** The first error of a setting; none where all were taken. */
    const std::optional<Error> &error() const noexcept { return error_; }

    Config &region(std::string_view id) { return set(hwlive_config_set_region, id); }
    Config &endpoint(std::string_view url) { return set(hwlive_config_set_endpoint, url); }
    Config &iam_endpoint(std::string_view url) { return set(hwlive_config_set_iam_endpoint, url); }
    Config &metadata_endpoint(std::string_view url) { return set(hwlive_config_set_metadata_endpoint, url); }
    Config &define_region(std::string_view id, std::string_view urls) { return set(hwlive_config_define_region, id, urls); }
    Config &project_id(std::string_view id) { return set(hwlive_config_set_project_id, id); }

    /** A permanent key, or with a security token a temporary one. */
    Config &access_key(std::string_view access_key, std::string_view secret_key,
                       std::optional<std::string_view> security_token = std::nullopt)
    {
        return set(hwlive_config_set_access_key, access_key, secret_key, security_token);
    }

    Config &auth_token(std::string_view token) { return set(hwlive_config_set_auth_token, token); }

    Config &iam_user(std::string_view user, std::string_view password, std::string_view domain)
    {
        return set(hwlive_config_set_iam_user, user, password, domain);
    }

    Config &metadata_credentials() { return set(hwlive_config_set_metadata_credentials); }

    /** `function`, which must not throw, and `userdata` are as in hwlive.h, also in how long they have to be good. */
    Config &credentials_provider(hwlive_credentials_fn function, void *userdata)
    {
        return set(hwlive_config_set_credentials_provider, function, userdata);
    }

    /** `algorithm` is one of HWLIVE_SIGNING_*. */
    Config &signing_algorithm(std::int32_t algorithm) { return set(hwlive_config_set_signing_algorithm, algorithm); }

    Config &load_environment() { return set(hwlive_config_load_environment); }
    Config &load_profile() { return set(hwlive_config_load_profile, nullptr); }
    Config &load_profile(std::string_view path) { return set(hwlive_config_load_profile, path); }
    Config &load_default(bool with_metadata = false) { return set(hwlive_config_load_default, flag(with_metadata)); }
    Config &load_regions_file() { return set(hwlive_config_load_regions_file, nullptr); }
    Config &load_regions_file(std::string_view path) { return set(hwlive_config_load_regions_file, path); }

    /** At least 1 ms. */
    Config &timeout(std::chrono::milliseconds limit) { return set(hwlive_config_set_timeout_ms, limit); }

    /** At least 1 ms. */
    Config &connect_timeout(std::chrono::milliseconds limit) { return set(hwlive_config_set_connect_timeout_ms, limit); }

    Config &max_retries(std::uint32_t retries) { return set(hwlive_config_set_max_retries, retries); }

    /** "" is no proxy. */
    Config &proxy(std::string_view url) { return set(hwlive_config_set_proxy, url); }

    Config &ca_file(std::string_view path) { return set(hwlive_config_set_ca_file, path); }

    Config &client_certificate(std::string_view cert_path, std::string_view key_path)
    {
        return set(hwlive_config_set_client_certificate, cert_path, key_path);
    }

    /** For tests only. */
    Config &insecure(bool on) { return set(hwlive_config_set_insecure, flag(on)); }

    Config &user_agent(std::string_view suffix) { return set(hwlive_config_set_user_agent, suffix); }

    /**
     * `level` is one of HWLIVE_LOG_*; `function`, which must not throw, and `userdata` are as in hwlive.h, also in how long
     * they have to be good.
     */
    Config &log(std::int32_t level, hwlive_log_fn function, void *userdata)
    {
        return set(hwlive_config_set_log, level, function, userdata);
    }

private:
    friend class Client;

    static std::int32_t flag(bool on) noexcept { return on ? 1 : 0; }

    template <class... C, class... Given>
    Config &set(hwlive_code (*function)(hwlive_config *, C...), Given... given)
    {
        return call(function, Access::Argument<Given>{std::move(given)}...);
    }

    template <class Function, class... Arguments>
    Config &call(Function function, const Arguments &...arguments)
    {
        hwlive_error *error = nullptr;
        if (!(arguments.usable() && ...)) {
            keep(Access::invalid("a setting has a NUL character in its text, or a duration that is out of range"));
        } else if (const hwlive_code code = function(handle_.get(), arguments.c()..., &error); code != HWLIVE_CODE_OK) {
            keep(Access::error(code, error));
        }
        return *this;
    }

    void keep(Error error)
    {
        if (!error_)
            error_ = std::move(error);
    }

    Access::Handle<hwlive_config, hwlive_config_free> handle_;
    std::optional<Error> error_;
};

/** A client of Huawei Cloud Live. Worth keeping: its calls share their connections. */
class Client {
public:
    /** Makes a client, or tells why not: the first error of the settings, or that of hwlive_client_new. */
    static Result<Client> try_make(const Config &config) noexcept
    {
        if (config.error_)
            return *config.error_;
        hwlive_client *client = nullptr;
        hwlive_error *error = nullptr;
        const hwlive_code code = hwlive_client_new(config.handle_.get(), &client, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        return Client(client);
    }

    /** Asks the service for one recording callback, or tells why that failed. Blocks, at most for the timeout. */
    Result<RecordCallback> try_show_record_callback(std::string_view id) const noexcept
    {
        if (Access::has_nul(id))
            return Access::invalid("show record callback: the id has a NUL character in it");
        hwlive_record_callback *callback = nullptr;
        hwlive_error *error = nullptr;
        const hwlive_code code =
            hwlive_show_record_callback(handle_.get(), std::string(id).c_str(), &callback, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        const Access::Handle<hwlive_record_callback, hwlive_record_callback_free> owned(callback);
        return RecordCallback::copy(callback);
    }

    /** Goes on with the credentials of other settings: every call that starts later uses them. */
    Result<void> try_replace_credentials(const Config &config) const noexcept
    {
        if (config.error_)
            return *config.error_;
        hwlive_error *error = nullptr;
        const hwlive_code code = hwlive_client_replace_credentials(handle_.get(), config.handle_.get(), &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        return {};
    }

#if HWLIVE_EXCEPTIONS
    /** try_make, but throws Error. */
    explicit Client(const Config &config) : Client(Access::value_or_throw(try_make(config))) {}

    /** try_show_record_callback, but throws Error. */
    RecordCallback show_record_callback(std::string_view id) const
    {
        return Access::value_or_throw(try_show_record_callback(id));
    }

    /** try_replace_credentials, but throws Error. */
    void replace_credentials(const Config &config) const { Access::value_or_throw(try_replace_credentials(config)); }
#endif

    /** Ends the calls that other threads have in flight, and every later one, with ErrorKind::cancelled. For good. */
    void shutdown() const noexcept { hwlive_client_shutdown(handle_.get()); }

private:
    explicit Client(hwlive_client *client) noexcept : handle_(client) {}

    Access::Handle<hwlive_client, hwlive_client_free> handle_;
};

/** A recording event, as it was posted to notify_callback_url. Anyone can post one: verify before you believe it. */
class Notification {
public:
    /** The tolerance of a signature that never gets too old. */
    static constexpr std::chrono::milliseconds for_ever = (std::chrono::milliseconds::max)();

    /** Reads the body of a POST, at most 1 MiB, or tells why it is no notification. */
    static Result<Notification> try_parse(std::string_view body) noexcept
    {
        hwlive_notification *notification = nullptr;
        hwlive_error *error = nullptr;
        /* An empty view may have no address. */
        const char *const bytes = body.data() != nullptr ? body.data() : "";
        const hwlive_code code = hwlive_notification_parse(bytes, body.size(), &notification, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        return Notification(notification);
    }

    /**
     * Checks that the service signed it with the callback's key.
     *
     * `accept` is the sum of HWLIVE_ACCEPT_*, such as RecordCallback::accept; `tolerance` is how long after its time a
     * signature is good, 0 or more; `now` is the time to check against, after 1970, by default this machine's.
     */
    Result<void> try_verify(std::string_view key, std::uint32_t accept = HWLIVE_ACCEPT_HMACSHA256,
                            std::chrono::milliseconds tolerance = default_tolerance,
                            std::optional<Seconds> now = std::nullopt) const noexcept
    {
        if (Access::has_nul(key))
            return Access::invalid("verify notification: the key has a NUL character in it");
        /* For C these are "for ever" and "now"; a difference of times that comes to them means neither. */
        if (tolerance.count() < 0)
            return Access::invalid("verify notification: the tolerance is negative");
        if (now && now->time_since_epoch().count() <= 0)
            return Access::invalid("verify notification: the time to check against is not after 1970");
        hwlive_error *error = nullptr;
        const std::int64_t tolerance_ms = tolerance == for_ever ? -1 : std::int64_t{tolerance.count()};
        const std::int64_t now_unix = now ? now->time_since_epoch().count() : 0;
        const hwlive_code code = hwlive_notification_verify(handle_.get(), std::string(key).c_str(), accept,
                                                            tolerance_ms, now_unix, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        return {};
    }

#if HWLIVE_EXCEPTIONS
    /** try_parse, but throws Error. */
    static Notification parse(std::string_view body) { return Access::value_or_throw(try_parse(body)); }

    /** try_verify, but throws Error. */
    void verify(std::string_view key, std::uint32_t accept = HWLIVE_ACCEPT_HMACSHA256,
                std::chrono::milliseconds tolerance = default_tolerance,
                std::optional<Seconds> now = std::nullopt) const
    {
        Access::value_or_throw(try_verify(key, accept, tolerance, now));
    }
#endif

    /** A text that the notification lends; none where it was not sent. */
    using Text = std::optional<std::string_view>;
    /** A number that is not negative; none where it was not sent, or is none. */
    using Number = std::optional<std::int64_t>;

    /** The event as a bit HWLIVE_EVENT_*. */
    std::uint32_t event() const noexcept { return hwlive_notification_event(handle_.get()); }
    Text project_id() const noexcept { return text(hwlive_notification_project_id); }
    Text job_id() const noexcept { return text(hwlive_notification_job_id); }
    Text task_id() const noexcept { return text(hwlive_notification_task_id); }
    Text event_type() const noexcept { return text(hwlive_notification_event_type); }
    Text publish_domain() const noexcept { return text(hwlive_notification_publish_domain); }
    Text app() const noexcept { return text(hwlive_notification_app); }
    Text stream() const noexcept { return text(hwlive_notification_stream); }
    Text record_format() const noexcept { return text(hwlive_notification_record_format); }
    Text download_url() const noexcept { return text(hwlive_notification_download_url); }
    Text play_url() const noexcept { return text(hwlive_notification_play_url); }
    Text asset_id() const noexcept { return text(hwlive_notification_asset_id); }
    Text start_time() const noexcept { return text(hwlive_notification_start_time); }
    Text end_time() const noexcept { return text(hwlive_notification_end_time); }
    Text obs_location() const noexcept { return text(hwlive_notification_obs_location); }
    Text obs_bucket() const noexcept { return text(hwlive_notification_obs_bucket); }
    Text obs_object() const noexcept { return text(hwlive_notification_obs_object); }
    /** Keep it out of logs. */
    Text auth_sign() const noexcept { return text(hwlive_notification_auth_sign); }
    Text auth_timestamp() const noexcept { return text(hwlive_notification_auth_timestamp); }
    /** In bytes. */
    Number file_size() const noexcept { return Access::number(hwlive_notification_file_size(handle_.get())); }
    /** How long the recording is. */
    std::optional<std::chrono::seconds> record_duration() const noexcept
    {
        const Number seconds = Access::number(hwlive_notification_record_duration(handle_.get()));
        return seconds ? std::optional<std::chrono::seconds>(*seconds) : std::nullopt;
    }
    /** In pixels. */
    Number width() const noexcept { return Access::number(hwlive_notification_width(handle_.get())); }
    /** In pixels. */
    Number height() const noexcept { return Access::number(hwlive_notification_height(handle_.get())); }
    std::optional<Seconds> start_time_point() const noexcept
    {
        return Access::time(hwlive_notification_start_time_unix(handle_.get()));
    }
    std::optional<Seconds> end_time_point() const noexcept
    {
        return Access::time(hwlive_notification_end_time_unix(handle_.get()));
    }

    /** The body as it was received; empty where the notification was moved from. */
    std::string_view json() const noexcept
    {
        std::size_t length = 0;
        const char *const body = hwlive_notification_json(handle_.get(), &length);
        return body != nullptr ? std::string_view(body, length) : std::string_view();
    }

private:
    static constexpr std::chrono::milliseconds default_tolerance{HWLIVE_NOTIFICATION_TOLERANCE_MS};

    explicit Notification(hwlive_notification *notification) noexcept : handle_(notification) {}

    Text text(const char *(*field)(const hwlive_notification *)) const noexcept
    {
        return Access::view(field(handle_.get()));
    }

    Access::Handle<hwlive_notification, hwlive_notification_free> handle_;
};

}  // namespace hwlive

#endif  // HWLIVE_HPP
