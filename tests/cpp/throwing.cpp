// The forms that throw, values and moves, one client in several threads: run by the stand-in with scenario.json.
#include <hwlive.hpp>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "check.hpp"

using namespace std::chrono_literals;
using hwlive::Client;
using hwlive::Config;
using hwlive::ErrorKind;
using hwlive::Notification;
using hwlive::RecordCallback;

template <class T>
constexpr bool moves_only = std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T> &&
                            !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;
static_assert(moves_only<Client> && moves_only<Notification>);
static_assert(std::is_move_constructible_v<hwlive::Call> && !std::is_copy_constructible_v<hwlive::Call>);
static_assert(std::is_move_constructible_v<Config> && !std::is_copy_constructible_v<Config>);
static_assert(std::is_copy_constructible_v<RecordCallback> && std::is_nothrow_move_constructible_v<RecordCallback>);
static_assert(std::is_base_of_v<std::exception, hwlive::Error> && std::is_nothrow_copy_constructible_v<hwlive::Error>);

// What a temporary result has is moved out of it: a reference to it would be invalid in the body of a loop over it.
template <class T>
constexpr bool moves_out = std::is_same_v<decltype(std::declval<hwlive::Result<T>>().value()), T> &&
                           std::is_same_v<decltype(*std::declval<hwlive::Result<T>>()), T> &&
                           std::is_same_v<decltype(std::declval<hwlive::Result<T>>().error()), hwlive::Error>;
static_assert(moves_out<Client> && moves_out<RecordCallback> && moves_out<hwlive::RecordCallbackList>);
static_assert(std::is_same_v<decltype(std::declval<hwlive::Result<void>>().error()), hwlive::Error>);

// A temporary notification lends no text, which would be invalid at once.
template <class From>
auto lends(int) -> decltype(std::declval<From>().app(), std::true_type());
template <class From>
auto lends(long) -> std::false_type;
template <class From>
auto lends_json(int) -> decltype(std::declval<From>().json(), std::true_type());
template <class From>
auto lends_json(long) -> std::false_type;
static_assert(decltype(lends<const Notification &>(0))::value && decltype(lends_json<const Notification &>(0))::value);
static_assert(!decltype(lends<Notification>(0))::value && !decltype(lends_json<Notification>(0))::value);

// Calls what has to throw; returns what it threw.
template <class Call>
static hwlive::Error thrown(Call call)
{
    try {
        call();
    } catch (const std::exception &error) {
        const auto *ours = dynamic_cast<const hwlive::Error *>(&error);
        CHECK(ours != nullptr);
        return *ours;
    }
    std::fputs("nothing was thrown\n", stderr);
    std::exit(1);
}

static void every_field()
{
    const RecordCallback callback = [] {
        Client client(Config().load_environment().timeout(20s).user_agent("cpp-test/1"));
        return client.show_record_callback("every-field");
    }();
    CHECK(callback.id == "every-field");
    CHECK(callback.publish_domain == "push.example.com");
    CHECK(callback.app == "直播");
    CHECK(callback.notify_callback_url == "https://callback.example.com/record?a=1&b=ü");
    CHECK(callback.notify_event_subscription.size() == 5);
    CHECK(callback.notify_event_subscription.at(2) == "RECORD_OVER");
    CHECK(callback.events == 31);
    CHECK(callback.sign_type_text == "MD5" && callback.sign_type == hwlive::SignType::md5);
    CHECK(callback.accept == hwlive::Accept::md5 && callback.accept == HWLIVE_ACCEPT_MD5);
    CHECK(callback.events.contains(hwlive::Event::record_failed) && !callback.events.contains(hwlive::Event::other));
    CHECK(callback.create_time == "2020-08-21T08:10:30Z");
    CHECK(callback.create_time_point == hwlive::Seconds(1597997430s));
    CHECK(callback.update_time_point == hwlive::Seconds(1709251199s));
    CHECK(callback.request_id && !callback.request_id->empty());
    CHECK(callback.json.find("\"id\"") != std::string::npos);
}

