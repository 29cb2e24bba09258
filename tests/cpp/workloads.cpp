// Credentials of workloads, and agencies that credentials assume: run by the stand-in with scenario.json.
#include <hwlive.hpp>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "check.hpp"

using namespace std::chrono_literals;
using hwlive::Client;
using hwlive::Config;
using hwlive::ErrorKind;

// What the stand-in has if it is told nothing else.
#define DOMAIN_ID "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
static constexpr std::string_view idp_id = "stand-in-idp";
static constexpr std::string_view provider_urn = "iam::" DOMAIN_ID ":oidcProvider:stand-in-idp";
static constexpr std::string_view agency_name = "stand-in-agency";
static constexpr std::string_view agency_urn = "iam::" DOMAIN_ID ":agency:stand-in-agency";
static constexpr std::string_view id_token = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJod2xpdmUtc3RhbmQtaW4ifQ.opens-nothing";
static constexpr std::string_view missing = "no-such-file";

static std::string url(const char *path)
{
    const char *endpoint = std::getenv("HUAWEICLOUD_SDK_ENDPOINT");
    CHECK(endpoint != nullptr);
    return std::string(endpoint) + path;
}

static bool shows(const Config &config)
{
    return Client(config).show_record_callback("bare").id == "bare";
}

static bool fails(const Config &config, ErrorKind kind, int status, std::string_view says)
{
    const auto shown = Client(config).try_show_record_callback("bare");
    return !shown && shown.error().kind() == kind && shown.error().http_status() == status &&
           std::string_view(shown.error().what()).find(says) != std::string_view::npos;
}

static bool refused(const Config &config, std::string_view says)
{
    return config.error() && config.error()->kind() == ErrorKind::invalid_argument &&
           std::string_view(config.error()->what()).find(says) != std::string_view::npos;
}

// The keys are those of the file's token: another file is named by the error.
static void files(std::string_view file)
{
    Config config;
    config.load_environment();
    CHECK(shows(config.identity_provider(idp_id, file)));
    CHECK(fails(config.identity_provider(idp_id, missing), ErrorKind::credentials, 0, missing));
    CHECK(shows(config.oidc(provider_urn, agency_urn, std::nullopt, file)));
    CHECK(fails(config.oidc(provider_urn, agency_urn, std::nullopt, missing), ErrorKind::credentials, 0, missing));
    CHECK(shows(config.pod_identity(url("/v1/credentials"), file)));
    CHECK(fails(config.pod_identity(url("/v1/credentials"), missing), ErrorKind::credentials, 0, missing));
    CHECK(!config.error());
}

static void token_in_memory()
{
    Config config;
    config.load_environment().oidc_session("cpp-test", 15min, "{}", "policy-1,policy-2");
    CHECK(shows(config.oidc(provider_urn, agency_urn, id_token)));
    CHECK(fails(config.oidc("iam::1:oidcProvider:other", agency_urn, id_token), ErrorKind::service, 404, "STS5.1107"));
    CHECK(fails(config.oidc(provider_urn, "iam::1:agency:other", id_token), ErrorKind::service, 404, "STS5.1106"));
    config.oidc(provider_urn, agency_urn, id_token);
    CHECK(fails(config.sts_endpoint("http://127.0.0.1:1").max_retries(0), ErrorKind::connect, 0, "http://127.0.0.1:1"));
    CHECK(!config.error());
}

static void agencies()
{
    Config config;
    config.load_environment().agency_session("cpp-test", 12h, "{}", "policy-1");
    CHECK(shows(config.agency(agency_urn, "cpp-test")));
    CHECK(fails(config.agency("iam::1:agency:other"), ErrorKind::service, 404, "STS5.1106"));
    config.agency_session(std::nullopt, 24h);
    CHECK(shows(config.agency_by_name(agency_name, "stand-in-account")));
    CHECK(shows(config.agency_by_name(agency_name, std::nullopt, DOMAIN_ID)));
    CHECK(fails(config.agency_by_name(agency_name, "other"), ErrorKind::service, 404, "agency"));
    CHECK(fails(config.agency_by_name(agency_name, std::nullopt, "1"), ErrorKind::service, 404, "agency"));
    CHECK(shows(config.agency(std::nullopt)));

    // Whether a session is allowed is known once the agency is.
    const auto made = Client::try_make(config.agency(agency_urn));
    CHECK(!made && made.error().kind() == ErrorKind::invalid_argument);
    CHECK(shows(config.agency_session()));
    CHECK(!config.error());
}

static void what_is_refused()
{
    CHECK(refused(Config().sts_endpoint("ftp://sts.example.com"), "STS endpoint"));
    CHECK(refused(Config().identity_provider("", "f"), "identity provider id"));
    CHECK(refused(Config().identity_provider("i", ""), "ID token file"));
    CHECK(refused(Config().oidc("p", "", "t"), "OIDC agency URN"));
    CHECK(refused(Config().oidc("p", "a", std::nullopt), "both NULL"));
    CHECK(refused(Config().oidc("p", "a", "t", "f"), "both given"));
    CHECK(refused(Config().oidc("p", "a", std::string_view("t\0", 2)), "NUL"));
    CHECK(refused(Config().pod_identity("http://192.0.2.1/", "f"), "pod identity URI"));
    CHECK(refused(Config().agency(agency_urn, "x"), "external id"));
    CHECK(refused(Config().agency(std::nullopt, "external"), "agency_urn is NULL"));
    CHECK(refused(Config().agency_by_name("a", std::nullopt), "both NULL"));
    CHECK(refused(Config().agency_by_name("a", "d", "1"), "both given"));
    for (const std::chrono::seconds duration : {std::chrono::seconds(-1), std::chrono::seconds((1LL << 32) + 900)}) {
        CHECK(refused(Config().oidc_session(std::nullopt, duration), "duration"));
        CHECK(refused(Config().agency_session(std::nullopt, duration), "duration"));
    }
    CHECK(refused(Config().oidc_session(std::nullopt, 12h + 1s), "session duration"));
    CHECK(refused(Config().agency_session(std::nullopt, 24h + 1s), "session duration"));
    CHECK(refused(Config().oidc_session("x"), "session name"));
    CHECK(refused(Config().agency_session("ok", 0s, ""), "session policy"));
    CHECK(refused(Config().agency_session("ok", 0s, std::nullopt, ""), "session policy ids"));
}

int main()
{
    const char *const file = "id-token";
    std::ofstream(file) << id_token << '\n';
    files(file);
    token_in_memory();
    agencies();
    what_is_refused();
}
