/* Calls every function that can fail in every way that a caller can bring about, and prints the function and the code that it
 * returned, a line each. tests/header_truth.rs compares them with the comments in the header. */
#include <hwlive.h>

#include "server.h"

#define TRY(function, ...)                                                                         \
    do {                                                                                           \
        hwlive_error *error_ = RUBBISH;                                                            \
        const hwlive_code code_ = function(__VA_ARGS__, &error_);                                  \
        CHECK(hwlive_error_code(error_) == code_);                                                 \
        printf("%s %d\n", #function, (int)code_);                                                  \
        hwlive_error_free(error_);                                                                 \
    } while (0)

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static char much[200000];

/* What a text may be that somebody passes by mistake, or on purpose, and some that are good. */
static const char *const TEXTS[] = {
    NULL, "", " ", ".", "..", "/", "a b", "a,b", "\xff", "\n", "a\nb", "\x7f", "\xe5\xbd\x95", "p", "cn-north-4", "cn_x-1",
    "http://127.0.0.1:9", "https://live.example.com/a/", "http://live.example.com", "socks5://h", "ftp://h", "http://u:p@h",
    "https://h?q", "https://h:99999", "https://", "[::1]", "https://h,http://127.0.0.1", "/nowhere", "/", "/dev/null", much,
};

/* Answers as the first part of the path says: 0 closes, 1 never answers, 2 is not HTTP, else it is the status. With a `g`
 * after it the answer is the gateway's. */
static void answer(const char *request, char *text, size_t size)
{
    const char *path = strchr(request, '/');
    char *rest = NULL;
    /* The first byte of a TLS handshake is 22. */
    const unsigned long what = request[0] == 22 ? 2 : path == NULL ? 0 : strtoul(path + 1, &rest, 10);

    if (what == 1)
        for (;;)
            pause();
    if (what == 2)
        snprintf(text, size, "220 mail.example.com ESMTP\r\n\r\n");
    if (what > 2)
        snprintf(text, size, "HTTP/1.1 %lu X\r\nConnection: close\r\n\r\n{\"id\":\"1\",\"callback_config\":[]%s}", what,
                 *rest == 'g' ? ",\"error_code\":\"APIGW.0101\"" : "");
}

static struct server server;

static void url_of(char url[64], const char *scheme, const char *what)
{
    snprintf(url, 64, "%s://127.0.0.1:%u/%s", scheme, server.port, what);
}

static hwlive_config *config_of(const char *scheme, const char *what)
{
    char url[64];
    hwlive_config *config = server_config(&server, scheme, "p");

    url_of(url, scheme, what);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, url, error_out));
    return config;
}

/* Makes a client, calls once, and frees both. */
static void show(hwlive_config *config, const char *id)
{
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    hwlive_record_callback_list *list = NULL;

    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    TRY(hwlive_show_record_callback, client, id, &callback);
    hwlive_record_callback_free(callback);
    TRY(hwlive_show_record_callback_with, client, id, NULL, &callback);
    hwlive_record_callback_free(callback);
    TRY(hwlive_list_record_callbacks, client, NULL, NULL, &list);
    hwlive_record_callback_list_free(list);
    TRY(hwlive_list_record_callbacks_with, client, NULL, NULL, NULL, &list);
    hwlive_record_callback_list_free(list);
    hwlive_client_free(client);
    hwlive_config_free(config);
}

static hwlive_code supply(hwlive_credentials *credentials, void *userdata)
{
    size_t i;

    for (i = 0; i < COUNT(TEXTS); i++) {
        TRY(hwlive_credentials_set_access_key, credentials, TEXTS[i], "sk", NULL);
        TRY(hwlive_credentials_set_access_key, credentials, "ak", TEXTS[i], NULL);
        TRY(hwlive_credentials_set_access_key, credentials, "ak", "sk", TEXTS[i]);
        TRY(hwlive_credentials_set_auth_token, credentials, TEXTS[i]);
    }
    TRY(hwlive_credentials_set_access_key, NULL, "ak", "sk", NULL);
    TRY(hwlive_credentials_set_auth_token, NULL, "t");
    TRY(hwlive_credentials_set_expiry_unix, NULL, 0);
    TRY(hwlive_credentials_set_expiry_unix, credentials, -1);
    TRY(hwlive_credentials_set_expiry_unix, credentials, INT64_MAX);
    TRY(hwlive_credentials_set_expiry_unix, credentials, INT64_MAX / 2);
    TRY(hwlive_credentials_set_expiry_unix, credentials, 4000000000);
    return userdata == NULL ? HWLIVE_CODE_OK : HWLIVE_CODE_OTHER;
}

