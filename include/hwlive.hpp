/*
 * hwlive for C++17 and later: one header on top of the C ABI. It needs nothing but the library itself. hwlive.h is the
 * manual: it explains settings, fields and codes. The comments here say what differs in C++.
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
 * OBJECTS. Config, Call, Client and Notification can be moved, but not copied. After a move you may assign to the old object
 * or destroy it. Any other function of it that can fail then fails with ErrorKind::invalid_argument. RecordCallback,
 * RecordCallbackList and Error are values: they do not need the client and may outlive it.
 *
 * ERRORS. Functions that can fail throw hwlive::Error. Each of them has a twin whose name begins with try_, which returns a
 * hwlive::Result instead. Without exceptions (-fno-exceptions) only the twins exist. The setters of Config and Call do
 * neither. Their first error is kept: the function `error` returns it. Making a Client with the settings or calling with the
 * options fails with it, and so does Client::replace_credentials.
 *
 * MEMORY. If no memory is left, the try_ functions end the process, as the library itself does.
 *
 * FUNCTIONS OF YOURS, for Config::log and Config::credentials_provider, are anything that can be called. They are moved in
 * and live as long as the library may call them, which can be longer than the client. What they refer to must live as long.
 *
 * TEXT is UTF-8. A text with a NUL character in it is ErrorKind::invalid_argument, and the body of a notification with one
 * is ErrorKind::malformed. It is never cut off there.
 *
 * THREADS, PROCESS. As in hwlive.h: many threads may call with one Client at the same time. Destroy it when no thread is
 * using it.
 */

#ifndef HWLIVE_HPP
#define HWLIVE_HPP

#include <hwlive.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
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

/* An error can be caught on the other side of a shared library too, whatever the visibility is set to. */
#if defined(__GNUC__) || defined(__clang__)
#define HWLIVE_VISIBLE __attribute__((visibility("default")))
#else
#define HWLIVE_VISIBLE
#endif

namespace hwlive {

/** Why a call failed: one of HWLIVE_CODE_*, which hwlive.h explains. */
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

/** How the service signs notifications. */
enum class SignType : std::int32_t {
    /** A sign type that this version of the library does not know. */
    other = HWLIVE_SIGN_TYPE_OTHER,
    hmacsha256 = HWLIVE_SIGN_TYPE_HMACSHA256,
    md5 = HWLIVE_SIGN_TYPE_MD5,
};

/** A recording event of the service. */
enum class Event : std::uint32_t {
    record_new_file_start = HWLIVE_EVENT_RECORD_NEW_FILE_START,
    record_file_complete = HWLIVE_EVENT_RECORD_FILE_COMPLETE,
    record_over = HWLIVE_EVENT_RECORD_OVER,
    record_failed = HWLIVE_EVENT_RECORD_FAILED,
    record_start = HWLIVE_EVENT_RECORD_START,
    /** An event that this version of the library does not know. */
    other = HWLIVE_EVENT_OTHER,
};

/** What Notification::verify accepts. */
enum class Accept : std::uint32_t {
    /** A signature of SignType::hmacsha256. */
    hmacsha256 = HWLIVE_ACCEPT_HMACSHA256,
    /** A signature of SignType::md5, which covers neither the event nor the URL. */
    md5 = HWLIVE_ACCEPT_MD5,
    /**
     * No signature at all. Use it only if something else shows who posted the notification. A notification that has a
     * signature still needs the bit of its sign type.
     */
    unsigned_ = HWLIVE_ACCEPT_UNSIGNED,
};

/** A set of Event or of Accept. */
template <class Bit>
class Set {
public:
    constexpr Set() noexcept = default;
    /* Not explicit: one bit is a set, and so is a sum of the bits in hwlive.h. */
    constexpr Set(Bit bit) noexcept : bits_(static_cast<std::uint32_t>(bit)) {}
    constexpr Set(std::uint32_t bits) noexcept : bits_(bits) {}

    /** The sum of HWLIVE_EVENT_* or HWLIVE_ACCEPT_*. */
    constexpr std::uint32_t bits() const noexcept { return bits_; }

    constexpr bool contains(Bit bit) const noexcept { return (bits_ & static_cast<std::uint32_t>(bit)) != 0; }
    constexpr bool empty() const noexcept { return bits_ == 0; }

    friend constexpr bool operator==(Set a, Set b) noexcept { return a.bits_ == b.bits_; }
    friend constexpr bool operator!=(Set a, Set b) noexcept { return a.bits_ != b.bits_; }
    friend constexpr Set operator|(Set a, Set b) noexcept { return a.bits_ | b.bits_; }

private:
    std::uint32_t bits_ = 0;
};

using Events = Set<Event>;
using Accepted = Set<Accept>;

constexpr Events operator|(Event a, Event b) noexcept { return Events(a) | b; }
constexpr Accepted operator|(Accept a, Accept b) noexcept { return Accepted(a) | b; }

/** Which events Config::log receives. Each level includes the levels before it. */
enum class LogLevel : std::int32_t {
    /** This version sends no event of this level. */
    error = HWLIVE_LOG_ERROR,
    /** This version sends no event of this level. */
    warn = HWLIVE_LOG_WARN,
    /**
     * A call is tried again, and why. The next endpoint of a region is asked, because one was not reached. The metadata
     * service is asked without a token, because it did not answer.
     */
    info = HWLIVE_LOG_INFO,
    /** Each request, with its address, kept or new connection, duration, and status and request id or what failed. */
    debug = HWLIVE_LOG_DEBUG,
    /** This version sends no event of this level. */
    trace = HWLIVE_LOG_TRACE,
};

/** The roots that Config::trust trusts. */
enum class TrustedRoots : std::int32_t {
    /** Mozilla's, which are built into the library. */
    built_in = HWLIVE_TRUST_BUILT_IN,
    /** Those of the operating system. */
    system = HWLIVE_TRUST_SYSTEM,
};

/** A version of TLS. */
enum class TlsVersion : std::int32_t {
    tls_1_2 = HWLIVE_TLS_1_2,
    tls_1_3 = HWLIVE_TLS_1_3,
};

/** How an access key signs requests to Live. */
enum class SigningAlgorithm : std::int32_t {
    /** SDK-HMAC-SHA256, which Live accepts. */
    sdk_hmac_sha256 = HWLIVE_SIGNING_SDK_HMAC_SHA256,
    /** V11-HMAC-SHA256, with a key that is derived for the day, the region and the service. */
    v11_hmac_sha256 = HWLIVE_SIGNING_V11_HMAC_SHA256,
    /** SDK-HMAC-SM3, with the hash SM3 in place of SHA-256. The library must be built with its feature sm3. */
    sdk_hmac_sm3 = HWLIVE_SIGNING_SDK_HMAC_SM3,
};

/** The addresses that connections are made to. */
enum class IpFamily : std::int32_t {
    /** Those of both families. */
    any = HWLIVE_IP_ANY,
    /** IPv4 addresses alone. */
    v4 = HWLIVE_IP_4,
    /** IPv6 addresses alone. */
    v6 = HWLIVE_IP_6,
};

/** Returns the version of the library that the program runs with. HWLIVE_VERSION is the version of the header. */
inline const char *version() noexcept { return hwlive_version(); }

/** A point in time, as the service sends it: whole seconds, UTC. */
using Seconds = std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>;

/** Why a call failed. A value; copying it is cheap and never throws. */
class HWLIVE_VISIBLE Error : public std::exception {
public:
    /** An error of your own, for a function that supplies credentials. */
    Error(ErrorKind kind, std::string message) : Error(of(kind, std::move(message))) {}

