/* Texts that are not UTF-8, values outside their range, and that settings survive what was refused. */
#include <hwlive.h>

#include "check.h"

static const char NOT_UTF8[] = "\xff\xfe";
/* A NUL in overlong form, a surrogate, and a text that is cut off. */
static const char *const ODD[] = {"\xc0\x80", "\xed\xa0\x80", "caf\xc3"};

static void not_utf8(hwlive_config *config)
{
    size_t i;

    REFUSED("region_id is not UTF-8", hwlive_config_set_region(config, NOT_UTF8, error_out));
    REFUSED("url is not UTF-8", hwlive_config_set_endpoint(config, NOT_UTF8, error_out));
    REFUSED("url is not UTF-8", hwlive_config_set_iam_endpoint(config, NOT_UTF8, error_out));
    REFUSED("project_id is not UTF-8", hwlive_config_set_project_id(config, NOT_UTF8, error_out));
    REFUSED("access_key is not UTF-8", hwlive_config_set_access_key(config, NOT_UTF8, "s", NULL, error_out));
    REFUSED("secret_key is not UTF-8", hwlive_config_set_access_key(config, "a", NOT_UTF8, NULL, error_out));
    REFUSED("security_token is not UTF-8", hwlive_config_set_access_key(config, "a", "s", NOT_UTF8, error_out));
    REFUSED("token is not UTF-8", hwlive_config_set_auth_token(config, NOT_UTF8, error_out));
    REFUSED("url is not UTF-8", hwlive_config_set_sts_endpoint(config, NOT_UTF8, error_out));
    REFUSED("idp_id is not UTF-8", hwlive_config_set_identity_provider(config, NOT_UTF8, "f", error_out));
    REFUSED("id_token_file is not UTF-8", hwlive_config_set_identity_provider(config, "i", NOT_UTF8, error_out));
    REFUSED("id_token is not UTF-8", hwlive_config_set_oidc(config, "p", "a", NOT_UTF8, NULL, error_out));
    REFUSED("session_name is not UTF-8", hwlive_config_set_oidc_session(config, NOT_UTF8, 0, NULL, NULL, error_out));
    REFUSED("policy is not UTF-8", hwlive_config_set_agency_session(config, NULL, 0, NOT_UTF8, NULL, error_out));
    REFUSED("policy_ids is not UTF-8", hwlive_config_set_agency_session(config, NULL, 0, NULL, NOT_UTF8, error_out));
    REFUSED("uri is not UTF-8", hwlive_config_set_pod_identity(config, NOT_UTF8, "f", error_out));
    REFUSED("external_id is not UTF-8", hwlive_config_set_agency(config, "u", NOT_UTF8, error_out));
    REFUSED("domain_id is not UTF-8", hwlive_config_set_agency_by_name(config, "a", NULL, NOT_UTF8, error_out));
    REFUSED("url is not UTF-8", hwlive_config_set_proxy(config, NOT_UTF8, error_out));
    REFUSED("entry is not UTF-8", hwlive_config_add_resolve(config, NOT_UTF8, error_out));
    REFUSED("address is not UTF-8", hwlive_config_set_local_address(config, NOT_UTF8, error_out));
    REFUSED("path is not UTF-8", hwlive_config_set_ca_file(config, NOT_UTF8, error_out));
    REFUSED("cert_path is not UTF-8", hwlive_config_set_client_certificate(config, NOT_UTF8, "k", error_out));
    REFUSED("key_path is not UTF-8", hwlive_config_set_client_certificate(config, "c", NOT_UTF8, error_out));
    REFUSED("pem is not UTF-8", hwlive_config_set_ca_pem(config, NOT_UTF8, error_out));
    REFUSED("cert_pem is not UTF-8", hwlive_config_set_client_certificate_pem(config, NOT_UTF8, "k", error_out));
    REFUSED("key_pem is not UTF-8", hwlive_config_set_client_certificate_pem(config, "c", NOT_UTF8, error_out));
    REFUSED("pins is not UTF-8", hwlive_config_set_pinned_public_keys(config, NOT_UTF8, error_out));
    REFUSED("suffix is not UTF-8", hwlive_config_set_user_agent(config, NOT_UTF8, error_out));
    for (i = 0; i < sizeof ODD / sizeof ODD[0]; i++)
        REFUSED("region_id is not UTF-8", hwlive_config_set_region(config, ODD[i], error_out));
}