static void write_nothing(int32_t level, const char *message, void *userdata)
{
    (void)level, (void)message, (void)userdata;
}

static void setters(void)
{
    hwlive_config *const configs[] = {NULL, hwlive_config_new()};
    size_t c, i;
    int32_t number;

    for (c = 0; c < COUNT(configs); c++) {
        hwlive_config *const config = configs[c];

        for (i = 0; i < COUNT(TEXTS); i++) {
            const char *const text = TEXTS[i];

            TRY(hwlive_config_set_region, config, text);
            TRY(hwlive_config_set_endpoint, config, text);
            TRY(hwlive_config_set_iam_endpoint, config, text);
            TRY(hwlive_config_set_metadata_endpoint, config, text);
            TRY(hwlive_config_define_region, config, text, "https://h");
            TRY(hwlive_config_define_region, config, "cn-x-1", text);
            TRY(hwlive_config_set_project_id, config, text);
            TRY(hwlive_config_set_access_key, config, text, "sk", NULL);
            TRY(hwlive_config_set_access_key, config, "ak", text, NULL);
            TRY(hwlive_config_set_access_key, config, "ak", "sk", text);
            TRY(hwlive_config_set_auth_token, config, text);
            TRY(hwlive_config_set_iam_user, config, text, "p", "d");
            TRY(hwlive_config_set_iam_user, config, "u", text, "d");
            TRY(hwlive_config_set_iam_user, config, "u", "p", text);
            TRY(hwlive_config_set_sts_endpoint, config, text);
            TRY(hwlive_config_set_identity_provider, config, text, "file");
            TRY(hwlive_config_set_identity_provider, config, "idp", text);
            TRY(hwlive_config_set_oidc, config, text, "agency", NULL, "file");
            TRY(hwlive_config_set_oidc, config, "provider", text, "token", NULL);
            TRY(hwlive_config_set_oidc, config, "provider", "agency", text, NULL);
            TRY(hwlive_config_set_oidc, config, "provider", "agency", text, text);
            TRY(hwlive_config_set_oidc_session, config, text, 0, NULL, NULL);
            TRY(hwlive_config_set_oidc_session, config, NULL, 899 + (uint32_t)i, text, NULL);
            TRY(hwlive_config_set_oidc_session, config, NULL, 0, NULL, text);
            TRY(hwlive_config_set_pod_identity, config, text, "file");
            TRY(hwlive_config_set_pod_identity, config, "http://127.0.0.1", text);
            TRY(hwlive_config_set_agency, config, text, text);
            TRY(hwlive_config_set_agency, config, text, NULL);
            TRY(hwlive_config_set_agency_by_name, config, text, "d", NULL);
            TRY(hwlive_config_set_agency_by_name, config, "a", text, text);
            TRY(hwlive_config_set_agency_by_name, config, "a", NULL, text);
            TRY(hwlive_config_set_agency_session, config, text, 86399 + (uint32_t)i, NULL, NULL);
            TRY(hwlive_config_set_agency_session, config, NULL, 0, text, text);
            TRY(hwlive_config_set_proxy, config, text);
            TRY(hwlive_config_add_resolve, config, text);
            TRY(hwlive_config_set_local_address, config, text);
            TRY(hwlive_config_set_ca_file, config, text);
            TRY(hwlive_config_set_client_certificate, config, text, "k");
            TRY(hwlive_config_set_client_certificate, config, "c", text);
            TRY(hwlive_config_set_ca_pem, config, text);
            TRY(hwlive_config_set_client_certificate_pem, config, text, "k");
            TRY(hwlive_config_set_client_certificate_pem, config, "c", text);
            TRY(hwlive_config_set_pinned_public_keys, config, text);
            TRY(hwlive_config_set_user_agent, config, text);
            TRY(hwlive_config_load_profile, config, text);
            TRY(hwlive_config_load_koocli_profile, config, text, NULL);
            TRY(hwlive_config_load_koocli_profile, config, "/nowhere", text);
            TRY(hwlive_config_load_regions_file, config, text);
        }
        for (number = -1; number < 12; number++) {
            TRY(hwlive_config_set_region_by_pattern, config, number);
            TRY(hwlive_config_set_trust, config, number);
            TRY(hwlive_config_set_min_tls_version, config, number);
            TRY(hwlive_config_set_timeout_ms, config, (uint32_t)number);
            TRY(hwlive_config_set_connect_timeout_ms, config, (uint32_t)number);
            TRY(hwlive_config_set_max_retries, config, (uint32_t)number);
            TRY(hwlive_config_set_insecure, config, number);
            TRY(hwlive_config_set_ip_family, config, number);
            TRY(hwlive_config_set_signing_algorithm, config, number);
            TRY(hwlive_config_set_log, config, number, write_nothing, NULL);
            TRY(hwlive_config_set_log, config, number, NULL, NULL);
            TRY(hwlive_config_load_default, config, number);
        }
        TRY(hwlive_config_load_environment, config);
        TRY(hwlive_config_set_metadata_credentials, config);
        TRY(hwlive_config_set_credentials_provider, config, NULL, NULL);
        TRY(hwlive_config_set_credentials_provider, config, supply, NULL);
        TRY(hwlive_config_set_credentials_provider_with_release, config, NULL, NULL, NULL);
        TRY(hwlive_config_set_credentials_provider_with_release, config, supply, NULL, NULL);
        hwlive_config_free(config);
    }
}

