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
    REFUSED("config is NULL", hwlive_config_set_ca_file(NULL, "ca.pem", error_out));
    REFUSED("path is NULL", hwlive_config_set_ca_file(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_client_certificate(NULL, "c", "k", error_out));
    REFUSED("cert_path is NULL", hwlive_config_set_client_certificate(config, NULL, "k", error_out));
    REFUSED("key_path is NULL", hwlive_config_set_client_certificate(config, "c", NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_insecure(NULL, 1, error_out));
    REFUSED("config is NULL", hwlive_config_set_user_agent(NULL, "p/1", error_out));
    REFUSED("suffix is NULL", hwlive_config_set_user_agent(config, NULL, error_out));
    REFUSED("config is NULL", hwlive_config_set_log(NULL, HWLIVE_LOG_OFF, NULL, NULL, error_out));
    REFUSED("function is NULL", hwlive_config_set_log(config, HWLIVE_LOG_DEBUG, NULL, NULL, error_out));
    REFUSED("level is none", hwlive_config_set_log(config, 6, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_log(config, HWLIVE_LOG_OFF, NULL, NULL, error_out));
    hwlive_config_free(config);
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
    hwlive_client_free(client);
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
    objects_and_texts();
    questions();
    nothing_to_do();
    clients();
    return 0;
}