static void what_was_not_sent()
{
    const Client client(Config().load_environment());
    hwlive::Call call;
    CHECK(client.show_record_callback("bare", call.timeout(20s)).id == "bare" && call.report().attempts == 1);
    std::thread([&call] { call.cancel(); }).join();
    CHECK(thrown([&] { client.show_record_callback("bare", call); }).kind() == ErrorKind::cancelled);
    const RecordCallback callback = client.show_record_callback("bare");
    CHECK(!callback.publish_domain && !callback.app && !callback.notify_callback_url && !callback.sign_type_text);
    CHECK(!callback.create_time && !callback.create_time_point && !callback.update_time && !callback.update_time_point);
    CHECK(callback.notify_event_subscription.empty() && callback.events == HWLIVE_EVENT_RECORD_FILE_COMPLETE);
    CHECK(callback.sign_type == hwlive::SignType::hmacsha256 && callback.json == "{\"id\": \"bare\"}");
    std::string ids;
    for (const RecordCallback &each : client.try_list_record_callbacks().value())
        ids += each.id + ' ';
    for (const RecordCallback &each : *client.try_list_record_callbacks())
        ids += each.id + ' ';
    CHECK(ids.find("bare ") != ids.rfind("bare "));
}

static void errors()
{
    Config config;
    config.load_environment();
    const Client client(config);
    const hwlive::Error unknown = thrown([&] { (void)client.show_record_callback("unknown"); });
    CHECK(unknown.kind() == ErrorKind::not_found && unknown.http_status() == 404);
    CHECK(unknown.service_code() == "LIVE.100011001" && unknown.service_message() && unknown.request_id());
    CHECK(unknown.attempts() == 1 && !unknown.is_retryable() && !unknown.retry_after());
    CHECK(std::string(unknown.what()).find("404") != std::string::npos);
    hwlive::Error copy = unknown;
    CHECK(unknown.code() == HWLIVE_CODE_NOT_FOUND && std::string(hwlive::version()) == HWLIVE_VERSION);
    const hwlive::Error moved = std::move(copy);
    CHECK(moved.kind() == ErrorKind::not_found && copy.kind() == ErrorKind::not_found && copy.what()[0] != '\0');
    CHECK(thrown([&] { (void)client.show_record_callback("cut-off"); }).kind() == ErrorKind::connect);

    config.timeout(300ms);
    const hwlive::Error late = thrown([&] { (void)Client(config).show_record_callback("late"); });
    CHECK(late.kind() == ErrorKind::timeout && late.is_retryable() && late.http_status() == 0 && !late.request_id());

    const std::string nul("bare\0", 5);
    CHECK(thrown([&] { (void)client.show_record_callback(nul); }).kind() == ErrorKind::invalid_argument);
    CHECK(thrown([&] { (void)client.show_record_callback(""); }).kind() == ErrorKind::invalid_argument);

    // The first refusal of a setting is kept, and told by whoever is made of the settings.
    config.endpoint("ftp://live.example.com").project_id(nul);
    CHECK(config.error() && config.error()->kind() == ErrorKind::invalid_argument);
    CHECK(std::string(config.error()->what()).find("ftp") != std::string::npos);
    CHECK(std::string(thrown([&] { (void)Client(config); }).what()) == config.error()->what());
    CHECK(Config().project_id(nul).error()->kind() == ErrorKind::invalid_argument);
    CHECK(Config().access_key("AK", "SK", std::string_view(nul)).error()->kind() == ErrorKind::invalid_argument);
    for (const auto limit : {-1ms, 0ms, std::chrono::milliseconds(1LL << 32)})
        CHECK(Config().timeout(limit).error()->kind() == ErrorKind::invalid_argument);
    CHECK(!Config().timeout(std::chrono::milliseconds((1LL << 32) - 1)).error());
}

static void moves()
{
    Config config;
    config.load_environment();
    Client first(config);
    Client second(std::move(first));
    CHECK(second.show_record_callback("bare").id == "bare");
    CHECK(thrown([&] { (void)first.show_record_callback("bare"); }).kind() == ErrorKind::invalid_argument);
    first.shutdown();
    first = std::move(second);
    CHECK(first.show_record_callback("bare").id == "bare");
    first.shutdown();
    CHECK(thrown([&] { (void)first.show_record_callback("bare"); }).kind() == ErrorKind::cancelled);

    const Config moved(std::move(config));
    CHECK(Client(moved).show_record_callback("bare").id == "bare");
    CHECK(config.timeout(1s).error()->kind() == ErrorKind::invalid_argument);
}