static void options(void)
{
    hwlive_call *const calls[] = {NULL, hwlive_call_new()};
    size_t c, i;

    for (c = 0; c < COUNT(calls); c++) {
        for (i = 0; i < COUNT(TEXTS); i++) {
            TRY(hwlive_call_add_header, calls[c], TEXTS[i], "v");
            TRY(hwlive_call_add_header, calls[c], "n", TEXTS[i]);
            TRY(hwlive_call_set_access_key, calls[c], TEXTS[i], "sk", NULL);
            TRY(hwlive_call_set_access_key, calls[c], "ak", TEXTS[i], NULL);
            TRY(hwlive_call_set_access_key, calls[c], "ak", "sk", TEXTS[i]);
            TRY(hwlive_call_set_auth_token, calls[c], TEXTS[i]);
        }
        TRY(hwlive_call_set_timeout_ms, calls[c], 0);
        TRY(hwlive_call_set_timeout_ms, calls[c], UINT32_MAX);
        hwlive_call_free(calls[c]);
    }
}

/* Each variable alone: half a key, a bad value, a file that is none. */
static void environment(int count, char **variables)
{
    static const char *const VALUES[] = {"x", "a b", "\xff", "/nowhere", "http://h?q", "/"};
    int i;
    size_t v;

    for (i = 0; i < count; i++) {
        for (v = 0; v < COUNT(VALUES); v++) {
            hwlive_config *config = hwlive_config_new();

            CHECK(setenv(variables[i], VALUES[v], 1) == 0);
            TRY(hwlive_config_load_environment, config);
            TRY(hwlive_config_load_default, config, 0);
            TRY(hwlive_config_load_default, config, 1);
            TRY(hwlive_config_load_profile, config, NULL);
            TRY(hwlive_config_load_koocli_profile, config, NULL, NULL);
            TRY(hwlive_config_load_regions_file, config, NULL);
            hwlive_config_free(config);
            config = hwlive_config_new();
            EXPECT(HWLIVE_CODE_OK, hwlive_config_set_auth_token(config, "t", error_out));
            EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
            EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, "https://127.0.0.1:9", error_out));
            {
                hwlive_client *client = NULL;
                TRY(hwlive_client_new, config, &client);
                hwlive_client_free(client);
            }
            hwlive_config_free(config);
            CHECK(unsetenv(variables[i]) == 0);
        }
    }
}

#define SET(call) EXPECT(HWLIVE_CODE_OK, call)