    /* There is no move: an error that was moved from stays the same error and can still be used. */
    Error(const Error &) noexcept = default;
    Error &operator=(const Error &) noexcept = default;

    /** Returns the kind of error. Decide by it. A code that is newer than this header is ErrorKind::other. */
    ErrorKind kind() const noexcept
    {
        const bool known = data_->code > HWLIVE_CODE_OK && data_->code <= HWLIVE_CODE_EXPIRED;
        return known ? static_cast<ErrorKind>(data_->code) : ErrorKind::other;
    }

    /** Returns the code of C: one of HWLIVE_CODE_*, or a code that is newer than this header. */
    hwlive_code code() const noexcept { return data_->code; }

    /** Returns one line of English, for logs and people. It contains no secret. */
    const char *what() const noexcept override { return data_->message.c_str(); }

    /** Returns the HTTP status of the answer; 0 if there was none. */
    std::int32_t http_status() const noexcept { return data_->http_status; }

    /** Returns the code that the service, its gateway, IAM or STS gave, such as "LIVE.100011001"; nothing if none. */
    const std::optional<std::string> &service_code() const noexcept { return data_->service_code; }

    /** Returns the message that the service, its gateway, IAM or STS gave, without secrets; nothing if none. */
    const std::optional<std::string> &service_message() const noexcept { return data_->service_message; }

    /** Returns the id under which the service's support finds the request; nothing if there was none. */
    const std::optional<std::string> &request_id() const noexcept { return data_->request_id; }

    /** Returns why a policy denied the call, encoded; nothing if there was none. Sent with some answers of status 403. */
    const std::optional<std::string> &encoded_authorization_message() const noexcept
    {
        return data_->encoded_authorization_message;
    }

    /** Returns how long the service asked to wait before the next call; nothing if it did not ask. */
    std::optional<std::chrono::milliseconds> retry_after() const noexcept { return data_->retry_after; }

    /** Returns how many times the call was tried; 0 if nothing was tried. */
    std::uint32_t attempts() const noexcept { return data_->attempts; }

    /** Returns whether the same call may succeed later. */
    bool is_retryable() const noexcept { return data_->is_retryable; }

private:
    struct Data {
        hwlive_code code = HWLIVE_CODE_OTHER;
        std::string message;
        std::int32_t http_status = 0;
        std::optional<std::string> service_code, service_message, request_id, encoded_authorization_message;
        std::optional<std::chrono::milliseconds> retry_after;
        std::uint32_t attempts = 0;
        bool is_retryable = false;
    };

    static Data of(ErrorKind kind, std::string message)
    {
        Data data;
        data.code = static_cast<hwlive_code>(kind);
        data.message = std::move(message);
        return data;
    }

    explicit Error(Data data) : data_(std::make_shared<const Data>(std::move(data))) {}

    std::shared_ptr<const Data> data_;

    friend struct Access;
};

/**
 * The result of a call: a T or an Error. Check which one it is first: `*` and `->` of a failure, and error() of a success,
 * end the program (std::abort). Only value() throws instead.
 */
template <class T>
class [[nodiscard]] Result {
public:
    /* Not explicit, so that a function can return either as it is. */
    Result(T value) noexcept : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) noexcept : state_(std::in_place_index<1>, std::move(error)) {}

    /** Returns whether the call succeeded. */
    bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /** Returns the value of a success. It is moved out of a temporary result, so that a loop over it is safe. */
    T &operator*() & noexcept { return *there(std::get_if<0>(&state_)); }
    const T &operator*() const & noexcept { return *there(std::get_if<0>(&state_)); }
    T operator*() && noexcept { return std::move(*there(std::get_if<0>(&state_))); }
    T *operator->() noexcept { return there(std::get_if<0>(&state_)); }
    const T *operator->() const noexcept { return there(std::get_if<0>(&state_)); }

    /** Returns the error of a failure. */
    const Error &error() const & noexcept { return *there(std::get_if<1>(&state_)); }
    Error error() const && noexcept { return *there(std::get_if<1>(&state_)); }

#if HWLIVE_EXCEPTIONS
    /** Returns the value of a success; throws the error of a failure. */
    T &value() & { return has_value() ? **this : throw error(); }
    const T &value() const & { return has_value() ? **this : throw error(); }
    T value() && { return has_value() ? *std::move(*this) : throw error(); }
#endif

private:
    template <class Pointer>
    static Pointer there(Pointer pointer) noexcept
    {
        if (pointer == nullptr)
            std::abort();
        return pointer;
    }

    std::variant<T, Error> state_;
};

/** The result of a call that returns no value. error() of a success ends the program (std::abort). */
template <>
class [[nodiscard]] Result<void> {
public:
    Result() noexcept = default;
    Result(Error error) noexcept : error_(std::move(error)) {}

    /** Returns whether the call succeeded. */
    bool has_value() const noexcept { return !error_; }
    explicit operator bool() const noexcept { return has_value(); }

    /** Returns the error of a failure. */
    const Error &error() const & noexcept
    {
        if (!error_)
            std::abort();
        return *error_;
    }
    Error error() const && noexcept { return error(); }

#if HWLIVE_EXCEPTIONS
    /** Throws the error of a failure. */
    void value() const
    {
        if (error_)
            throw *error_;
    }
#endif

private:
    std::optional<Error> error_;
};

