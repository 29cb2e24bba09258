# Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.
module Hwlive
  # @private
  module Declarations
    ABI = "0.1"
    HWLIVE_IP_ANY = 0
    HWLIVE_IP_4 = 4
    HWLIVE_IP_6 = 6
    HWLIVE_TRUST_BUILT_IN = 0
    HWLIVE_TRUST_SYSTEM = 1
    HWLIVE_TLS_1_2 = 12
    HWLIVE_TLS_1_3 = 13
    HWLIVE_LOG_OFF = 0
    HWLIVE_LOG_ERROR = 1
    HWLIVE_LOG_WARN = 2
    HWLIVE_LOG_INFO = 3
    HWLIVE_LOG_DEBUG = 4
    HWLIVE_LOG_TRACE = 5
    HWLIVE_SIGNING_SDK_HMAC_SHA256 = 0
    HWLIVE_SIGNING_V11_HMAC_SHA256 = 1
    HWLIVE_SIGNING_SDK_HMAC_SM3 = 2
    HWLIVE_EVENT_RECORD_NEW_FILE_START = 1
    HWLIVE_EVENT_RECORD_FILE_COMPLETE = 2
    HWLIVE_EVENT_RECORD_OVER = 4
    HWLIVE_EVENT_RECORD_FAILED = 8
    HWLIVE_EVENT_RECORD_START = 16
    HWLIVE_EVENT_OTHER = 2147483648
    HWLIVE_SIGN_TYPE_OTHER = 0
    HWLIVE_SIGN_TYPE_HMACSHA256 = 1
    HWLIVE_SIGN_TYPE_MD5 = 2
    HWLIVE_ACCEPT_HMACSHA256 = 1
    HWLIVE_ACCEPT_MD5 = 2
    HWLIVE_ACCEPT_UNSIGNED = 4
    HWLIVE_NOTIFICATION_TOLERANCE_MS = 900000
    HWLIVE_CODE_OK = 0
    HWLIVE_CODE_OTHER = 1
    HWLIVE_CODE_INVALID_ARGUMENT = 2
    HWLIVE_CODE_CREDENTIALS = 3
    HWLIVE_CODE_UNAUTHORIZED = 4
    HWLIVE_CODE_NOT_FOUND = 5
    HWLIVE_CODE_THROTTLED = 6
    HWLIVE_CODE_SERVICE = 7
    HWLIVE_CODE_CONNECT = 8
    HWLIVE_CODE_TLS = 9
    HWLIVE_CODE_TIMEOUT = 10
    HWLIVE_CODE_BAD_RESPONSE = 11
    HWLIVE_CODE_CANCELLED = 12
    HWLIVE_CODE_PANIC = 13
    HWLIVE_CODE_MALFORMED = 14
    HWLIVE_CODE_UNSIGNED = 15
    HWLIVE_CODE_WRONG_SIGNATURE = 16
    HWLIVE_CODE_EXPIRED = 17
    FUNCTIONS = [
      "const char *hwlive_version()",
      "void *hwlive_config_new()",
      "int32_t hwlive_config_set_region(void *config, const char *region_id, void *error_out)",
      "int32_t hwlive_config_set_endpoint(void *config, const char *url, void *error_out)",
      "int32_t hwlive_config_set_iam_endpoint(void *config, const char *url, void *error_out)",
      "int32_t hwlive_config_set_project_id(void *config, const char *project_id, void *error_out)",
      "int32_t hwlive_config_set_access_key(void *config, const char *access_key, const char *secret_key, const char *security_token, void *error_out)",
      "int32_t hwlive_config_set_auth_token(void *config, const char *token, void *error_out)",
      "int32_t hwlive_config_load_environment(void *config, void *error_out)",
      "int32_t hwlive_config_set_timeout_ms(void *config, uint32_t timeout_ms, void *error_out)",
      "int32_t hwlive_config_set_connect_timeout_ms(void *config, uint32_t timeout_ms, void *error_out)",
      "int32_t hwlive_config_set_max_retries(void *config, uint32_t retries, void *error_out)",
      "int32_t hwlive_config_set_proxy(void *config, const char *url, void *error_out)",
      "int32_t hwlive_config_set_ca_file(void *config, const char *path, void *error_out)",
      "int32_t hwlive_config_set_client_certificate(void *config, const char *cert_path, const char *key_path, void *error_out)",
      "int32_t hwlive_config_set_insecure(void *config, int32_t on, void *error_out)",
      "int32_t hwlive_config_set_user_agent(void *config, const char *suffix, void *error_out)",
      "void hwlive_config_free(void *config)",
      "int32_t hwlive_config_load_profile(void *config, const char *path, void *error_out)",
      "int32_t hwlive_config_load_koocli_profile(void *config, const char *path, const char *profile, void *error_out)",
      "int32_t hwlive_config_load_default(void *config, int32_t with_metadata, void *error_out)",
      "int32_t hwlive_config_load_regions_file(void *config, const char *path, void *error_out)",
      "int32_t hwlive_config_add_resolve(void *config, const char *entry, void *error_out)",
      "int32_t hwlive_config_set_local_address(void *config, const char *address, void *error_out)",
      "int32_t hwlive_config_set_ip_family(void *config, int32_t family, void *error_out)",
      "int32_t hwlive_config_set_ca_pem(void *config, const char *pem, void *error_out)",
      "int32_t hwlive_config_set_client_certificate_pem(void *config, const char *cert_pem, const char *key_pem, void *error_out)",
      "int32_t hwlive_config_set_trust(void *config, int32_t roots, void *error_out)",
      "int32_t hwlive_config_set_pinned_public_keys(void *config, const char *pins, void *error_out)",
      "int32_t hwlive_config_set_min_tls_version(void *config, int32_t version, void *error_out)",
      "int32_t hwlive_config_set_region_by_pattern(void *config, int32_t on, void *error_out)",
      "int32_t hwlive_config_set_log(void *config, int32_t level, void *function, void *userdata, void *error_out)",
      "int32_t hwlive_config_set_iam_user(void *config, const char *user, const char *password, const char *domain, void *error_out)",
      "int32_t hwlive_config_set_metadata_credentials(void *config, void *error_out)",
      "int32_t hwlive_config_set_metadata_endpoint(void *config, const char *url, void *error_out)",
      "int32_t hwlive_config_set_credentials_provider(void *config, void *function, void *userdata, void *error_out)",
      "int32_t hwlive_config_set_credentials_provider_with_release(void *config, void *function, void *userdata, void *release, void *error_out)",
      "int32_t hwlive_credentials_set_access_key(void *credentials, const char *access_key, const char *secret_key, const char *security_token, void *error_out)",
      "int32_t hwlive_credentials_set_auth_token(void *credentials, const char *token, void *error_out)",
      "int32_t hwlive_credentials_set_expiry_unix(void *credentials, int64_t seconds, void *error_out)",
      "int32_t hwlive_client_replace_credentials(void *client, void *config, void *error_out)",
      "int32_t hwlive_config_define_region(void *config, const char *region_id, const char *urls, void *error_out)",
      "int32_t hwlive_config_set_signing_algorithm(void *config, int32_t algorithm, void *error_out)",
      "int32_t hwlive_config_set_sts_endpoint(void *config, const char *url, void *error_out)",
      "int32_t hwlive_config_set_identity_provider(void *config, const char *idp_id, const char *id_token_file, void *error_out)",
      "int32_t hwlive_config_set_oidc(void *config, const char *provider_urn, const char *agency_urn, const char *id_token, const char *id_token_file, void *error_out)",
      "int32_t hwlive_config_set_oidc_session(void *config, const char *session_name, uint32_t duration_seconds, const char *policy, const char *policy_ids, void *error_out)",
      "int32_t hwlive_config_set_pod_identity(void *config, const char *uri, const char *authorization_token_file, void *error_out)",
      "int32_t hwlive_config_set_agency(void *config, const char *agency_urn, const char *external_id, void *error_out)",
      "int32_t hwlive_config_set_agency_by_name(void *config, const char *agency_name, const char *domain_name, const char *domain_id, void *error_out)",
      "int32_t hwlive_config_set_agency_session(void *config, const char *session_name, uint32_t duration_seconds, const char *policy, const char *policy_ids, void *error_out)",
      "int32_t hwlive_client_new(void *config, void *client_out, void *error_out)",
      "int32_t hwlive_show_record_callback(void *client, const char *id, void *callback_out, void *error_out)",
      "int32_t hwlive_show_record_callback_with(void *client, const char *id, void *call, void *callback_out, void *error_out)",
      "void hwlive_client_shutdown(void *client)",
      "void hwlive_client_free(void *client)",
      "void *hwlive_call_new()",
      "int32_t hwlive_call_set_timeout_ms(void *call, uint32_t timeout_ms, void *error_out)",
      "int32_t hwlive_call_add_header(void *call, const char *name, const char *value, void *error_out)",
      "int32_t hwlive_call_set_access_key(void *call, const char *access_key, const char *secret_key, const char *security_token, void *error_out)",
      "int32_t hwlive_call_set_auth_token(void *call, const char *token, void *error_out)",
      "void hwlive_call_cancel(void *call)",
      "uint32_t hwlive_call_attempts(void *call)",
      "int32_t hwlive_call_connection_reused(void *call)",
      "const char *hwlive_call_peer_address(void *call)",
      "int64_t hwlive_call_lookup_us(void *call)",
      "int64_t hwlive_call_connect_us(void *call)",
      "int64_t hwlive_call_proxy_us(void *call)",
      "int64_t hwlive_call_tls_us(void *call)",
      "int64_t hwlive_call_first_byte_us(void *call)",
      "int64_t hwlive_call_total_us(void *call)",
      "uint64_t hwlive_call_bytes_sent(void *call)",
      "uint64_t hwlive_call_bytes_received(void *call)",
      "const char *hwlive_call_tls_version(void *call)",
      "void hwlive_call_free(void *call)",
      "const char *hwlive_record_callback_id(void *callback)",
      "const char *hwlive_record_callback_publish_domain(void *callback)",
      "const char *hwlive_record_callback_app(void *callback)",
      "const char *hwlive_record_callback_notify_callback_url(void *callback)",
      "size_t hwlive_record_callback_notify_event_subscription_count(void *callback)",
      "const char *hwlive_record_callback_notify_event_subscription_at(void *callback, size_t index)",
      "uint32_t hwlive_record_callback_events(void *callback)",
      "const char *hwlive_record_callback_sign_type_text(void *callback)",
      "int32_t hwlive_record_callback_sign_type(void *callback)",
      "const char *hwlive_record_callback_create_time(void *callback)",
      "int64_t hwlive_record_callback_create_time_unix(void *callback)",
      "const char *hwlive_record_callback_update_time(void *callback)",
      "int64_t hwlive_record_callback_update_time_unix(void *callback)",
      "const char *hwlive_record_callback_request_id(void *callback)",
      "const char *hwlive_record_callback_json(void *callback, void *length_out)",
      "void hwlive_record_callback_free(void *callback)",
      "int32_t hwlive_list_record_callbacks(void *client, const char *publish_domain, const char *app, void *list_out, void *error_out)",
      "int32_t hwlive_list_record_callbacks_with(void *client, const char *publish_domain, const char *app, void *call, void *list_out, void *error_out)",
      "size_t hwlive_record_callback_list_count(void *list)",
      "void *hwlive_record_callback_list_at(void *list, size_t index)",
      "int64_t hwlive_record_callback_list_total(void *list)",
      "int32_t hwlive_record_callback_list_is_complete(void *list)",
      "const char *hwlive_record_callback_list_request_id(void *list)",
      "void hwlive_record_callback_list_free(void *list)",
      "int32_t hwlive_notification_parse(const char *body, size_t length, void *notification_out, void *error_out)",
      "int32_t hwlive_notification_verify(void *notification, const char *key, uint32_t accept, int64_t tolerance_ms, int64_t now_unix, void *error_out)",
      "uint32_t hwlive_record_callback_accept(void *callback)",
      "uint32_t hwlive_notification_event(void *notification)",
      "const char *hwlive_notification_json(void *notification, void *length_out)",
      "void hwlive_notification_free(void *notification)",
      "const char *hwlive_notification_project_id(void *notification)",
      "const char *hwlive_notification_job_id(void *notification)",
      "const char *hwlive_notification_task_id(void *notification)",
      "const char *hwlive_notification_event_type(void *notification)",
      "const char *hwlive_notification_publish_domain(void *notification)",
      "const char *hwlive_notification_app(void *notification)",
      "const char *hwlive_notification_stream(void *notification)",
      "const char *hwlive_notification_record_format(void *notification)",
      "const char *hwlive_notification_download_url(void *notification)",
      "const char *hwlive_notification_play_url(void *notification)",
      "const char *hwlive_notification_asset_id(void *notification)",
      "const char *hwlive_notification_start_time(void *notification)",
      "const char *hwlive_notification_end_time(void *notification)",
      "const char *hwlive_notification_obs_location(void *notification)",
      "const char *hwlive_notification_obs_bucket(void *notification)",
      "const char *hwlive_notification_obs_object(void *notification)",
      "const char *hwlive_notification_auth_sign(void *notification)",
      "const char *hwlive_notification_auth_timestamp(void *notification)",
      "int64_t hwlive_notification_file_size(void *notification)",
      "int64_t hwlive_notification_record_duration(void *notification)",
      "int64_t hwlive_notification_width(void *notification)",
      "int64_t hwlive_notification_height(void *notification)",
      "int64_t hwlive_notification_start_time_unix(void *notification)",
      "int64_t hwlive_notification_end_time_unix(void *notification)",
      "int32_t hwlive_error_code(void *error)",
      "const char *hwlive_error_message(void *error)",
      "int32_t hwlive_error_http_status(void *error)",
      "const char *hwlive_error_service_code(void *error)",
      "const char *hwlive_error_service_message(void *error)",
      "const char *hwlive_error_request_id(void *error)",
      "const char *hwlive_error_encoded_authorization_message(void *error)",
      "int64_t hwlive_error_retry_after_ms(void *error)",
      "uint32_t hwlive_error_attempts(void *error)",
      "int32_t hwlive_error_is_retryable(void *error)",
      "void hwlive_error_free(void *error)",
    ].freeze
  end
end