static void ranges(hwlive_config *config)
{
    char long_proxy[300];
    REFUSED("session duration", hwlive_config_set_oidc_session(config, NULL, 899, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc_session(config, NULL, 900, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc_session(config, NULL, 43200, NULL, NULL, error_out));
    REFUSED("session duration", hwlive_config_set_oidc_session(config, NULL, 43201, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency_session(config, NULL, 86400, NULL, NULL, error_out));
    REFUSED("session duration", hwlive_config_set_agency_session(config, NULL, 86401, NULL, NULL, error_out));
    REFUSED("timeout", hwlive_config_set_timeout_ms(config, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, UINT32_MAX, error_out));
    REFUSED("timeout", hwlive_config_set_connect_timeout_ms(config, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_connect_timeout_ms(config, 1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_connect_timeout_ms(config, UINT32_MAX, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 10, error_out));
    REFUSED("retries", hwlive_config_set_max_retries(config, 11, error_out));
    REFUSED("retries", hwlive_config_set_max_retries(config, UINT32_MAX, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_insecure(config, 1, error_out));
    REFUSED("on is neither", hwlive_config_set_insecure(config, 2, error_out));
    REFUSED("on is neither", hwlive_config_set_insecure(config, -1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_insecure(config, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region_by_pattern(config, 1, error_out));
    REFUSED("on is neither", hwlive_config_set_region_by_pattern(config, 2, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region_by_pattern(config, 0, error_out));
    REFUSED("CA certificates", hwlive_config_set_ca_pem(config, "", error_out));
    REFUSED("client certificate has no certificate", hwlive_config_set_client_certificate_pem(config, "", "", error_out));
    REFUSED("roots is none", hwlive_config_set_trust(config, HWLIVE_TRUST_SYSTEM + 1, error_out));
    REFUSED("roots is none", hwlive_config_set_trust(config, -1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_trust(config, HWLIVE_TRUST_BUILT_IN, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_signing_algorithm(config, HWLIVE_SIGNING_SDK_HMAC_SHA256, error_out));
    /* The library of these tests is built without features. */
    REFUSED("feature sm3", hwlive_config_set_signing_algorithm(config, HWLIVE_SIGNING_SDK_HMAC_SM3, error_out));
    REFUSED("pinned public keys", hwlive_config_set_pinned_public_keys(config, "", error_out));
    REFUSED("pinned public keys", hwlive_config_set_pinned_public_keys(config, "sha256//AAAA", error_out));
    REFUSED("version is none", hwlive_config_set_min_tls_version(config, 0, error_out));
    REFUSED("version is none", hwlive_config_set_min_tls_version(config, HWLIVE_TLS_1_3 + 1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_min_tls_version(config, HWLIVE_TLS_1_3, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_min_tls_version(config, HWLIVE_TLS_1_2, error_out));
    REFUSED("region", hwlive_config_set_region(config, "no where", error_out));
    REFUSED("region", hwlive_config_set_region(config, "", error_out));
    REFUSED("access key", hwlive_config_set_access_key(config, "", "sk", NULL, error_out));
    REFUSED("secret key", hwlive_config_set_access_key(config, "ak", "", NULL, error_out));
    REFUSED("security token", hwlive_config_set_access_key(config, "ak", "sk", "", error_out));
    REFUSED("token", hwlive_config_set_auth_token(config, " \n", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_proxy(config, "", error_out));
    REFUSED("SOCKS4", hwlive_config_set_proxy(config, "socks4://127.0.0.1", error_out));
    REFUSED("SOCKS4", hwlive_config_set_proxy(config, "socks://127.0.0.1", error_out));
    snprintf(long_proxy, sizeof long_proxy, "socks5://user:%0256d@127.0.0.1", 0);
    REFUSED("password", hwlive_config_set_proxy(config, long_proxy, error_out));
    REFUSED("resolve entry", hwlive_config_add_resolve(config, "", error_out));
    REFUSED("resolve entry", hwlive_config_add_resolve(config, "h:80", error_out));
    REFUSED("resolve entry", hwlive_config_add_resolve(config, "h:80:h", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_add_resolve(config, "h:80:127.0.0.1,[::1]", error_out));
    REFUSED("local address", hwlive_config_set_local_address(config, "", error_out));
    REFUSED("local address", hwlive_config_set_local_address(config, "localhost", error_out));
    REFUSED("local address", hwlive_config_set_local_address(config, "127.0.0.1:80", error_out));
    REFUSED("family is none", hwlive_config_set_ip_family(config, 5, error_out));
    REFUSED("family is none", hwlive_config_set_ip_family(config, -1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ip_family(config, HWLIVE_IP_6, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ip_family(config, HWLIVE_IP_4, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ip_family(config, HWLIVE_IP_ANY, error_out));
}

/* A client can be made only if the settings before the refused ones are still there, and none of the refused ones is. */
static void refused_settings_change_nothing(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;
    hwlive_error *error = NULL;

    EXPECT(HWLIVE_CODE_CREDENTIALS, (hwlive_config_set_region(config, "cn-north-4", NULL) == HWLIVE_CODE_OK)
                                        ? hwlive_client_new(config, &client, error_out)
                                        : HWLIVE_CODE_OTHER);
    CHECK(client == NULL);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    not_utf8(config);
    ranges(config);
    EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_client_new(config, &client, error_out));

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    not_utf8(config);
    ranges(config);
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_client_free(client);
    client = RUBBISH;
    error = RUBBISH;
    CHECK(hwlive_client_new(config, &client, &error) == HWLIVE_CODE_OK);
    CHECK(client != NULL && client != RUBBISH && error == NULL);
    hwlive_client_free(client);

    /* What made one client makes another, and each is a client of its own. */
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_client_free(client);
    hwlive_config_free(config);
}

static void files(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region(config, "cn-north-4", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ca_file(config, "/nonexistent/ca.pem", error_out));
    REFUSED("/nonexistent/ca.pem", hwlive_client_new(config, &client, error_out));
    CHECK(client == NULL);
    hwlive_config_free(config);
}

int main(void)
{
    int i;

    for (i = 0; i < TIMES; i++) {
        refused_settings_change_nothing();
        files();
    }
    return 0;
}