static void credentials()
{
    const Client client(Config().load_environment());
    client.replace_credentials(Config().access_key("STANDINACCESSKEY0001", "wrong"));
    const hwlive::Error wrong = thrown([&] { (void)client.show_record_callback("bare"); });
    CHECK(wrong.kind() == ErrorKind::unauthorized && wrong.service_code() == "APIGW.0301");
    client.replace_credentials(Config().load_environment());
    CHECK(client.show_record_callback("bare").id == "bare");
    CHECK(thrown([&] { client.replace_credentials(Config()); }).kind() == ErrorKind::credentials);
}

// Counts what is told, and lives as long as somebody may tell it something.
struct Listener {
    std::shared_ptr<std::atomic<int>> lines;
    void operator()(hwlive::LogLevel level, std::string_view line) const
    {
        CHECK(level <= hwlive::LogLevel::debug && !line.empty());
        ++*lines;
        throw 1;
    }
};

static void log()
{
    auto lines = std::make_shared<std::atomic<int>>(0);
    std::optional<Client> client;
    {
        Config config;
        config.load_environment().log(hwlive::LogLevel::debug, Listener{lines});
        client.emplace(config);
        // The client goes on with what it was made with.
        config.log(hwlive::LogLevel::debug, [](hwlive::LogLevel, std::string_view) { CHECK(false); }).log_off();
        CHECK(Client(config).show_record_callback("bare").id == "bare");
    }
    CHECK(*lines == 0 && lines.use_count() == 2);
    Client moved = *std::move(client);
    CHECK(moved.show_record_callback("bare").id == "bare" && *lines > 0 && lines.use_count() == 2);
    moved = Client(Config().load_environment());
    CHECK(lines.use_count() == 1);
}

constexpr const char *access_key = "STANDINACCESSKEY0001";
constexpr const char *secret_key = "stand-in-secret-key-that-opens-nothing01";

// What a client with this provider makes of a call.
template <class Provider>
static hwlive::Result<RecordCallback> provided_by(Provider provider)
{
    return Client(Config().load_environment().credentials_provider(std::move(provider))).try_show_record_callback("bare");
}

static void give(hwlive::Credentials &credentials)
{
    credentials.access_key(access_key, secret_key).expiry(std::chrono::system_clock::now() + 1h);
    CHECK(!credentials.error());
}

static void provider()
{
    CHECK(provided_by(give));
    CHECK(provided_by([own = std::make_unique<std::string>(secret_key)](hwlive::Credentials &credentials) {
        credentials.access_key(access_key, *own);
        return hwlive::Result<void>();
    }));
    const auto fails = [](auto provider) {
        const auto result = provided_by(std::move(provider));
        return !result && result.error().kind() == ErrorKind::credentials;
    };
    CHECK(fails([](hwlive::Credentials &) {}));
    CHECK(fails([](hwlive::Credentials &) { throw 1; }));
    CHECK(fails([](hwlive::Credentials &) { throw hwlive::Error(ErrorKind::timeout, "the vault is slow"); }));
    CHECK(fails([](hwlive::Credentials &credentials) {
        credentials.access_key(access_key, secret_key).auth_token(std::string_view("to\0ken", 6));
        CHECK(credentials.error() && credentials.error()->kind() == ErrorKind::invalid_argument);
    }));
    CHECK(fails([](hwlive::Credentials &credentials) { credentials.auth_token("token").expiry({}).expiry(hwlive::Seconds(-1s)); }));
}