/** What this header needs from the C ABI. Not for programs. */
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

    /* Takes over the error that a function of C returned. */
    static Error error(hwlive_code code, hwlive_error *given)
    {
        const Handle<hwlive_error, hwlive_error_free> owned(given);
        Error::Data data;
        data.code = code;
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

    static Error invalid(std::string message) { return Error(ErrorKind::invalid_argument, std::move(message)); }

    /* C would read such a text only up to its NUL, and do something else than the caller wants. */
    static constexpr const char *has_nul = "the text has a NUL character in it";

    static const char *unusable(std::string_view text) noexcept
    {
        return text.find('\0') != std::string_view::npos ? has_nul : nullptr;
    }

    /* An argument in the form that C needs, kept for the time of the call; or why it cannot be used. */
    template <class T>
    struct Argument {
        T value;
        const char *unusable() const noexcept { return nullptr; }
        T c() const noexcept { return value; }
    };

    /* Calls a function of C whose only output is an error. `what` begins the message if an argument cannot be used. */
    template <class Object, class... C, class... Given>
    static Result<void> call(const char *what, hwlive_code (*function)(Object *, C...), Object *object, Given... given)
    {
        return pass(what, function, object, Argument<Given>{std::move(given)}...);
    }

    /*
     * What C calls back: the template argument is the type of your function, and the userdata points to it. The second one
     * keeps files of a program apart that are compiled with exceptions and without: the linker takes one of equal names.
     */
    template <class Function, bool Exceptions>
    static void write(std::int32_t level, const char *message, void *userdata) noexcept
    {
#if HWLIVE_EXCEPTIONS
        try {
            (*static_cast<Function *>(userdata))(static_cast<LogLevel>(level), std::string_view(message));
        } catch (...) {
            /* Nobody could receive it. */
        }
#else
        (*static_cast<Function *>(userdata))(static_cast<LogLevel>(level), std::string_view(message));
#endif
    }

    template <class Function, bool Exceptions>
    static hwlive_code provide(hwlive_credentials *credentials, void *userdata) noexcept
    {
#if HWLIVE_EXCEPTIONS
        try {
            return fill<Function, Exceptions>(credentials, userdata);
        } catch (const Error &error) {
            return error.code();
        } catch (...) {
            return HWLIVE_CODE_OTHER;
        }
#else
        return fill<Function, Exceptions>(credentials, userdata);
#endif
    }

    template <class Function>
    static void release(void *userdata) noexcept
    {
        delete static_cast<Function *>(userdata);
    }

private:
    template <class Function, bool Exceptions>
    static hwlive_code fill(hwlive_credentials *credentials, void *userdata);

    template <class Function, class Object, class... Arguments>
    static Result<void> pass(const char *what, Function function, Object *object, const Arguments &...arguments)
    {
        const char *why = nullptr;
        ((why = why != nullptr ? why : arguments.unusable()), ...);
        if (why != nullptr)
            return invalid(std::string(what) + ": " + why);
        hwlive_error *error = nullptr;
        if (const hwlive_code code = function(object, arguments.c()..., &error); code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        return {};
    }
};

template <>
struct Access::Argument<std::string_view> {
    explicit Argument(std::string_view text) : value(text) {}
    std::string value;
    const char *unusable() const noexcept { return Access::unusable(value); }
    const char *c() const noexcept { return value.c_str(); }
};

template <>
struct Access::Argument<std::optional<std::string_view>> {
    explicit Argument(std::optional<std::string_view> text) : value(text) {}
    std::optional<std::string> value;
    const char *unusable() const noexcept { return value ? Access::unusable(*value) : nullptr; }
    const char *c() const noexcept { return value ? value->c_str() : nullptr; }
};

template <>
struct Access::Argument<std::chrono::milliseconds> {
    std::chrono::milliseconds value;
    const char *unusable() const noexcept
    {
        const bool fits = value.count() > 0 && value.count() <= std::int64_t{(std::numeric_limits<std::uint32_t>::max)()};
        return fits ? nullptr : "the limit is not 1 to 4,294,967,295 ms";
    }
    std::uint32_t c() const noexcept { return static_cast<std::uint32_t>(value.count()); }
};

template <>
struct Access::Argument<std::chrono::seconds> {
    std::chrono::seconds value;
    const char *unusable() const noexcept
    {
        const bool fits = value.count() >= 0 && value.count() <= std::int64_t{(std::numeric_limits<std::uint32_t>::max)()};
        return fits ? nullptr : "the duration is not 0 to 4,294,967,295 s";
    }
    std::uint32_t c() const noexcept { return static_cast<std::uint32_t>(value.count()); }
};

/**
 * A recording callback, as the service described it. A value.
 *
 * The texts are as sent. A text that the service did not send is std::nullopt. hwlive.h says what counts as a text.
 */
struct RecordCallback {
    /** The id. It may differ from the id that was asked for. */
    std::string id;
    /** The ingest domain. */
    std::optional<std::string> publish_domain;
    /** The application; "*" means every application of the domain. */
    std::optional<std::string> app;
    /** The URL that the service posts the notifications to. */
    std::optional<std::string> notify_callback_url;
    /** The events that the callback names, in the order in which they were sent; empty if the service sent none. */
    std::vector<std::string> notify_event_subscription;
    /** The events in force. If the service sent no list, it is the service's default, Event::record_file_complete. */
    Events events;
    /** How the service signs the notifications, as sent. */
    std::optional<std::string> sign_type_text;
    /** The sign type in force. If the service sent none, it is the service's default, SignType::hmacsha256. */
    SignType sign_type = SignType::other;
    /** What Notification::verify should accept for this callback; empty if this version cannot check its sign type. */
    Accepted accept;
    /** When the callback was made, as sent. */
    std::optional<std::string> create_time;
    /** When the callback was made; nothing if the service sent none or the text is not understood. */
    std::optional<Seconds> create_time_point;
    /** When the callback was last changed, as sent. */
    std::optional<std::string> update_time;
    /** When the callback was last changed; nothing if the service sent none or the text is not understood. */
    std::optional<Seconds> update_time_point;
    /** The id under which the service's support finds the request; nothing if the service sent none. */
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

/** A list of recording callbacks, in the service's order. A value. */
struct RecordCallbackList {
    /** The callbacks. The JSON of each is the part of the answer that describes it. */
    std::vector<RecordCallback> callbacks;
    /** How many there are, as the service said in the last page; nothing if it said no number. */
    std::optional<std::int64_t> total;
    /** Whether all are here: see hwlive_record_callback_list_is_complete. */
    bool is_complete = false;
    /** The id of the last page's request. */
    std::optional<std::string> request_id;

    std::vector<RecordCallback>::const_iterator begin() const noexcept { return callbacks.begin(); }
    std::vector<RecordCallback>::const_iterator end() const noexcept { return callbacks.end(); }
};

/** Which recording callbacks to list: all, unless something is set. */
struct RecordCallbackFilter {
    /** Only those of this ingest domain: 1 to 255 characters. */
    std::optional<std::string> publish_domain;
    /** Only those that apply to this application: 1 to 128 characters. A callback whose app is "*" applies to every one. */
    std::optional<std::string> app;
};

/**
 * The credentials that a function of yours fills in: see Config::credentials_provider. Lent to it for the time of the call.
 *
 * Each function calls the hwlive_credentials_set_* of its name and returns the credentials. The first error is kept, and
 * what was supplied is then not used.
 */
class Credentials {
public:
    Credentials(const Credentials &) = delete;
    Credentials &operator=(const Credentials &) = delete;

    /** Supplies an access key. With a security token it is a temporary one. Replaces what was supplied before. */
    Credentials &access_key(std::string_view access_key, std::string_view secret_key,
                            std::optional<std::string_view> security_token = std::nullopt)
    {
        return set("access_key", hwlive_credentials_set_access_key, access_key, secret_key, security_token);
    }

    /** Supplies a token. Replaces what was supplied before. */
    Credentials &auth_token(std::string_view token) { return set("auth_token", hwlive_credentials_set_auth_token, token); }

    /** Sets when they end, in 1970 or later. Your function is called again before that. Fractions of a second are cut off. */
    Credentials &expiry(std::chrono::system_clock::time_point time)
    {
        const std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
        return set("expiry", hwlive_credentials_set_expiry_unix, seconds);
    }

    /** Returns the first error of these functions; nothing if there was none. */
    const std::optional<Error> &error() const noexcept { return error_; }

private:
    friend struct Access;

    explicit Credentials(hwlive_credentials *lent) noexcept : lent_(lent) {}

    template <class Function, class... Given>
    Credentials &set(const char *name, Function function, Given... given)
    {
        if (Result<void> result = Access::call(name, function, lent_, std::move(given)...); !result && !error_)
            error_ = result.error();
        return *this;
    }

    hwlive_credentials *lent_;
    std::optional<Error> error_;
};

template <class Function, bool Exceptions>
hwlive_code Access::fill(hwlive_credentials *lent, void *userdata)
{
    Function &function = *static_cast<Function *>(userdata);
    Credentials credentials(lent);
    if constexpr (std::is_void_v<std::invoke_result_t<Function &, Credentials &>>) {
        function(credentials);
    } else if (const Result<void> result = function(credentials); !result) {
        return result.error().code();
    }
    return credentials.error() ? credentials.error()->code() : HWLIVE_CODE_OK;
}

/**
 * The settings of a client. Must not be used by two threads at the same time.
 *
 * Each function calls the hwlive_config_* of the same name, without `set_` and `_ms`. The comment there has ranges and
 * defaults. Each returns the settings, so that calls can be chained. If one fails, the settings stay as they were. The first
 * error is kept. Nothing is sent.
 */
class Config {
public:
    Config() noexcept : handle_(hwlive_config_new()) {}

    /** Returns the first error of a setting; nothing if there was none. */
    const std::optional<Error> &error() const noexcept { return error_; }

    /** Sets the region. It gives the endpoint of Live. A region that is built in also gives the endpoint of IAM. */
    Config &region(std::string_view id) { return set("region", hwlive_config_set_region, id); }

    /** Sets the endpoint of Live: [http[s]://]host[:port][/path]. Used instead of the region's. */
    Config &endpoint(std::string_view url) { return set("endpoint", hwlive_config_set_endpoint, url); }

    /** Sets the endpoint of IAM. Used instead of the region's. */
    Config &iam_endpoint(std::string_view url) { return set("iam_endpoint", hwlive_config_set_iam_endpoint, url); }

    /** Sets the endpoint of STS, which gives the keys of agencies. Used instead of the region's. */
    Config &sts_endpoint(std::string_view url) { return set("sts_endpoint", hwlive_config_set_sts_endpoint, url); }

    /** Sets where the metadata service is. For tests. */
    Config &metadata_endpoint(std::string_view url)
    {
        return set("metadata_endpoint", hwlive_config_set_metadata_endpoint, url);
    }

    /** Defines a region by its Live endpoints, with commas between them. */
    Config &define_region(std::string_view id, std::string_view urls)
    {
        return set("define_region", hwlive_config_define_region, id, urls);
    }

    /** Allows regions that are neither built in nor defined: their endpoints follow from their names. */
    Config &region_by_pattern(bool on) { return set("region_by_pattern", hwlive_config_set_region_by_pattern, flag(on)); }

    /** Sets the project that the callbacks belong to: its id, not its name. */
    Config &project_id(std::string_view id) { return set("project_id", hwlive_config_set_project_id, id); }

    /** Sets an access key. With a security token it is a temporary one. */
    Config &access_key(std::string_view access_key, std::string_view secret_key,
                       std::optional<std::string_view> security_token = std::nullopt)
    {
        return set("access_key", hwlive_config_set_access_key, access_key, secret_key, security_token);
    }

    /** Sets a token of IAM. */
    Config &auth_token(std::string_view token) { return set("auth_token", hwlive_config_set_auth_token, token); }

    /** Sets a user of IAM. The library gets tokens for this user and renews them. */
    Config &iam_user(std::string_view user, std::string_view password, std::string_view domain)
    {
        return set("iam_user", hwlive_config_set_iam_user, user, password, domain);
    }

    /** Uses temporary keys of the cloud server that the program runs on. */
    Config &metadata_credentials() { return set("metadata_credentials", hwlive_config_set_metadata_credentials); }

    /** Sets an identity provider of IAM, which gives temporary keys for the ID token in the file. */
    Config &identity_provider(std::string_view idp_id, std::string_view id_token_file)
    {
        return set("identity_provider", hwlive_config_set_identity_provider, idp_id, id_token_file);
    }

    /**
     * Sets an agency that STS gives to whoever has an ID token of an OIDC provider. Give either the token or its file:
     * `oidc(provider_urn, agency_urn, std::nullopt, "token-file")`. A token in memory is used until it ends.
     */
    Config &oidc(std::string_view provider_urn, std::string_view agency_urn, std::optional<std::string_view> id_token,
                 std::optional<std::string_view> id_token_file = std::nullopt)
    {
        return set("oidc", hwlive_config_set_oidc, provider_urn, agency_urn, id_token, id_token_file);
    }

    /**
     * Sets the session of the agency for an ID token. A duration is 15 min to 12 h, and 0 means 1 h. `policy_ids` has commas
     * between the ids. All four replace those that were set before.
     */
    Config &oidc_session(std::optional<std::string_view> session_name = std::nullopt,
                         std::chrono::seconds duration = std::chrono::seconds::zero(),
                         std::optional<std::string_view> policy = std::nullopt,
                         std::optional<std::string_view> policy_ids = std::nullopt)
    {
        return set("oidc_session", hwlive_config_set_oidc_session, session_name, duration, policy, policy_ids);
    }

    /** Uses temporary keys of the agent of a cluster. `uri` has a path. The file has the token for the agent. */
    Config &pod_identity(std::string_view uri, std::string_view authorization_token_file)
    {
        return set("pod_identity", hwlive_config_set_pod_identity, uri, authorization_token_file);
    }

    /** Sets the agency that the credentials assume, whatever these are. std::nullopt means no agency. */
    Config &agency(std::optional<std::string_view> agency_urn, std::optional<std::string_view> external_id = std::nullopt)
    {
        return set("agency", hwlive_config_set_agency, agency_urn, external_id);
    }

    /** Sets the agency that the credentials assume, by its name. Give either the name or the id of its account. */
    Config &agency_by_name(std::string_view agency_name, std::optional<std::string_view> domain_name,
                           std::optional<std::string_view> domain_id = std::nullopt)
    {
        return set("agency_by_name", hwlive_config_set_agency_by_name, agency_name, domain_name, domain_id);
    }

    /**
     * Sets the session of the agency that the credentials assume. A duration is 15 min to 24 h, at most 12 h for an agency
     * by its URN, and 0 means 1 h. Policies are for an agency by its URN. All four replace those that were set before.
     */
    Config &agency_session(std::optional<std::string_view> session_name = std::nullopt,
                           std::chrono::seconds duration = std::chrono::seconds::zero(),
                           std::optional<std::string_view> policy = std::nullopt,
                           std::optional<std::string_view> policy_ids = std::nullopt)
    {
        return set("agency_session", hwlive_config_set_agency_session, session_name, duration, policy, policy_ids);
    }

    /**
     * Sets a function that supplies credentials, for example from a vault or from a pod's identity. Its type is
     * `void(Credentials &)` or `Result<void>(Credentials &)`.
     *
     * It is moved in. The library calls it in a thread of its own, one call at a time for each client. Several clients may
     * call it at the same time. Calls of a client wait for it within their own timeouts. If it returns an error or throws, or
     * if it supplies nothing or something that is not usable, a call without valid credentials fails with
     * ErrorKind::credentials. It must not use the client that it supplies. It is destroyed when no settings and no client
     * have it and no call of it is running. That may be in any thread.
     */
    template <class Function, bool Exceptions = HWLIVE_EXCEPTIONS != 0>
    Config &credentials_provider(Function function)
    {
        static_assert(std::is_invocable_v<Function &, Credentials &>, "is called with a hwlive::Credentials &");
        using Outcome = std::invoke_result_t<Function &, Credentials &>;
        static_assert(std::is_void_v<Outcome> || std::is_convertible_v<Outcome, Result<void>>,
                      "returns nothing, or a hwlive::Result<void>");
        auto owned = std::make_unique<Function>(std::move(function));
        const Result<void> result =
            Access::call("credentials_provider", hwlive_config_set_credentials_provider_with_release, handle_.get(),
                         &Access::provide<Function, Exceptions>, static_cast<void *>(owned.get()),
                         &Access::release<Function>);
        if (result)
            (void)owned.release(); /* It belongs to the library now. */
        return keep(result);
    }

    /** Sets how an access key signs requests to Live. */
    Config &signing_algorithm(SigningAlgorithm algorithm)
    {
        return set("signing_algorithm", hwlive_config_set_signing_algorithm, static_cast<std::int32_t>(algorithm));
    }

    /** Reads settings from environment variables, HUAWEICLOUD_SDK_* and others. What they do not set stays as it was. */
    Config &load_environment() { return set("load_environment", hwlive_config_load_environment); }

    /** Reads a profile file of the official SDKs. Without a path: the one that hwlive_config_load_profile names. */
    Config &load_profile(std::optional<std::string_view> path = std::nullopt)
    {
        return set("load_profile", hwlive_config_load_profile, path);
    }

    /**
     * Reads a profile of KooCLI. Without a path or a profile: the ones that hwlive_config_load_koocli_profile names.
     */
    Config &load_koocli_profile(std::optional<std::string_view> path = std::nullopt,
                                std::optional<std::string_view> profile = std::nullopt)
    {
        return set("load_koocli_profile", hwlive_config_load_koocli_profile, path, profile);
    }

    /**
     * Reads settings from the environment. Credentials come from the first of these that has some: the environment, the
     * profile file, the file of KooCLI, the agent of a cluster that the environment names, and, if `with_metadata` is true,
     * the metadata service.
     */
    Config &load_default(bool with_metadata = false)
    {
        return set("load_default", hwlive_config_load_default, flag(with_metadata));
    }

    /** Reads regions from a file of the official SDKs. Without a path: the one that hwlive_config_load_regions_file names. */
    Config &load_regions_file(std::optional<std::string_view> path = std::nullopt)
    {
        return set("load_regions_file", hwlive_config_load_regions_file, path);
    }

    /** Limits a whole call, retries included: 1 to 4,294,967,295 ms, default 30 s. */
    Config &timeout(std::chrono::milliseconds limit) { return set("timeout", hwlive_config_set_timeout_ms, limit); }

    /** Limits the time for one connection: 1 to 4,294,967,295 ms, default 10 s. */
    Config &connect_timeout(std::chrono::milliseconds limit)
    {
        return set("connect_timeout", hwlive_config_set_connect_timeout_ms, limit);
    }

    /** Sets how often a call is tried again: 0 to 10, default 2. */
    Config &max_retries(std::uint32_t retries) { return set("max_retries", hwlive_config_set_max_retries, retries); }

    /** Sets the proxy. "" means no proxy, whatever the environment says. */
    Config &proxy(std::string_view url) { return set("proxy", hwlive_config_set_proxy, url); }

    /** Gives the addresses of a host, instead of a name lookup: "host:port:address[,address...]". Each call adds an entry. */
    Config &add_resolve(std::string_view entry) { return set("add_resolve", hwlive_config_add_resolve, entry); }

    /** Sets the address of this machine that connections are made from. */
    Config &local_address(std::string_view address)
    {
        return set("local_address", hwlive_config_set_local_address, address);
    }

    /** Sets the family of the addresses that connections are made to. */
    Config &ip_family(IpFamily family)
    {
        return set("ip_family", hwlive_config_set_ip_family, static_cast<std::int32_t>(family));
    }

    /** Sets the file of the certificate authorities that are trusted, instead of those that are built in. */
    Config &ca_file(std::string_view path) { return set("ca_file", hwlive_config_set_ca_file, path); }

    /** Sets the certificate that the client shows to servers that ask for one, and its key. Not shown to a proxy. */
    Config &client_certificate(std::string_view cert_path, std::string_view key_path)
    {
        return set("client_certificate", hwlive_config_set_client_certificate, cert_path, key_path);
    }

    /** Sets the certificate authorities that are trusted, as a text in PEM. Replaces ca_file and trust. */
    Config &ca_pem(std::string_view pem) { return set("ca_pem", hwlive_config_set_ca_pem, pem); }

    /** Sets the certificate that the client shows, and its key, as texts in PEM. Replaces client_certificate. */
    Config &client_certificate_pem(std::string_view cert_pem, std::string_view key_pem)
    {
        return set("client_certificate_pem", hwlive_config_set_client_certificate_pem, cert_pem, key_pem);
    }

    /** Trusts the built-in roots or the system's. Replaces ca_file and ca_pem. */
    Config &trust(TrustedRoots roots)
    {
        return set("trust", hwlive_config_set_trust, static_cast<std::int32_t>(roots));
    }

    /** Sets the public keys that Live, IAM and STS may have: sha256//BASE64, with semicolons between them. */
    Config &pinned_public_keys(std::string_view pins)
    {
        return set("pinned_public_keys", hwlive_config_set_pinned_public_keys, pins);
    }

    /** Sets the oldest version of TLS that is spoken. Default: TLS 1.2. */
    Config &min_tls_version(TlsVersion version)
    {
        return set("min_tls_version", hwlive_config_set_min_tls_version, static_cast<std::int32_t>(version));
    }

    /** Turns the check of certificates off, and allows plain http to Live, IAM and STS on any host. For tests only. */
    Config &insecure(bool on) { return set("insecure", hwlive_config_set_insecure, flag(on)); }

    /** Adds the program's name to the User-Agent header. */
    Config &user_agent(std::string_view suffix) { return set("user_agent", hwlive_config_set_user_agent, suffix); }

    /**
     * Sets a function that receives the events of calls. Its type is `void(LogLevel, std::string_view)`.
     *
     * It is moved in, and lives until these settings and the last client that was made with them are destroyed. It runs in
     * the threads that make the calls, in several at the same time. What it throws is dropped. No secret is in the text.
     */
    template <class Function, bool Exceptions = HWLIVE_EXCEPTIONS != 0>
    Config &log(LogLevel level, Function function)
    {
        static_assert(std::is_invocable_v<Function &, LogLevel, std::string_view>,
                      "is called with a hwlive::LogLevel and a std::string_view");
        auto owned = std::make_shared<Function>(std::move(function));
        const Result<void> result =
            Access::call("log", hwlive_config_set_log, handle_.get(), static_cast<std::int32_t>(level),
                         &Access::write<Function, Exceptions>, static_cast<void *>(owned.get()));
        if (result)
            log_ = std::move(owned);
        return keep(result);
    }

    /** Turns log events off. */
    Config &log_off()
    {
        return set("log_off", hwlive_config_set_log, HWLIVE_LOG_OFF, hwlive_log_fn{nullptr}, static_cast<void *>(nullptr));
    }

    /** Returns the object of C, for what this class does not offer. It is lent. */
    hwlive_config *get() noexcept { return handle_.get(); }
    const hwlive_config *get() const noexcept { return handle_.get(); }

private:
    friend class Client;

    static std::int32_t flag(bool on) noexcept { return on ? 1 : 0; }

    template <class Function, class... Given>
    Config &set(const char *name, Function function, Given... given)
    {
        return keep(Access::call(name, function, handle_.get(), std::move(given)...));
    }

    Config &keep(const Result<void> &result)
    {
        if (!result && !error_)
            error_ = result.error();
        return *this;
    }

    Access::Handle<hwlive_config, hwlive_config_free> handle_;
    std::shared_ptr<void> log_;
    std::optional<Error> error_;
};

/** How a call went. Apart from `attempts` it describes the last request of the call. A value. */
class CallReport {
public:
    /** How often the call was tried; 0 if nothing was tried. */
    std::uint32_t attempts = 0;
    /** Whether the request went over a connection that an earlier request had left open. */
    bool connection_reused = false;
    /** The address and port that the request went to, such as "192.0.2.7:443". Through a proxy it is the proxy's. */
    std::optional<std::string> peer_address;
    /** The time of each part; nothing if there was none. If the request failed meanwhile, the time until then. */
    std::optional<std::chrono::microseconds> lookup, connect, proxy, tls;
    /** The time from the beginning of the request to the first byte of its answer; nothing if none came. */
    std::optional<std::chrono::microseconds> first_byte;
    /** The time from the beginning of the request to its end. */
    std::optional<std::chrono::microseconds> total;
    /** The bytes on the connection for the request: HTTP, TLS and the proxy's tunnel, but not TCP. */
    std::uint64_t bytes_sent = 0, bytes_received = 0;
    /** "TLSv1.3" or "TLSv1.2"; nothing without TLS. */
    std::optional<std::string> tls_version;

private:
    friend class Call;

    static std::optional<std::chrono::microseconds> time(std::int64_t microseconds) noexcept
    {
        const std::optional<std::int64_t> number = Access::number(microseconds);
        return number ? std::optional<std::chrono::microseconds>(*number) : std::nullopt;
    }

    static CallReport copy(const hwlive_call *from)
    {
        CallReport to;
        to.attempts = hwlive_call_attempts(from);
        to.connection_reused = hwlive_call_connection_reused(from) != 0;
        to.peer_address = Access::text(hwlive_call_peer_address(from));
        to.lookup = time(hwlive_call_lookup_us(from));
        to.connect = time(hwlive_call_connect_us(from));
        to.proxy = time(hwlive_call_proxy_us(from));
        to.tls = time(hwlive_call_tls_us(from));
        to.first_byte = time(hwlive_call_first_byte_us(from));
        to.total = time(hwlive_call_total_us(from));
        to.bytes_sent = hwlive_call_bytes_sent(from);
        to.bytes_received = hwlive_call_bytes_received(from);
        to.tls_version = Access::text(hwlive_call_tls_version(from));
        return to;
    }
};

/**
 * The options of one call. It also cancels the call, and afterwards it says how the call went. One object is for one call at
 * a time. While a call uses it, other threads may only call cancel.
 *
 * The setters call the hwlive_call_* of the same name, whose comment in hwlive.h has the ranges. They can be chained. The
 * first error is kept, and the call fails with it. Nothing is sent then.
 */
class Call {
public:
    Call() noexcept : handle_(hwlive_call_new()) {}

    /** Returns the first error of an option; nothing if there was none. */
    const std::optional<Error> &error() const noexcept { return error_; }

    /** Limits the whole call, instead of the client's timeout: 1 to 4,294,967,295 ms. */
    Call &timeout(std::chrono::milliseconds limit) { return set("timeout", hwlive_call_set_timeout_ms, limit); }

    /** Adds a header line, such as "traceparent", to the requests that go to Live. It is not signed. */
    Call &header(std::string_view name, std::string_view value)
    {
        return set("header", hwlive_call_add_header, name, value);
    }

    /** Sets the access key for this call. With a security token it is a temporary one. */
    Call &access_key(std::string_view access_key, std::string_view secret_key,
                     std::optional<std::string_view> security_token = std::nullopt)
    {
        return set("access_key", hwlive_call_set_access_key, access_key, secret_key, security_token);
    }

    /** Sets the token of IAM for this call. */
    Call &auth_token(std::string_view token) { return set("auth_token", hwlive_call_set_auth_token, token); }

    /**
     * Ends the call that uses this object with ErrorKind::cancelled, within 0.2 s, and every later one at once. Cannot be
     * undone. For other threads and for signal handlers. The client goes on.
     */
    void cancel() const noexcept { hwlive_call_cancel(get()); }

    /** Returns how the last call that used this object went, whether it succeeded or failed. */
    CallReport report() const { return CallReport::copy(get()); }

    /** Returns the object of C, for what this class does not offer. It is lent. */
    hwlive_call *get() noexcept { return handle_.get(); }
    const hwlive_call *get() const noexcept { return handle_.get(); }

private:
    friend class Client;

    template <class Function, class... Given>
    Call &set(const char *name, Function function, Given... given)
    {
        if (Result<void> result = Access::call(name, function, handle_.get(), std::move(given)...); !result && !error_)
            error_ = result.error();
        return *this;
    }

    /* Why a client cannot use it. NULL would be a call without options. */
    std::optional<Error> unusable() const
    {
        if (error_ || handle_ != nullptr)
            return error_;
        return Access::invalid("call: it was moved from");
    }

    Access::Handle<hwlive_call, hwlive_call_free> handle_;
    std::optional<Error> error_;
};

/** A client of Huawei Cloud Live. Keep it: its calls share their connections. */
class Client {
public:
    /** Makes a client. The error is the first one of the settings, else the one of hwlive_client_new. */
    static Result<Client> try_make(const Config &config) noexcept
    {
        if (config.error_)
            return *config.error_;
        hwlive_client *client = nullptr;
        hwlive_error *error = nullptr;
        const hwlive_code code = hwlive_client_new(config.handle_.get(), &client, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        return Client(client, config.log_);
    }

    /** Asks the service for one recording callback. Blocks, at most for the timeout. */
    Result<RecordCallback> try_show_record_callback(std::string_view id) const noexcept { return show(id, nullptr); }

    /** The same with options of this call. */
    Result<RecordCallback> try_show_record_callback(std::string_view id, Call &call) const noexcept
    {
        if (const std::optional<Error> why = call.unusable())
            return *why;
        return show(id, call.get());
    }

    /** Asks the service for the recording callbacks of the project, page by page: hwlive_list_record_callbacks. */
    Result<RecordCallbackList> try_list_record_callbacks(const RecordCallbackFilter &filter = {}) const noexcept
    {
        return list(filter, nullptr);
    }

    /** The same with options of this call. */
    Result<RecordCallbackList> try_list_record_callbacks(const RecordCallbackFilter &filter, Call &call) const noexcept
    {
        if (const std::optional<Error> why = call.unusable())
            return *why;
        return list(filter, call.get());
    }

    /**
     * Replaces the credentials with those of other settings. Every call that starts later uses the new ones. The error is the
     * first one of the settings, else the one of hwlive_client_replace_credentials.
     */
    Result<void> try_replace_credentials(const Config &config) const noexcept
    {
        if (config.error_)
            return *config.error_;
        return Access::call("replace credentials", hwlive_client_replace_credentials, get(), config.get());
    }

#if HWLIVE_EXCEPTIONS
    /** Like try_make, but throws Error. */
    explicit Client(const Config &config) : Client(try_make(config).value()) {}

    /** Like try_show_record_callback, but throws Error. */
    RecordCallback show_record_callback(std::string_view id) const
    {
        return try_show_record_callback(id).value();
    }

    /** The same with options of this call. */
    RecordCallback show_record_callback(std::string_view id, Call &call) const
    {
        return try_show_record_callback(id, call).value();
    }

    /** Like try_list_record_callbacks, but throws Error. */
    RecordCallbackList list_record_callbacks(const RecordCallbackFilter &filter = {}) const
    {
        return try_list_record_callbacks(filter).value();
    }

    /** The same with options of this call. */
    RecordCallbackList list_record_callbacks(const RecordCallbackFilter &filter, Call &call) const
    {
        return try_list_record_callbacks(filter, call).value();
    }

    /** Like try_replace_credentials, but throws Error. */
    void replace_credentials(const Config &config) const { try_replace_credentials(config).value(); }
#endif

    /** Ends all calls with ErrorKind::cancelled: those that other threads are in, and every later one. Cannot be undone. */
    void shutdown() const noexcept { hwlive_client_shutdown(get()); }

    /** Returns the object of C, for what this class does not offer. It is lent. */
    const hwlive_client *get() const noexcept { return handle_.get(); }

private:
    /* Keeps the function that receives log events until the client is freed. */
    struct Free {
        std::shared_ptr<void> log;
        void operator()(hwlive_client *client) const noexcept { hwlive_client_free(client); }
    };

    Result<RecordCallback> show(std::string_view id, hwlive_call *call) const noexcept
    {
        if (const char *why = Access::unusable(id))
            return Access::invalid(std::string("show record callback: id: ") + why);
        hwlive_record_callback *callback = nullptr;
        hwlive_error *error = nullptr;
        const std::string text(id);
        const hwlive_code code =
            call == nullptr ? hwlive_show_record_callback(handle_.get(), text.c_str(), &callback, &error)
                            : hwlive_show_record_callback_with(handle_.get(), text.c_str(), call, &callback, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        const Access::Handle<hwlive_record_callback, hwlive_record_callback_free> owned(callback);
        return RecordCallback::copy(callback);
    }

    Result<RecordCallbackList> list(const RecordCallbackFilter &filter, hwlive_call *call) const noexcept
    {
        for (const auto &[name, text] : {std::pair("publish_domain", &filter.publish_domain), std::pair("app", &filter.app)})
            if (const char *why = *text ? Access::unusable(**text) : nullptr)
                return Access::invalid(std::string("list record callbacks: ") + name + ": " + why);
        const auto c = [](const std::optional<std::string> &text) { return text ? text->c_str() : nullptr; };
        hwlive_record_callback_list *list = nullptr;
        hwlive_error *error = nullptr;
        const hwlive_code code = hwlive_list_record_callbacks_with(handle_.get(), c(filter.publish_domain), c(filter.app),
                                                                   call, &list, &error);
        if (code != HWLIVE_CODE_OK)
            return Access::error(code, error);
        const Access::Handle<hwlive_record_callback_list, hwlive_record_callback_list_free> owned(list);
        RecordCallbackList to;
        const std::size_t count = hwlive_record_callback_list_count(list);
        to.callbacks.reserve(count);
        for (std::size_t index = 0; index < count; index++)
            to.callbacks.push_back(RecordCallback::copy(hwlive_record_callback_list_at(list, index)));
        if (const std::int64_t total = hwlive_record_callback_list_total(list); total >= 0)
            to.total = total;
        to.is_complete = hwlive_record_callback_list_is_complete(list) != 0;
        to.request_id = Access::text(hwlive_record_callback_list_request_id(list));
        return to;
    }

    Client(hwlive_client *client, std::shared_ptr<void> log) noexcept : handle_(client, Free{std::move(log)}) {}

    std::unique_ptr<hwlive_client, Free> handle_;
};

/** A recording event, as it was posted to notify_callback_url. Anyone can post one, so verify it before you trust it. */
class Notification {
public:
    /** The tolerance with which a signature never gets too old. */
    static constexpr std::chrono::milliseconds for_ever = (std::chrono::milliseconds::max)();

    /** Reads the body of a POST, of at most 1 MiB. */
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
     * Checks that the service signed this notification with the callback's key.
     *
     * `accept` is what you trust, such as RecordCallback::accept. `tolerance` is how long after its auth_timestamp a signature
     * is accepted, 0 or more; the default is HWLIVE_NOTIFICATION_TOLERANCE_MS. `now` is the time to check against, later than
     * the beginning of 1970; the default is this machine's clock.
     */
    Result<void> try_verify(std::string_view key, Accepted accept = Accept::hmacsha256,
                            std::chrono::milliseconds tolerance = default_tolerance,
                            std::optional<Seconds> now = std::nullopt) const noexcept
    {
        /* In C, -1 means "for ever" and 0 means "now". Here they are not meant, only the result of a wrong calculation. */
        if (tolerance.count() < 0)
            return Access::invalid("verify notification: the tolerance is negative");
        if (now && now->time_since_epoch().count() <= 0)
            return Access::invalid("verify notification: the time to check against is not after 1970");
        const std::int64_t tolerance_ms = tolerance == for_ever ? -1 : std::int64_t{tolerance.count()};
        const std::int64_t now_unix = now ? now->time_since_epoch().count() : 0;
        return Access::call("verify notification: key", hwlive_notification_verify, get(), key, accept.bits(),
                            tolerance_ms, now_unix);
    }

#if HWLIVE_EXCEPTIONS
    /** Like try_parse, but throws Error. */
    static Notification parse(std::string_view body) { return try_parse(body).value(); }

    /** Like try_verify, but throws Error. */
    void verify(std::string_view key, Accepted accept = Accept::hmacsha256,
                std::chrono::milliseconds tolerance = default_tolerance,
                std::optional<Seconds> now = std::nullopt) const
    {
        try_verify(key, accept, tolerance, now).value();
    }
#endif

    /** A text that the notification lends; nothing if it was not sent. A temporary notification lends none. */
    using Text = std::optional<std::string_view>;
    /** A number of 0 or more; nothing if none was sent or if it is not such a number. */
    using Number = std::optional<std::int64_t>;

    /**
     * Returns the event, to look for in RecordCallback::events. It is Event::other if it is missing or if this version of the
     * library does not know it.
     */
    Event event() const noexcept { return static_cast<Event>(hwlive_notification_event(handle_.get())); }
    Text project_id() const & noexcept { return text(hwlive_notification_project_id); }
    Text project_id() const && = delete;
    Text job_id() const & noexcept { return text(hwlive_notification_job_id); }
    Text job_id() const && = delete;
    Text task_id() const & noexcept { return text(hwlive_notification_task_id); }
    Text task_id() const && = delete;
    Text event_type() const & noexcept { return text(hwlive_notification_event_type); }
    Text event_type() const && = delete;
    Text publish_domain() const & noexcept { return text(hwlive_notification_publish_domain); }
    Text publish_domain() const && = delete;
    Text app() const & noexcept { return text(hwlive_notification_app); }
    Text app() const && = delete;
    Text stream() const & noexcept { return text(hwlive_notification_stream); }
    Text stream() const && = delete;
    Text record_format() const & noexcept { return text(hwlive_notification_record_format); }
    Text record_format() const && = delete;
    Text download_url() const & noexcept { return text(hwlive_notification_download_url); }
    Text download_url() const && = delete;
    Text play_url() const & noexcept { return text(hwlive_notification_play_url); }
    Text play_url() const && = delete;
    Text asset_id() const & noexcept { return text(hwlive_notification_asset_id); }
    Text asset_id() const && = delete;
    Text start_time() const & noexcept { return text(hwlive_notification_start_time); }
    Text start_time() const && = delete;
    Text end_time() const & noexcept { return text(hwlive_notification_end_time); }
    Text end_time() const && = delete;
    Text obs_location() const & noexcept { return text(hwlive_notification_obs_location); }
    Text obs_location() const && = delete;
    Text obs_bucket() const & noexcept { return text(hwlive_notification_obs_bucket); }
    Text obs_bucket() const && = delete;
    Text obs_object() const & noexcept { return text(hwlive_notification_obs_object); }
    Text obs_object() const && = delete;
    /** Returns the signature. Keep it out of logs. */
    Text auth_sign() const & noexcept { return text(hwlive_notification_auth_sign); }
    Text auth_sign() const && = delete;
    Text auth_timestamp() const & noexcept { return text(hwlive_notification_auth_timestamp); }
    Text auth_timestamp() const && = delete;
    /** Returns the size of the file in bytes. */
    Number file_size() const noexcept { return Access::number(hwlive_notification_file_size(handle_.get())); }
    /** Returns the length of the recording; nothing if none was sent or if it is not a number of 0 or more. */
    std::optional<std::chrono::seconds> record_duration() const noexcept
    {
        const Number seconds = Access::number(hwlive_notification_record_duration(handle_.get()));
        return seconds ? std::optional<std::chrono::seconds>(*seconds) : std::nullopt;
    }
    /** Returns the width of the picture in pixels. */
    Number width() const noexcept { return Access::number(hwlive_notification_width(handle_.get())); }
    /** Returns the height of the picture in pixels. */
    Number height() const noexcept { return Access::number(hwlive_notification_height(handle_.get())); }
    /** Returns when the file begins; nothing if none was sent or if the text is not understood. */
    std::optional<Seconds> start_time_point() const noexcept
    {
        return Access::time(hwlive_notification_start_time_unix(handle_.get()));
    }
    /** Returns when the file ends; nothing if none was sent or if the text is not understood. */
    std::optional<Seconds> end_time_point() const noexcept
    {
        return Access::time(hwlive_notification_end_time_unix(handle_.get()));
    }

    /** Returns the body as it was received; empty if the notification was moved from. */
    std::string_view json() const & noexcept
    {
        std::size_t length = 0;
        const char *const body = hwlive_notification_json(handle_.get(), &length);
        return body != nullptr ? std::string_view(body, length) : std::string_view();
    }
    std::string_view json() const && = delete;

    /** Returns the object of C, for what this class does not offer. It is lent. */
    const hwlive_notification *get() const noexcept { return handle_.get(); }

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