/* Settings that lack something or do not go together. */
static void clients(void)
{
    int without;

    for (without = 0; without < 12; without++) {
        hwlive_config *config = hwlive_config_new();
        hwlive_client *client = NULL;

        if (without != 0)
            SET(hwlive_config_set_endpoint(config, without == 1 ? "http://live.example.com" : "https://h", error_out));
        if (without != 2)
            SET(hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
        if (without != 3)
            SET(hwlive_config_set_project_id(config, "p", error_out));
        if (without == 4)
            SET(hwlive_config_set_ca_file(config, "/nowhere", error_out));
        if (without == 5)
            SET(hwlive_config_set_ca_file(config, "/dev/null", error_out));
        if (without == 6)
            SET(hwlive_config_set_client_certificate(config, "/nowhere", "/nowhere", error_out));
        if (without == 7)
            SET(hwlive_config_set_signing_algorithm(config, HWLIVE_SIGNING_V11_HMAC_SHA256, error_out));
        if (without == 8)
            SET(hwlive_config_set_iam_user(config, "u", "p", "d", error_out));
        if (without == 9)
            SET(hwlive_config_set_iam_endpoint(config, "http://iam.example.com", error_out));
        TRY(hwlive_client_new, config, &client);
        TRY(hwlive_client_new, NULL, &client);
        TRY(hwlive_client_new, config, NULL);
        hwlive_client_free(client);
        hwlive_config_free(config);
    }
    {
        hwlive_config *config = hwlive_config_new();
        hwlive_client *client = NULL;

        SET(hwlive_config_set_auth_token(config, "t", error_out));
        SET(hwlive_config_set_region(config, "nowhere-1", error_out));
        TRY(hwlive_client_new, config, &client);
        hwlive_config_free(config);
    }
    {
        hwlive_config *config = config_of("http", "200"), *other = hwlive_config_new();
        hwlive_client *client = NULL;

        SET(hwlive_client_new(config, &client, error_out));
        TRY(hwlive_client_replace_credentials, client, other);
        TRY(hwlive_client_replace_credentials, client, config);
        TRY(hwlive_client_replace_credentials, client, NULL);
        TRY(hwlive_client_replace_credentials, NULL, config);
        SET(hwlive_config_set_iam_user(other, "u", "p", "d", error_out));
        TRY(hwlive_client_replace_credentials, client, other);
        SET(hwlive_config_set_oidc(other, "p", "a", "t", NULL, error_out));
        TRY(hwlive_client_replace_credentials, client, other);
        hwlive_client_free(client);
        SET(hwlive_config_set_agency(config, "iam::1:agency:a", NULL, error_out));
        SET(hwlive_config_set_agency_session(config, NULL, 86400, NULL, NULL, error_out));
        TRY(hwlive_client_new, config, &client);
        hwlive_config_free(config);
        hwlive_config_free(other);
    }
}

static void calls(void)
{
    static const char *const ANSWERS[] = {
        "0", "2", "200", "200g", "201", "204", "302", "400", "401", "403", "404", "404g", "418", "429", "500", "503", "504", "599", "600",
    };
    hwlive_config *config;
    hwlive_client *client = NULL;
    hwlive_record_callback_list *list = NULL;
    hwlive_record_callback *callback = NULL;
    char url[64];
    size_t i;

    for (i = 0; i < COUNT(ANSWERS); i++) {
        show(config_of("http", ANSWERS[i]), "1");
        /* IAM, asked for a token and for the project. */
        url_of(url, "http", ANSWERS[i]);
        config = config_of("http", "200");
        SET(hwlive_config_set_iam_endpoint(config, url, error_out));
        SET(hwlive_config_set_iam_user(config, "u", "p", "d", error_out));
        show(config, "1");
        config = hwlive_config_new();
        SET(hwlive_config_set_region(config, "cn-north-4", error_out));
        SET(hwlive_config_set_endpoint(config, url, error_out));
        SET(hwlive_config_set_iam_endpoint(config, url, error_out));
        SET(hwlive_config_set_max_retries(config, 0, error_out));
        SET(hwlive_config_set_auth_token(config, "t", error_out));
        show(config, "1");
        config = config_of("http", "200");
        SET(hwlive_config_set_max_retries(config, 0, error_out));
        SET(hwlive_config_set_metadata_endpoint(config, url, error_out));
        SET(hwlive_config_set_metadata_credentials(config, error_out));
        show(config, "1");
        /* Others whom a call asks for a key; /dev/null is no file with a token. */
        config = config_of("http", "200");
        SET(hwlive_config_set_max_retries(config, 0, error_out));
        SET(hwlive_config_set_sts_endpoint(config, url, error_out));
        SET(hwlive_config_set_oidc(config, "p", "a", "t", NULL, error_out));
        show(config, "1");
        config = config_of("http", "200");
        SET(hwlive_config_set_max_retries(config, 0, error_out));
        SET(hwlive_config_set_pod_identity(config, url, "/dev/null", error_out));
        show(config, "1");
        config = config_of("http", "200");
        SET(hwlive_config_set_max_retries(config, 0, error_out));
        SET(hwlive_config_set_iam_endpoint(config, url, error_out));
        SET(hwlive_config_set_agency_by_name(config, "a", "d", NULL, error_out));
        show(config, "1");
    }
    show(config_of("https", "200"), "1");
    config = config_of("http", "1");
    SET(hwlive_config_set_timeout_ms(config, 50, error_out));
    show(config, "1");
    for (i = 0; i < 2; i++) {
        config = config_of("http", "200");
        SET(hwlive_config_set_credentials_provider(config, supply, i == 0 ? NULL : config, error_out));
        show(config, "1");
    }
    for (i = 0; i < COUNT(TEXTS); i++)
        show(config_of("http", "404"), TEXTS[i]);

    config = config_of("http", "200");
    SET(hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    TRY(hwlive_show_record_callback, NULL, "1", &callback);
    TRY(hwlive_show_record_callback, client, "1", NULL);
    TRY(hwlive_list_record_callbacks, NULL, NULL, NULL, &list);
    TRY(hwlive_list_record_callbacks, client, NULL, NULL, NULL);
    TRY(hwlive_list_record_callbacks, client, "", NULL, &list);
    TRY(hwlive_list_record_callbacks, client, NULL, "\xff", &list);
    {
        hwlive_call *call = hwlive_call_new();

        TRY(hwlive_show_record_callback_with, NULL, "1", call, &callback);
        TRY(hwlive_show_record_callback_with, client, "1", call, NULL);
        TRY(hwlive_list_record_callbacks_with, NULL, NULL, NULL, call, &list);
        hwlive_call_cancel(call);
        TRY(hwlive_show_record_callback_with, client, "1", call, &callback);
        TRY(hwlive_list_record_callbacks_with, client, NULL, NULL, call, &list);
        hwlive_call_free(call);
    }
    hwlive_client_shutdown(client);
    TRY(hwlive_show_record_callback, client, "1", &callback);
    TRY(hwlive_list_record_callbacks, client, NULL, NULL, &list);
    hwlive_client_free(client);
}

/* Signed with the key below. */
#define SIGNED                                                                                     \
    "{\"event_type\":\"RECORD_NEW_FILE_START\",\"publish_domain\":\"push.example.com\",\"app\":\"live\",\"stream\":\"mystream\"," \
    "\"auth_timestamp\":1583676745,\"auth_sign\":\"6f1c37f5d795a82082a92edb0e2031c2bc1fc93010f1c43949ee8d9ed9e8af29\"}"

static void notifications(void)
{
    static const char *const BODIES[] = {
        "", "null", "[]", "{", "\xff", "{}", "{\"auth_sign\":\"x\"}", "{\"auth_timestamp\":\"1\",\"auth_sign\":\"0123456789abcdef0123456789abcdef\"}",
        "{\"app\":\"a\",\"app\":\"b\"}", SIGNED, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    };
    size_t b, i;

    for (b = 0; b < COUNT(BODIES); b++) {
        const char *const body = BODIES[b];
        hwlive_notification *notification = NULL;

        TRY(hwlive_notification_parse, body, strlen(body), &notification);
        for (i = 0; i < COUNT(TEXTS); i++)
            TRY(hwlive_notification_verify, notification, TEXTS[i], HWLIVE_ACCEPT_HMACSHA256, -1, 0);
        for (i = 0; i < 16; i++) {
            TRY(hwlive_notification_verify, notification, "0123456789abcdef0123456789abcdef", (uint32_t)i, -1, 0);
            TRY(hwlive_notification_verify, notification, "0123456789abcdef0123456789abcdef", (uint32_t)i, 0, 4000000000);
        }
        TRY(hwlive_notification_verify, notification, "k", 1, -2, 0);
        TRY(hwlive_notification_verify, notification, "k", 1, 0, -1);
        TRY(hwlive_notification_verify, notification, "k", 1, INT64_MAX, INT64_MAX);
        hwlive_notification_free(notification);
    }
    {
        hwlive_notification *notification = NULL;
        TRY(hwlive_notification_parse, NULL, 0, &notification);
        TRY(hwlive_notification_parse, "{}", SIZE_MAX, &notification);
        TRY(hwlive_notification_parse, "{}", 2, NULL);
    }
}

/* The arguments are the variables that the library reads. */
int main(int count, char **arguments)
{
    CHECK(count > 1);
    memset(much, 'x', sizeof much - 1);
    server_start(&server, answer);
    setters();
    options();
    environment(count - 1, arguments + 1);
    clients();
    calls();
    notifications();
    return 0;
}