// Its client may be gone when the function returns; what it uses is not, and is destroyed then.
static void provider_that_outlives_its_client()
{
    struct Used {
        std::promise<void> may_return, destroyed;
        ~Used() { destroyed.set_value(); }
    };
    auto used = std::make_unique<Used>();
    std::promise<void> &may_return = used->may_return;
    std::future<void> destroyed = used->destroyed.get_future();
    {
        Config config;
        config.load_environment().timeout(200ms);
        config.credentials_provider([used = std::move(used)](hwlive::Credentials &credentials) {
            used->may_return.get_future().wait();
            give(credentials);
        });
        const Client client(config);
        CHECK(thrown([&] { (void)client.show_record_callback("bare"); }).kind() == ErrorKind::timeout);
    }
    CHECK(destroyed.wait_for(0s) == std::future_status::timeout);
    may_return.set_value();
    destroyed.wait();

    // Settings that are refused have taken nothing.
    Config gone;
    const Config there(std::move(gone));
    auto count = std::make_shared<int>();
    CHECK(gone.credentials_provider([count](hwlive::Credentials &) {}).error()->kind() == ErrorKind::invalid_argument);
    CHECK(gone.log(hwlive::LogLevel::info, [count](hwlive::LogLevel, std::string_view) {}).error());
    CHECK(count.use_count() == 1);
}

static void threads()
{
    const Client client(Config().load_environment());
    std::atomic<int> good{0};
    std::vector<std::thread> all;
    for (int thread = 0; thread < 8; thread++)
        all.emplace_back([&] {
            for (int call = 0; call < 25; call++)
                good += client.show_record_callback("录制回调").id == "录制回调" &&
                        thrown([&] { (void)client.show_record_callback("unknown"); }).http_status() == 404;
        });
    for (std::thread &thread : all)
        thread.join();
    CHECK(good == 8 * 25);
}

static void notifications()
{
    const std::string body =
        "{\"event_type\": \"RECORD_FILE_COMPLETE\", \"publish_domain\": \"push.example.com\", \"app\": \"live\", "
        "\"stream\": \"直播\", \"download_url\": \"https://obs.example.com/record-1.m3u8\", \"file_size\": 3957964, "
        "\"record_duration\": 120, \"start_time\": \"2020-03-08T14:10:25Z\", \"auth_timestamp\": 1583676745, "
        "\"auth_sign\": \"e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78\"}";
    const std::string key = "0123456789abcdef0123456789abcdef";
    const hwlive::Seconds now(1583676745s);
    Notification notification = Notification::parse(body);
    CHECK(notification.event() == hwlive::Event::record_file_complete);
    CHECK(Client(Config().load_environment()).show_record_callback("bare").events.contains(notification.event()));
    CHECK(notification.stream() == "直播" && notification.file_size() == 3957964 && !notification.play_url());
    CHECK(notification.record_duration() == 120s && !notification.width());
    CHECK(notification.start_time_point() == hwlive::Seconds(1583676625s) && !notification.end_time_point());
    CHECK(notification.json() == body);
    notification.verify(key, HWLIVE_ACCEPT_HMACSHA256, 15min, now);
    notification.verify(key, HWLIVE_ACCEPT_HMACSHA256, Notification::for_ever);
    CHECK(thrown([&] { notification.verify(key); }).kind() == ErrorKind::expired);
    // What C takes for "for ever" and for "now" may come of a difference of times, and is no such wish.
    for (const auto &[tolerance, time] : {std::pair(-1ms, now), std::pair(-2ms, now), std::pair(0ms, hwlive::Seconds())})
        CHECK(notification.try_verify(key, HWLIVE_ACCEPT_HMACSHA256, tolerance, time).error().kind() ==
              ErrorKind::invalid_argument);
    CHECK(thrown([&] { notification.verify("other", HWLIVE_ACCEPT_HMACSHA256, 15min, now); }).kind() ==
          ErrorKind::wrong_signature);
    CHECK(thrown([&] { (void)Notification::parse(""); }).kind() == ErrorKind::malformed);
    CHECK(thrown([&] { (void)Notification::parse(std::string_view()); }).kind() == ErrorKind::malformed);
    const Notification moved(std::move(notification));
    CHECK(moved.json() == body && notification.json().empty() && !notification.stream());
    CHECK(thrown([&] { notification.verify(key); }).kind() == ErrorKind::invalid_argument);
}

int main()
{
    every_field();
    what_was_not_sent();
    errors();
    moves();
    credentials();
    log();
    provider();
    provider_that_outlives_its_client();
    threads();
    notifications();
}
