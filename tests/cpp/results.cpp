// The forms that do not throw, without exceptions and without run-time types: run by the stand-in with scenario.json.
#include <hwlive.hpp>

#include <string>

#include "check.hpp"

using namespace std::chrono_literals;
using hwlive::ErrorKind;

#if HWLIVE_EXCEPTIONS
#error "to be compiled with -fno-exceptions"
#endif

// From the other source file of the program: the header may be in both.
std::string other_source(const hwlive::Client &client);

int main()
{
    hwlive::Config config;
    config.load_environment().timeout(20s);
    hwlive::Result<hwlive::Client> made = hwlive::Client::try_make(config);
    CHECK(made);
    const hwlive::Client client = *std::move(made);
    CHECK(other_source(client) == "bare");

    const hwlive::Result<hwlive::RecordCallback> unknown = client.try_show_record_callback("unknown");
    CHECK(!unknown && unknown.error().kind() == ErrorKind::not_found && unknown.error().http_status() == 404);
    CHECK(unknown.error().service_code() == "LIVE.100011001" && unknown.error().request_id());

    hwlive::Call call;
    call.timeout(20s).header("traceparent", "00-1").access_key("STANDINACCESSKEY0001", "stand-in-secret-key-that-opens-nothing01");
    CHECK(client.try_show_record_callback("bare", call));
    hwlive::CallReport report = call.report();
    CHECK(report.attempts == 1 && report.connection_reused && report.peer_address && !report.lookup && !report.proxy);
    CHECK(report.first_byte && *report.first_byte <= *report.total && report.bytes_sent > 0 && report.bytes_received > 0);
    CHECK(client.try_show_record_callback("unknown", call).error().kind() == ErrorKind::not_found);
    call.cancel();
    CHECK(client.try_show_record_callback("bare", call).error().kind() == ErrorKind::cancelled);
    hwlive::Call refused_call;
    refused_call.header("Host", "h").timeout(0s);
    CHECK(refused_call.error() && refused_call.error()->kind() == ErrorKind::invalid_argument);
    CHECK(client.try_show_record_callback("bare", refused_call).error().what() == std::string(refused_call.error()->what()));
    refused_call = hwlive::Call();
    CHECK(client.try_show_record_callback("bare", refused_call));
    const hwlive::Call moved = std::move(refused_call);
    CHECK(client.try_show_record_callback("bare", refused_call).error().kind() == ErrorKind::invalid_argument);
    CHECK(refused_call.header("x", "y").error()->kind() == ErrorKind::invalid_argument);
    refused_call.cancel();
    report = refused_call.report();
    CHECK(report.attempts == 0 && !report.total && !report.peer_address && !report.tls_version);

    hwlive::Result<hwlive::RecordCallbackList> list = client.try_list_record_callbacks();
    CHECK(list && list->is_complete && list->total == std::int64_t(list->callbacks.size()) && list->request_id);
    bool has_bare = false;
    for (const hwlive::RecordCallback &callback : *list)
        has_bare = has_bare || (callback.id == "bare" && callback.json.find("bare") != std::string::npos);
    CHECK(has_bare);
    hwlive::RecordCallbackFilter filter;
    filter.publish_domain = "none.example.com";
    CHECK(client.try_list_record_callbacks(filter)->callbacks.empty());
    hwlive::Call listing;
    CHECK(client.try_list_record_callbacks(filter, listing) && listing.report().attempts == 1);
    filter.app = std::string("a\0b", 3);
    CHECK(client.try_list_record_callbacks(filter).error().kind() == ErrorKind::invalid_argument);
    filter.app = "";
    CHECK(client.try_list_record_callbacks(filter).error().kind() == ErrorKind::invalid_argument);

    CHECK(!client.try_replace_credentials(hwlive::Config()));
    CHECK(client.try_replace_credentials(config));
    const hwlive::Result<hwlive::Client> refused = hwlive::Client::try_make(config.endpoint("ftp://live.example.com"));
    CHECK(!refused && refused.error().kind() == ErrorKind::invalid_argument);

    int lines = 0;
    config = hwlive::Config();
    config.load_environment().log(hwlive::LogLevel::debug, [&lines](hwlive::LogLevel, std::string_view) { ++lines; });
    config.credentials_provider([](hwlive::Credentials &) -> hwlive::Result<void> {
        return hwlive::Error(ErrorKind::timeout, "the vault is slow");
    });
    const hwlive::Result<hwlive::Client> without = hwlive::Client::try_make(config);
    CHECK(without && without->try_show_record_callback("bare").error().kind() == ErrorKind::credentials);
    config.credentials_provider([](hwlive::Credentials &credentials) {
        credentials.access_key("STANDINACCESSKEY0001", "stand-in-secret-key-that-opens-nothing01");
    });
    CHECK(without->try_replace_credentials(config));
    CHECK(without->try_show_record_callback("bare").has_value() && lines > 0);

    hwlive::Result<hwlive::Notification> read = hwlive::Notification::try_parse("{\"stream\": \"a\"}");
    CHECK(read && read->stream() == "a");
    CHECK(read->try_verify("key").error().kind() == ErrorKind::unsigned_);
    CHECK(read->try_verify("key", hwlive::Accept::hmacsha256 | hwlive::Accept::md5 | hwlive::Accept::unsigned_));
    CHECK(!hwlive::Notification::try_parse("[]"));
}
