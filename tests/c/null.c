/* Every function with every pointer NULL, and outputs that nobody initialised. */
#include <hwlive.h>

#include "check.h"

static void objects_and_texts(void)
{
    hwlive_config *config = hwlive_config_new();
    CHECK(config != NULL);

    REFUSED("config is NULL", hwlive_config_set_region(NULL, "cn-north-4", error_out));
    REFUSED("region_id is NULL", hwlive_config_set_region(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_endpoint(NULL, "http://127.0.0.1", error_out));
    REFUSED("url is NULL", hwlive_config_set_endpoint(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_iam_endpoint(NULL, "http://127.0.0.1", error_out));
    REFUSED("url is NULL", hwlive_config_set_iam_endpoint(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_project_id(NULL, "p", error_out));
    REFUSED("project_id is NULL", hwlive_config_set_project_id(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_access_key(NULL, "ak", "sk", NULL, error_out));
    REFUSED("access_key is NULL", hwlive_config_set_access_key(config, NULL, "sk", "t", error_out));
    REFUSED("secret_key is NULL", hwlive_config_set_access_key(config, "ak", NULL, "t", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_auth_token(NULL, "t", error_out));
    REFUSED("token is NULL", hwlive_config_set_auth_token(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_load_environment(NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_timeout_ms(NULL, 1, error_out));
    REFUSED("config is NULL", hwlive_config_set_connect_timeout_ms(NULL, 1, error_out));
    REFUSED("config is NULL", hwlive_config_set_max_retries(NULL, 0, error_out));
    REFUSED("config is NULL", hwlive_config_set_proxy(NULL, "", error_out));
    REFUSED("url is NULL", hwlive_config_set_proxy(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_add_resolve(NULL, "h:80:127.0.0.1", error_out));
    REFUSED("entry is NULL", hwlive_config_add_resolve(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_local_address(NULL, "127.0.0.1", error_out));
    REFUSED("address is NULL", hwlive_config_set_local_address(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_ip_family(NULL, HWLIVE_IP_ANY, error_out));
    REFUSED("config is NULL", hwlive_config_set_ca_file(NULL, "ca.pem", error_out));
    REFUSED("path is NULL", hwlive_config_set_ca_file(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_client_certificate(NULL, "c", "k", error_out));
    REFUSED("cert_path is NULL", hwlive_config_set_client_certificate(config, NULL, "k", error_out));
    REFUSED("key_path is NULL", hwlive_config_set_client_certificate(config, "c", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_ca_pem(NULL, "pem", error_out));
    REFUSED("pem is NULL", hwlive_config_set_ca_pem(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_client_certificate_pem(NULL, "c", "k", error_out));
    REFUSED("cert_pem is NULL", hwlive_config_set_client_certificate_pem(config, NULL, "k", error_out));
    REFUSED("key_pem is NULL", hwlive_config_set_client_certificate_pem(config, "c", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_trust(NULL, HWLIVE_TRUST_SYSTEM, error_out));
    REFUSED("config is NULL", hwlive_config_set_pinned_public_keys(NULL, "sha256//", error_out));
    REFUSED("pins is NULL", hwlive_config_set_pinned_public_keys(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_min_tls_version(NULL, HWLIVE_TLS_1_2, error_out));
    REFUSED("config is NULL", hwlive_config_set_region_by_pattern(NULL, 1, error_out));
    REFUSED("config is NULL", hwlive_config_set_insecure(NULL, 1, error_out));
    REFUSED("config is NULL", hwlive_config_set_user_agent(NULL, "p/1", error_out));
    REFUSED("suffix is NULL", hwlive_config_set_user_agent(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_log(NULL, HWLIVE_LOG_OFF, NULL, NULL, error_out));
    REFUSED("function is NULL", hwlive_config_set_log(config, HWLIVE_LOG_DEBUG, NULL, NULL, error_out));
    REFUSED("level is none", hwlive_config_set_log(config, 6, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_log(config, HWLIVE_LOG_OFF, NULL, NULL, error_out));
    hwlive_config_free(config);
}

static void credentials(void)
{
    hwlive_config *config = hwlive_config_new();

    REFUSED("config is NULL", hwlive_config_load_profile(NULL, "file", error_out));
    REFUSED("config is NULL", hwlive_config_load_koocli_profile(NULL, "file", "profile", error_out));
    REFUSED("config is NULL", hwlive_config_load_default(NULL, 0, error_out));
    REFUSED("with_metadata is neither", hwlive_config_load_default(config, 2, error_out));
    REFUSED("config is NULL", hwlive_config_set_iam_user(NULL, "u", "p", "d", error_out));
    REFUSED("user is NULL", hwlive_config_set_iam_user(config, NULL, "p", "d", error_out));
    REFUSED("password is NULL", hwlive_config_set_iam_user(config, "u", NULL, "d", error_out));
    REFUSED("domain is NULL", hwlive_config_set_iam_user(config, "u", "p", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_sts_endpoint(NULL, "https://h", error_out));
    REFUSED("url is NULL", hwlive_config_set_sts_endpoint(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_identity_provider(NULL, "i", "f", error_out));
    REFUSED("idp_id is NULL", hwlive_config_set_identity_provider(config, NULL, "f", error_out));
    REFUSED("id_token_file is NULL", hwlive_config_set_identity_provider(config, "i", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_oidc(NULL, "p", "a", "t", NULL, error_out));
    REFUSED("provider_urn is NULL", hwlive_config_set_oidc(config, NULL, "a", "t", NULL, error_out));
    REFUSED("agency_urn is NULL", hwlive_config_set_oidc(config, "p", NULL, "t", NULL, error_out));
    REFUSED("id_token and id_token_file are both NULL", hwlive_config_set_oidc(config, "p", "a", NULL, NULL, error_out));
    REFUSED("id_token and id_token_file are both given", hwlive_config_set_oidc(config, "p", "a", "t", "f", error_out));
    REFUSED("config is NULL", hwlive_config_set_oidc_session(NULL, NULL, 0, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc_session(config, NULL, 0, NULL, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_pod_identity(NULL, "http://127.0.0.1", "f", error_out));
    REFUSED("uri is NULL", hwlive_config_set_pod_identity(config, NULL, "f", error_out));
    REFUSED("authorization_token_file is NULL",
            hwlive_config_set_pod_identity(config, "http://127.0.0.1", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_agency(NULL, "u", NULL, error_out));
    REFUSED("agency_urn is NULL", hwlive_config_set_agency(config, NULL, "id", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency(config, NULL, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_agency_by_name(NULL, "a", "d", NULL, error_out));
    REFUSED("agency_name is NULL", hwlive_config_set_agency_by_name(config, NULL, "d", NULL, error_out));
    REFUSED("domain_name and domain_id are both NULL",
            hwlive_config_set_agency_by_name(config, "a", NULL, NULL, error_out));
    REFUSED("domain_name and domain_id are both given",
            hwlive_config_set_agency_by_name(config, "a", "d", "1", error_out));
    REFUSED("config is NULL", hwlive_config_set_agency_session(NULL, NULL, 0, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency_session(config, NULL, 0, NULL, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_metadata_credentials(NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_metadata_endpoint(NULL, "http://127.0.0.1", error_out));
    REFUSED("url is NULL", hwlive_config_set_metadata_endpoint(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_credentials_provider(NULL, NULL, NULL, error_out));
    REFUSED("function is NULL", hwlive_config_set_credentials_provider(config, NULL, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_credentials_provider_with_release(NULL, NULL, NULL, NULL, error_out));
    REFUSED("function is NULL", hwlive_config_set_credentials_provider_with_release(config, NULL, NULL, NULL, error_out));
    REFUSED("credentials is NULL", hwlive_credentials_set_access_key(NULL, "ak", "sk", NULL, error_out));
    REFUSED("credentials is NULL", hwlive_credentials_set_auth_token(NULL, "t", error_out));
    REFUSED("credentials is NULL", hwlive_credentials_set_expiry_unix(NULL, 0, error_out));
    REFUSED("client is NULL", hwlive_client_replace_credentials(NULL, config, error_out));
    REFUSED("config is NULL", hwlive_config_define_region(NULL, "r", "http://127.0.0.1", error_out));
    REFUSED("region_id is NULL", hwlive_config_define_region(config, NULL, "http://127.0.0.1", error_out));
    REFUSED("urls is NULL", hwlive_config_define_region(config, "r", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_load_regions_file(NULL, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_signing_algorithm(NULL, 0, error_out));
    REFUSED("algorithm is none", hwlive_config_set_signing_algorithm(config, HWLIVE_SIGNING_SDK_HMAC_SM3 + 1, error_out));
    hwlive_config_free(config);
}

static void notifications(void)
{
    hwlive_notification *notification = RUBBISH;
    size_t length = 1;

    REFUSED("body is NULL", hwlive_notification_parse(NULL, 0, &notification, error_out));
    CHECK(notification == NULL);
    REFUSED("length is longer", hwlive_notification_parse("{}", SIZE_MAX, &notification, error_out));
    REFUSED("notification_out is NULL", hwlive_notification_parse("{}", 2, NULL, error_out));
    REFUSED("notification is NULL", hwlive_notification_verify(NULL, "key", 1, 0, 0, error_out));
    EXPECT(HWLIVE_CODE_MALFORMED, hwlive_notification_parse("{", 1, &notification, error_out));
    EXPECT(HWLIVE_CODE_MALFORMED, hwlive_notification_parse("", 0, &notification, error_out));
    CHECK(notification == NULL);
    EXPECT(HWLIVE_CODE_OK, hwlive_notification_parse("{}", 2, &notification, error_out));
    REFUSED("key is NULL", hwlive_notification_verify(notification, NULL, 1, 0, 0, error_out));
    REFUSED("key is not UTF-8", hwlive_notification_verify(notification, "\xff", 1, 0, 0, error_out));
    REFUSED("accept has", hwlive_notification_verify(notification, "key", 8, 0, 0, error_out));
    REFUSED("tolerance_ms is", hwlive_notification_verify(notification, "key", 1, -2, 0, error_out));
    REFUSED("now_unix is", hwlive_notification_verify(notification, "key", 1, 0, -1, error_out));
    EXPECT(HWLIVE_CODE_UNSIGNED, hwlive_notification_verify(notification, "key", 1, 0, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_notification_verify(notification, "key", HWLIVE_ACCEPT_UNSIGNED, 0, 0, error_out));
    CHECK(hwlive_notification_event(notification) == HWLIVE_EVENT_OTHER);
    hwlive_notification_free(notification);

    CHECK(hwlive_record_callback_accept(NULL) == 0);
    CHECK(hwlive_notification_event(NULL) == 0);
    CHECK(hwlive_notification_project_id(NULL) == NULL);
    CHECK(hwlive_notification_job_id(NULL) == NULL);
    CHECK(hwlive_notification_task_id(NULL) == NULL);
    CHECK(hwlive_notification_event_type(NULL) == NULL);
    CHECK(hwlive_notification_publish_domain(NULL) == NULL);
    CHECK(hwlive_notification_app(NULL) == NULL);
    CHECK(hwlive_notification_stream(NULL) == NULL);
    CHECK(hwlive_notification_record_format(NULL) == NULL);
    CHECK(hwlive_notification_download_url(NULL) == NULL);
    CHECK(hwlive_notification_play_url(NULL) == NULL);
    CHECK(hwlive_notification_asset_id(NULL) == NULL);
    CHECK(hwlive_notification_start_time(NULL) == NULL);
    CHECK(hwlive_notification_end_time(NULL) == NULL);
    CHECK(hwlive_notification_obs_location(NULL) == NULL);
    CHECK(hwlive_notification_obs_bucket(NULL) == NULL);
    CHECK(hwlive_notification_obs_object(NULL) == NULL);
    CHECK(hwlive_notification_auth_sign(NULL) == NULL);
    CHECK(hwlive_notification_auth_timestamp(NULL) == NULL);
    CHECK(hwlive_notification_file_size(NULL) == -1);
    CHECK(hwlive_notification_record_duration(NULL) == -1);
    CHECK(hwlive_notification_width(NULL) == -1);
    CHECK(hwlive_notification_height(NULL) == -1);
    CHECK(hwlive_notification_start_time_unix(NULL) == INT64_MIN);
    CHECK(hwlive_notification_end_time_unix(NULL) == INT64_MIN);
    CHECK(hwlive_notification_json(NULL, &length) == NULL);
    CHECK(length == 0);
    hwlive_notification_free(NULL);
}

static void clients(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;
    hwlive_record_callback *callback = RUBBISH;

    REFUSED("config is NULL", hwlive_client_new(NULL, &client, error_out));
    CHECK(client == NULL);
    REFUSED("client_out is NULL", hwlive_client_new(config, NULL, error_out));
    REFUSED("client is NULL", hwlive_show_record_callback(NULL, "id", &callback, error_out));
    CHECK(callback == NULL);

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, "http://127.0.0.1:9", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    client = RUBBISH;
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);

    callback = RUBBISH;
    REFUSED("id is NULL", hwlive_show_record_callback(client, NULL, &callback, error_out));
    CHECK(callback == NULL);
    REFUSED("callback_out is NULL", hwlive_show_record_callback(client, "id", NULL, error_out));
    REFUSED("id is NULL", hwlive_show_record_callback_with(client, NULL, NULL, &callback, error_out));
    hwlive_client_free(client);
}

static void calls(void)
{
    hwlive_call *call = hwlive_call_new();
    hwlive_record_callback *callback = RUBBISH;

    CHECK(call != NULL);
    REFUSED("call is NULL", hwlive_call_set_timeout_ms(NULL, 1, error_out));
    REFUSED("call is NULL", hwlive_call_add_header(NULL, "n", "v", error_out));
    REFUSED("name is NULL", hwlive_call_add_header(call, NULL, "v", error_out));
    REFUSED("value is NULL", hwlive_call_add_header(call, "n", NULL, error_out));
    REFUSED("call is NULL", hwlive_call_set_access_key(NULL, "ak", "sk", NULL, error_out));
    REFUSED("access_key is NULL", hwlive_call_set_access_key(call, NULL, "sk", "t", error_out));
    REFUSED("secret_key is NULL", hwlive_call_set_access_key(call, "ak", NULL, "t", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_call_set_access_key(call, "ak", "sk", NULL, error_out));
    REFUSED("call is NULL", hwlive_call_set_auth_token(NULL, "t", error_out));
    REFUSED("token is NULL", hwlive_call_set_auth_token(call, NULL, error_out));
    REFUSED("client is NULL", hwlive_show_record_callback_with(NULL, "id", call, &callback, error_out));
    CHECK(callback == NULL);
    REFUSED("callback_out is NULL", hwlive_show_record_callback_with(NULL, "id", call, NULL, error_out));
    {
        hwlive_record_callback_list *list = RUBBISH;
        REFUSED("client is NULL", hwlive_list_record_callbacks(NULL, NULL, NULL, &list, error_out));
        CHECK(list == NULL);
        REFUSED("list_out is NULL", hwlive_list_record_callbacks(NULL, NULL, NULL, NULL, error_out));
        list = RUBBISH;
        REFUSED("client is NULL", hwlive_list_record_callbacks_with(NULL, NULL, NULL, call, &list, error_out));
        CHECK(list == NULL);
        REFUSED("client is NULL", hwlive_list_record_callbacks_with(NULL, NULL, NULL, NULL, &list, error_out));
        REFUSED("list_out is NULL", hwlive_list_record_callbacks_with(NULL, NULL, NULL, call, NULL, error_out));
    }
    CHECK(hwlive_record_callback_list_count(NULL) == 0);
    CHECK(hwlive_record_callback_list_at(NULL, 0) == NULL);
    CHECK(hwlive_record_callback_list_total(NULL) == -1);
    CHECK(hwlive_record_callback_list_is_complete(NULL) == 0);
    CHECK(hwlive_record_callback_list_request_id(NULL) == NULL);
    hwlive_record_callback_list_free(NULL);
    hwlive_call_free(call);

    hwlive_call_cancel(NULL);
    CHECK(hwlive_call_attempts(NULL) == 0);
    CHECK(hwlive_call_connection_reused(NULL) == 0);
    CHECK(hwlive_call_peer_address(NULL) == NULL);
    CHECK(hwlive_call_lookup_us(NULL) == -1);
    CHECK(hwlive_call_connect_us(NULL) == -1);
    CHECK(hwlive_call_proxy_us(NULL) == -1);
    CHECK(hwlive_call_tls_us(NULL) == -1);
    CHECK(hwlive_call_first_byte_us(NULL) == -1);
    CHECK(hwlive_call_total_us(NULL) == -1);
    CHECK(hwlive_call_bytes_sent(NULL) == 0);
    CHECK(hwlive_call_bytes_received(NULL) == 0);
    CHECK(hwlive_call_tls_version(NULL) == NULL);
    hwlive_call_free(NULL);
}

static void lists(void)
{
    hwlive_record_callback_list *list = RUBBISH;
    hwlive_call *call = hwlive_call_new();

    REFUSED("client is NULL", hwlive_list_record_callbacks(NULL, NULL, NULL, &list, error_out));
    CHECK(list == NULL);
    REFUSED("list_out is NULL", hwlive_list_record_callbacks(NULL, "domain", "app", NULL, error_out));
    list = RUBBISH;
    REFUSED("client is NULL", hwlive_list_record_callbacks_with(NULL, NULL, NULL, call, &list, error_out));
    CHECK(list == NULL);
    REFUSED("list_out is NULL", hwlive_list_record_callbacks_with(NULL, NULL, NULL, NULL, NULL, error_out));
    hwlive_call_free(call);

    CHECK(hwlive_record_callback_list_count(NULL) == 0);
    CHECK(hwlive_record_callback_list_at(NULL, 0) == NULL);
    CHECK(hwlive_record_callback_list_total(NULL) == -1);
    CHECK(hwlive_record_callback_list_is_complete(NULL) == 0);
    CHECK(hwlive_record_callback_list_request_id(NULL) == NULL);
    hwlive_record_callback_list_free(NULL);
}

static void questions(void)
{
    size_t length = 5;

    CHECK(hwlive_version() != NULL && strcmp(hwlive_version(), HWLIVE_VERSION) == 0);

    CHECK(hwlive_record_callback_id(NULL) == NULL);
    CHECK(hwlive_record_callback_publish_domain(NULL) == NULL);
    CHECK(hwlive_record_callback_app(NULL) == NULL);
    CHECK(hwlive_record_callback_notify_callback_url(NULL) == NULL);
    CHECK(hwlive_record_callback_notify_event_subscription_count(NULL) == 0);
    CHECK(hwlive_record_callback_notify_event_subscription_at(NULL, 0) == NULL);
    CHECK(hwlive_record_callback_notify_event_subscription_at(NULL, SIZE_MAX) == NULL);
    CHECK(hwlive_record_callback_events(NULL) == 0);
    CHECK(hwlive_record_callback_sign_type_text(NULL) == NULL);
    CHECK(hwlive_record_callback_sign_type(NULL) == HWLIVE_SIGN_TYPE_OTHER);
    CHECK(hwlive_record_callback_create_time(NULL) == NULL);
    CHECK(hwlive_record_callback_create_time_unix(NULL) == INT64_MIN);
    CHECK(hwlive_record_callback_update_time(NULL) == NULL);
    CHECK(hwlive_record_callback_update_time_unix(NULL) == INT64_MIN);
    CHECK(hwlive_record_callback_request_id(NULL) == NULL);
    CHECK(hwlive_record_callback_json(NULL, NULL) == NULL);
    CHECK(hwlive_record_callback_json(NULL, &length) == NULL && length == 0);

    CHECK(hwlive_error_code(NULL) == HWLIVE_CODE_OK);
    CHECK(hwlive_error_message(NULL) != NULL);
    CHECK(hwlive_error_http_status(NULL) == 0);
    CHECK(hwlive_error_service_code(NULL) == NULL);
    CHECK(hwlive_error_service_message(NULL) == NULL);
    CHECK(hwlive_error_request_id(NULL) == NULL);
    CHECK(hwlive_error_encoded_authorization_message(NULL) == NULL);
    CHECK(hwlive_error_retry_after_ms(NULL) == -1);
    CHECK(hwlive_error_attempts(NULL) == 0);
    CHECK(hwlive_error_is_retryable(NULL) == 0);
}

static void nothing_to_do(void)
{
    hwlive_client_shutdown(NULL);
    hwlive_config_free(NULL);
    hwlive_client_free(NULL);
    hwlive_record_callback_free(NULL);
    hwlive_error_free(NULL);
}

int main(void)
{
    int i;

    for (i = 0; i < TIMES; i++) {
        objects_and_texts();
        questions();
        nothing_to_do();
        credentials();
        notifications();
        clients();
        calls();
        lists();
    }
    return 0;
}
