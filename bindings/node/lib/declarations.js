// Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.
exports.ABI = "0.1";
exports.HWLIVE_IP_ANY = 0;
exports.HWLIVE_IP_4 = 4;
exports.HWLIVE_IP_6 = 6;
exports.HWLIVE_TRUST_BUILT_IN = 0;
exports.HWLIVE_TRUST_SYSTEM = 1;
exports.HWLIVE_TLS_1_2 = 12;
exports.HWLIVE_TLS_1_3 = 13;
exports.HWLIVE_LOG_OFF = 0;
exports.HWLIVE_LOG_ERROR = 1;
exports.HWLIVE_LOG_WARN = 2;
exports.HWLIVE_LOG_INFO = 3;
exports.HWLIVE_LOG_DEBUG = 4;
exports.HWLIVE_LOG_TRACE = 5;
exports.HWLIVE_SIGNING_SDK_HMAC_SHA256 = 0;
exports.HWLIVE_SIGNING_V11_HMAC_SHA256 = 1;
exports.HWLIVE_SIGNING_SDK_HMAC_SM3 = 2;
exports.HWLIVE_EVENT_RECORD_NEW_FILE_START = 1;
exports.HWLIVE_EVENT_RECORD_FILE_COMPLETE = 2;
exports.HWLIVE_EVENT_RECORD_OVER = 4;
exports.HWLIVE_EVENT_RECORD_FAILED = 8;
exports.HWLIVE_EVENT_RECORD_START = 16;
exports.HWLIVE_EVENT_OTHER = 2147483648;
exports.HWLIVE_SIGN_TYPE_OTHER = 0;
exports.HWLIVE_SIGN_TYPE_HMACSHA256 = 1;
exports.HWLIVE_SIGN_TYPE_MD5 = 2;
exports.HWLIVE_ACCEPT_HMACSHA256 = 1;
exports.HWLIVE_ACCEPT_MD5 = 2;
exports.HWLIVE_ACCEPT_UNSIGNED = 4;
exports.HWLIVE_NOTIFICATION_TOLERANCE_MS = 900000;
exports.HWLIVE_CODE_OK = 0;
exports.HWLIVE_CODE_OTHER = 1;
exports.HWLIVE_CODE_INVALID_ARGUMENT = 2;
exports.HWLIVE_CODE_CREDENTIALS = 3;
exports.HWLIVE_CODE_UNAUTHORIZED = 4;
exports.HWLIVE_CODE_NOT_FOUND = 5;
exports.HWLIVE_CODE_THROTTLED = 6;
exports.HWLIVE_CODE_SERVICE = 7;
exports.HWLIVE_CODE_CONNECT = 8;
exports.HWLIVE_CODE_TLS = 9;
exports.HWLIVE_CODE_TIMEOUT = 10;
exports.HWLIVE_CODE_BAD_RESPONSE = 11;
exports.HWLIVE_CODE_CANCELLED = 12;
exports.HWLIVE_CODE_PANIC = 13;
exports.HWLIVE_CODE_MALFORMED = 14;
exports.HWLIVE_CODE_UNSIGNED = 15;
exports.HWLIVE_CODE_WRONG_SIGNATURE = 16;
exports.HWLIVE_CODE_EXPIRED = 17;

exports.OBJECTS = ["hwlive_call", "hwlive_client", "hwlive_config", "hwlive_credentials", "hwlive_error", "hwlive_notification", "hwlive_record_callback", "hwlive_record_callback_list"];

/** The types of functions that C calls. */
exports.CALLBACKS = [
  "void hwlive_log_fn(int32_t level, const char *message, void *userdata)",
  "int32_t hwlive_credentials_fn(hwlive_credentials *credentials, void *userdata)",
  "void hwlive_release_fn(void *userdata)",
];

exports.FUNCTIONS = [
  "const char *hwlive_version()",
  "hwlive_config *hwlive_config_new()",
  "int32_t hwlive_config_set_region(hwlive_config *config, const char *region_id, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_endpoint(hwlive_config *config, const char *url, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_iam_endpoint(hwlive_config *config, const char *url, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_project_id(hwlive_config *config, const char *project_id, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_access_key(hwlive_config *config, const char *access_key, const char *secret_key, const char *security_token, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_auth_token(hwlive_config *config, const char *token, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_load_environment(hwlive_config *config, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_timeout_ms(hwlive_config *config, uint32_t timeout_ms, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_connect_timeout_ms(hwlive_config *config, uint32_t timeout_ms, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_max_retries(hwlive_config *config, uint32_t retries, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_proxy(hwlive_config *config, const char *url, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_ca_file(hwlive_config *config, const char *path, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_client_certificate(hwlive_config *config, const char *cert_path, const char *key_path, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_insecure(hwlive_config *config, int32_t on, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_user_agent(hwlive_config *config, const char *suffix, _Out_ hwlive_error **error_out)",
  "void hwlive_config_free(hwlive_config *config)",
  "int32_t hwlive_config_load_profile(hwlive_config *config, const char *path, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_load_koocli_profile(hwlive_config *config, const char *path, const char *profile, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_load_default(hwlive_config *config, int32_t with_metadata, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_load_regions_file(hwlive_config *config, const char *path, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_add_resolve(hwlive_config *config, const char *entry, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_local_address(hwlive_config *config, const char *address, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_ip_family(hwlive_config *config, int32_t family, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_ca_pem(hwlive_config *config, const char *pem, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_client_certificate_pem(hwlive_config *config, const char *cert_pem, const char *key_pem, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_trust(hwlive_config *config, int32_t roots, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_pinned_public_keys(hwlive_config *config, const char *pins, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_min_tls_version(hwlive_config *config, int32_t version, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_region_by_pattern(hwlive_config *config, int32_t on, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_log(hwlive_config *config, int32_t level, hwlive_log_fn *function, void *userdata, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_iam_user(hwlive_config *config, const char *user, const char *password, const char *domain, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_metadata_credentials(hwlive_config *config, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_metadata_endpoint(hwlive_config *config, const char *url, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_credentials_provider(hwlive_config *config, hwlive_credentials_fn *function, void *userdata, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_credentials_provider_with_release(hwlive_config *config, hwlive_credentials_fn *function, void *userdata, hwlive_release_fn *release, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_credentials_set_access_key(hwlive_credentials *credentials, const char *access_key, const char *secret_key, const char *security_token, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_credentials_set_auth_token(hwlive_credentials *credentials, const char *token, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_credentials_set_expiry_unix(hwlive_credentials *credentials, int64_t seconds, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_client_replace_credentials(hwlive_client *client, hwlive_config *config, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_define_region(hwlive_config *config, const char *region_id, const char *urls, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_signing_algorithm(hwlive_config *config, int32_t algorithm, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_sts_endpoint(hwlive_config *config, const char *url, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_identity_provider(hwlive_config *config, const char *idp_id, const char *id_token_file, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_oidc(hwlive_config *config, const char *provider_urn, const char *agency_urn, const char *id_token, const char *id_token_file, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_oidc_session(hwlive_config *config, const char *session_name, uint32_t duration_seconds, const char *policy, const char *policy_ids, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_pod_identity(hwlive_config *config, const char *uri, const char *authorization_token_file, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_agency(hwlive_config *config, const char *agency_urn, const char *external_id, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_agency_by_name(hwlive_config *config, const char *agency_name, const char *domain_name, const char *domain_id, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_config_set_agency_session(hwlive_config *config, const char *session_name, uint32_t duration_seconds, const char *policy, const char *policy_ids, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_client_new(hwlive_config *config, _Out_ hwlive_client **client_out, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_show_record_callback(hwlive_client *client, const char *id, _Out_ hwlive_record_callback **callback_out, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_show_record_callback_with(hwlive_client *client, const char *id, hwlive_call *call, _Out_ hwlive_record_callback **callback_out, _Out_ hwlive_error **error_out)",
  "void hwlive_client_shutdown(hwlive_client *client)",
  "void hwlive_client_free(hwlive_client *client)",
  "hwlive_call *hwlive_call_new()",
  "int32_t hwlive_call_set_timeout_ms(hwlive_call *call, uint32_t timeout_ms, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_call_add_header(hwlive_call *call, const char *name, const char *value, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_call_set_access_key(hwlive_call *call, const char *access_key, const char *secret_key, const char *security_token, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_call_set_auth_token(hwlive_call *call, const char *token, _Out_ hwlive_error **error_out)",
  "void hwlive_call_cancel(hwlive_call *call)",
  "uint32_t hwlive_call_attempts(hwlive_call *call)",
  "int32_t hwlive_call_connection_reused(hwlive_call *call)",
  "const char *hwlive_call_peer_address(hwlive_call *call)",
  "int64_t hwlive_call_lookup_us(hwlive_call *call)",
  "int64_t hwlive_call_connect_us(hwlive_call *call)",
  "int64_t hwlive_call_proxy_us(hwlive_call *call)",
  "int64_t hwlive_call_tls_us(hwlive_call *call)",
  "int64_t hwlive_call_first_byte_us(hwlive_call *call)",
  "int64_t hwlive_call_total_us(hwlive_call *call)",
  "uint64_t hwlive_call_bytes_sent(hwlive_call *call)",
  "uint64_t hwlive_call_bytes_received(hwlive_call *call)",
  "const char *hwlive_call_tls_version(hwlive_call *call)",
  "void hwlive_call_free(hwlive_call *call)",
  "const char *hwlive_record_callback_id(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_publish_domain(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_app(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_notify_callback_url(hwlive_record_callback *callback)",
  "size_t hwlive_record_callback_notify_event_subscription_count(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_notify_event_subscription_at(hwlive_record_callback *callback, size_t index)",
  "uint32_t hwlive_record_callback_events(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_sign_type_text(hwlive_record_callback *callback)",
  "int32_t hwlive_record_callback_sign_type(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_create_time(hwlive_record_callback *callback)",
  "int64_t hwlive_record_callback_create_time_unix(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_update_time(hwlive_record_callback *callback)",
  "int64_t hwlive_record_callback_update_time_unix(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_request_id(hwlive_record_callback *callback)",
  "const char *hwlive_record_callback_json(hwlive_record_callback *callback, _Out_ size_t *length_out)",
  "void hwlive_record_callback_free(hwlive_record_callback *callback)",
  "int32_t hwlive_list_record_callbacks(hwlive_client *client, const char *publish_domain, const char *app, _Out_ hwlive_record_callback_list **list_out, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_list_record_callbacks_with(hwlive_client *client, const char *publish_domain, const char *app, hwlive_call *call, _Out_ hwlive_record_callback_list **list_out, _Out_ hwlive_error **error_out)",
  "size_t hwlive_record_callback_list_count(hwlive_record_callback_list *list)",
  "hwlive_record_callback *hwlive_record_callback_list_at(hwlive_record_callback_list *list, size_t index)",
  "int64_t hwlive_record_callback_list_total(hwlive_record_callback_list *list)",
  "int32_t hwlive_record_callback_list_is_complete(hwlive_record_callback_list *list)",
  "const char *hwlive_record_callback_list_request_id(hwlive_record_callback_list *list)",
  "void hwlive_record_callback_list_free(hwlive_record_callback_list *list)",
  "int32_t hwlive_notification_parse(const uint8_t *body, size_t length, _Out_ hwlive_notification **notification_out, _Out_ hwlive_error **error_out)",
  "int32_t hwlive_notification_verify(hwlive_notification *notification, const char *key, uint32_t accept, int64_t tolerance_ms, int64_t now_unix, _Out_ hwlive_error **error_out)",
  "uint32_t hwlive_record_callback_accept(hwlive_record_callback *callback)",
  "uint32_t hwlive_notification_event(hwlive_notification *notification)",
  "const char *hwlive_notification_json(hwlive_notification *notification, _Out_ size_t *length_out)",
  "void hwlive_notification_free(hwlive_notification *notification)",
  "const char *hwlive_notification_project_id(hwlive_notification *notification)",
  "const char *hwlive_notification_job_id(hwlive_notification *notification)",
  "const char *hwlive_notification_task_id(hwlive_notification *notification)",
  "const char *hwlive_notification_event_type(hwlive_notification *notification)",
  "const char *hwlive_notification_publish_domain(hwlive_notification *notification)",
  "const char *hwlive_notification_app(hwlive_notification *notification)",
  "const char *hwlive_notification_stream(hwlive_notification *notification)",
  "const char *hwlive_notification_record_format(hwlive_notification *notification)",
  "const char *hwlive_notification_download_url(hwlive_notification *notification)",
  "const char *hwlive_notification_play_url(hwlive_notification *notification)",
  "const char *hwlive_notification_asset_id(hwlive_notification *notification)",
  "const char *hwlive_notification_start_time(hwlive_notification *notification)",
  "const char *hwlive_notification_end_time(hwlive_notification *notification)",
  "const char *hwlive_notification_obs_location(hwlive_notification *notification)",
  "const char *hwlive_notification_obs_bucket(hwlive_notification *notification)",
  "const char *hwlive_notification_obs_object(hwlive_notification *notification)",
  "const char *hwlive_notification_auth_sign(hwlive_notification *notification)",
  "const char *hwlive_notification_auth_timestamp(hwlive_notification *notification)",
  "int64_t hwlive_notification_file_size(hwlive_notification *notification)",
  "int64_t hwlive_notification_record_duration(hwlive_notification *notification)",
  "int64_t hwlive_notification_width(hwlive_notification *notification)",
  "int64_t hwlive_notification_height(hwlive_notification *notification)",
  "int64_t hwlive_notification_start_time_unix(hwlive_notification *notification)",
  "int64_t hwlive_notification_end_time_unix(hwlive_notification *notification)",
  "int32_t hwlive_error_code(hwlive_error *error)",
  "const char *hwlive_error_message(hwlive_error *error)",
  "int32_t hwlive_error_http_status(hwlive_error *error)",
  "const char *hwlive_error_service_code(hwlive_error *error)",
  "const char *hwlive_error_service_message(hwlive_error *error)",
  "const char *hwlive_error_request_id(hwlive_error *error)",
  "const char *hwlive_error_encoded_authorization_message(hwlive_error *error)",
  "int64_t hwlive_error_retry_after_ms(hwlive_error *error)",
  "uint32_t hwlive_error_attempts(hwlive_error *error)",
  "int32_t hwlive_error_is_retryable(hwlive_error *error)",
  "void hwlive_error_free(hwlive_error *error)",
];
