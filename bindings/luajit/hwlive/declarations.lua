-- Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.
local ffi = require("ffi")

ffi.cdef [[
typedef struct hwlive_call hwlive_call;
typedef struct hwlive_client hwlive_client;
typedef struct hwlive_config hwlive_config;
typedef struct hwlive_credentials hwlive_credentials;
typedef struct hwlive_error hwlive_error;
typedef struct hwlive_notification hwlive_notification;
typedef struct hwlive_record_callback hwlive_record_callback;
typedef struct hwlive_record_callback_list hwlive_record_callback_list;
typedef int32_t hwlive_code;
typedef void (*hwlive_log_fn)(int32_t level, const char *message, void *userdata);
typedef hwlive_code (*hwlive_credentials_fn)(hwlive_credentials *credentials, void *userdata);
typedef void (*hwlive_release_fn)(void *userdata);
const char *hwlive_version(void);
hwlive_config *hwlive_config_new(void);
hwlive_code hwlive_config_set_region(hwlive_config *config, const char *region_id, hwlive_error **error_out);
hwlive_code hwlive_config_set_endpoint(hwlive_config *config, const char *url, hwlive_error **error_out);
hwlive_code hwlive_config_set_iam_endpoint(hwlive_config *config, const char *url, hwlive_error **error_out);
hwlive_code hwlive_config_set_project_id(hwlive_config *config, const char *project_id, hwlive_error **error_out);
hwlive_code hwlive_config_set_access_key(hwlive_config *config, const char *access_key, const char *secret_key, const char *security_token, hwlive_error **error_out);
hwlive_code hwlive_config_set_auth_token(hwlive_config *config, const char *token, hwlive_error **error_out);
hwlive_code hwlive_config_load_environment(hwlive_config *config, hwlive_error **error_out);
hwlive_code hwlive_config_set_timeout_ms(hwlive_config *config, uint32_t timeout_ms, hwlive_error **error_out);
hwlive_code hwlive_config_set_connect_timeout_ms(hwlive_config *config, uint32_t timeout_ms, hwlive_error **error_out);
hwlive_code hwlive_config_set_max_retries(hwlive_config *config, uint32_t retries, hwlive_error **error_out);
hwlive_code hwlive_config_set_proxy(hwlive_config *config, const char *url, hwlive_error **error_out);
hwlive_code hwlive_config_set_ca_file(hwlive_config *config, const char *path, hwlive_error **error_out);
hwlive_code hwlive_config_set_client_certificate(hwlive_config *config, const char *cert_path, const char *key_path, hwlive_error **error_out);
hwlive_code hwlive_config_set_insecure(hwlive_config *config, int32_t on, hwlive_error **error_out);
hwlive_code hwlive_config_set_user_agent(hwlive_config *config, const char *suffix, hwlive_error **error_out);
void hwlive_config_free(hwlive_config *config);
hwlive_code hwlive_config_load_profile(hwlive_config *config, const char *path, hwlive_error **error_out);
hwlive_code hwlive_config_load_koocli_profile(hwlive_config *config, const char *path, const char *profile, hwlive_error **error_out);
hwlive_code hwlive_config_load_default(hwlive_config *config, int32_t with_metadata, hwlive_error **error_out);
hwlive_code hwlive_config_load_regions_file(hwlive_config *config, const char *path, hwlive_error **error_out);
hwlive_code hwlive_config_add_resolve(hwlive_config *config, const char *entry, hwlive_error **error_out);
hwlive_code hwlive_config_set_local_address(hwlive_config *config, const char *address, hwlive_error **error_out);
hwlive_code hwlive_config_set_ip_family(hwlive_config *config, int32_t family, hwlive_error **error_out);
hwlive_code hwlive_config_set_ca_pem(hwlive_config *config, const char *pem, hwlive_error **error_out);
hwlive_code hwlive_config_set_client_certificate_pem(hwlive_config *config, const char *cert_pem, const char *key_pem, hwlive_error **error_out);
hwlive_code hwlive_config_set_trust(hwlive_config *config, int32_t roots, hwlive_error **error_out);
hwlive_code hwlive_config_set_pinned_public_keys(hwlive_config *config, const char *pins, hwlive_error **error_out);
hwlive_code hwlive_config_set_min_tls_version(hwlive_config *config, int32_t version, hwlive_error **error_out);
hwlive_code hwlive_config_set_region_by_pattern(hwlive_config *config, int32_t on, hwlive_error **error_out);
hwlive_code hwlive_config_set_log(hwlive_config *config, int32_t level, hwlive_log_fn function, void *userdata, hwlive_error **error_out);
hwlive_code hwlive_config_set_iam_user(hwlive_config *config, const char *user, const char *password, const char *domain, hwlive_error **error_out);
hwlive_code hwlive_config_set_metadata_credentials(hwlive_config *config, hwlive_error **error_out);
hwlive_code hwlive_config_set_metadata_endpoint(hwlive_config *config, const char *url, hwlive_error **error_out);
hwlive_code hwlive_config_set_credentials_provider(hwlive_config *config, hwlive_credentials_fn function, void *userdata, hwlive_error **error_out);
hwlive_code hwlive_config_set_credentials_provider_with_release(hwlive_config *config, hwlive_credentials_fn function, void *userdata, hwlive_release_fn release, hwlive_error **error_out);
hwlive_code hwlive_credentials_set_access_key(hwlive_credentials *credentials, const char *access_key, const char *secret_key, const char *security_token, hwlive_error **error_out);
hwlive_code hwlive_credentials_set_auth_token(hwlive_credentials *credentials, const char *token, hwlive_error **error_out);
hwlive_code hwlive_credentials_set_expiry_unix(hwlive_credentials *credentials, int64_t seconds, hwlive_error **error_out);
hwlive_code hwlive_client_replace_credentials(const hwlive_client *client, const hwlive_config *config, hwlive_error **error_out);
hwlive_code hwlive_config_define_region(hwlive_config *config, const char *region_id, const char *urls, hwlive_error **error_out);
hwlive_code hwlive_config_set_signing_algorithm(hwlive_config *config, int32_t algorithm, hwlive_error **error_out);
hwlive_code hwlive_config_set_sts_endpoint(hwlive_config *config, const char *url, hwlive_error **error_out);
hwlive_code hwlive_config_set_identity_provider(hwlive_config *config, const char *idp_id, const char *id_token_file, hwlive_error **error_out);
hwlive_code hwlive_config_set_oidc(hwlive_config *config, const char *provider_urn, const char *agency_urn, const char *id_token, const char *id_token_file, hwlive_error **error_out);
hwlive_code hwlive_config_set_oidc_session(hwlive_config *config, const char *session_name, uint32_t duration_seconds, const char *policy, const char *policy_ids, hwlive_error **error_out);
hwlive_code hwlive_config_set_pod_identity(hwlive_config *config, const char *uri, const char *authorization_token_file, hwlive_error **error_out);
hwlive_code hwlive_config_set_agency(hwlive_config *config, const char *agency_urn, const char *external_id, hwlive_error **error_out);
hwlive_code hwlive_config_set_agency_by_name(hwlive_config *config, const char *agency_name, const char *domain_name, const char *domain_id, hwlive_error **error_out);
hwlive_code hwlive_config_set_agency_session(hwlive_config *config, const char *session_name, uint32_t duration_seconds, const char *policy, const char *policy_ids, hwlive_error **error_out);
hwlive_code hwlive_client_new(const hwlive_config *config, hwlive_client **client_out, hwlive_error **error_out);
hwlive_code hwlive_show_record_callback(const hwlive_client *client, const char *id, hwlive_record_callback **callback_out, hwlive_error **error_out);
hwlive_code hwlive_show_record_callback_with(const hwlive_client *client, const char *id, hwlive_call *call, hwlive_record_callback **callback_out, hwlive_error **error_out);
void hwlive_client_shutdown(const hwlive_client *client);
void hwlive_client_free(hwlive_client *client);
hwlive_call *hwlive_call_new(void);
hwlive_code hwlive_call_set_timeout_ms(hwlive_call *call, uint32_t timeout_ms, hwlive_error **error_out);
hwlive_code hwlive_call_add_header(hwlive_call *call, const char *name, const char *value, hwlive_error **error_out);
hwlive_code hwlive_call_set_access_key(hwlive_call *call, const char *access_key, const char *secret_key, const char *security_token, hwlive_error **error_out);
hwlive_code hwlive_call_set_auth_token(hwlive_call *call, const char *token, hwlive_error **error_out);
void hwlive_call_cancel(const hwlive_call *call);
uint32_t hwlive_call_attempts(const hwlive_call *call);
int32_t hwlive_call_connection_reused(const hwlive_call *call);
const char *hwlive_call_peer_address(const hwlive_call *call);
int64_t hwlive_call_lookup_us(const hwlive_call *call);
int64_t hwlive_call_connect_us(const hwlive_call *call);
int64_t hwlive_call_proxy_us(const hwlive_call *call);
int64_t hwlive_call_tls_us(const hwlive_call *call);
int64_t hwlive_call_first_byte_us(const hwlive_call *call);
int64_t hwlive_call_total_us(const hwlive_call *call);
uint64_t hwlive_call_bytes_sent(const hwlive_call *call);
uint64_t hwlive_call_bytes_received(const hwlive_call *call);
const char *hwlive_call_tls_version(const hwlive_call *call);
void hwlive_call_free(hwlive_call *call);
const char *hwlive_record_callback_id(const hwlive_record_callback *callback);
const char *hwlive_record_callback_publish_domain(const hwlive_record_callback *callback);
const char *hwlive_record_callback_app(const hwlive_record_callback *callback);
const char *hwlive_record_callback_notify_callback_url(const hwlive_record_callback *callback);
size_t hwlive_record_callback_notify_event_subscription_count(const hwlive_record_callback *callback);
const char *hwlive_record_callback_notify_event_subscription_at(const hwlive_record_callback *callback, size_t index);
uint32_t hwlive_record_callback_events(const hwlive_record_callback *callback);
const char *hwlive_record_callback_sign_type_text(const hwlive_record_callback *callback);
int32_t hwlive_record_callback_sign_type(const hwlive_record_callback *callback);
const char *hwlive_record_callback_create_time(const hwlive_record_callback *callback);
int64_t hwlive_record_callback_create_time_unix(const hwlive_record_callback *callback);
const char *hwlive_record_callback_update_time(const hwlive_record_callback *callback);
int64_t hwlive_record_callback_update_time_unix(const hwlive_record_callback *callback);
const char *hwlive_record_callback_request_id(const hwlive_record_callback *callback);
const char *hwlive_record_callback_json(const hwlive_record_callback *callback, size_t *length_out);
void hwlive_record_callback_free(hwlive_record_callback *callback);
hwlive_code hwlive_list_record_callbacks(const hwlive_client *client, const char *publish_domain, const char *app, hwlive_record_callback_list **list_out, hwlive_error **error_out);
hwlive_code hwlive_list_record_callbacks_with(const hwlive_client *client, const char *publish_domain, const char *app, hwlive_call *call, hwlive_record_callback_list **list_out, hwlive_error **error_out);
size_t hwlive_record_callback_list_count(const hwlive_record_callback_list *list);
const hwlive_record_callback *hwlive_record_callback_list_at(const hwlive_record_callback_list *list, size_t index);
int64_t hwlive_record_callback_list_total(const hwlive_record_callback_list *list);
int32_t hwlive_record_callback_list_is_complete(const hwlive_record_callback_list *list);
const char *hwlive_record_callback_list_request_id(const hwlive_record_callback_list *list);
void hwlive_record_callback_list_free(hwlive_record_callback_list *list);
hwlive_code hwlive_notification_parse(const char *body, size_t length, hwlive_notification **notification_out, hwlive_error **error_out);
hwlive_code hwlive_notification_verify(const hwlive_notification *notification, const char *key, uint32_t accept, int64_t tolerance_ms, int64_t now_unix, hwlive_error **error_out);
uint32_t hwlive_record_callback_accept(const hwlive_record_callback *callback);
uint32_t hwlive_notification_event(const hwlive_notification *notification);
const char *hwlive_notification_json(const hwlive_notification *notification, size_t *length_out);
void hwlive_notification_free(hwlive_notification *notification);
const char *hwlive_notification_project_id(const hwlive_notification *notification);
const char *hwlive_notification_job_id(const hwlive_notification *notification);
const char *hwlive_notification_task_id(const hwlive_notification *notification);
const char *hwlive_notification_event_type(const hwlive_notification *notification);
const char *hwlive_notification_publish_domain(const hwlive_notification *notification);
const char *hwlive_notification_app(const hwlive_notification *notification);
const char *hwlive_notification_stream(const hwlive_notification *notification);
const char *hwlive_notification_record_format(const hwlive_notification *notification);
const char *hwlive_notification_download_url(const hwlive_notification *notification);
const char *hwlive_notification_play_url(const hwlive_notification *notification);
const char *hwlive_notification_asset_id(const hwlive_notification *notification);
const char *hwlive_notification_start_time(const hwlive_notification *notification);
const char *hwlive_notification_end_time(const hwlive_notification *notification);
const char *hwlive_notification_obs_location(const hwlive_notification *notification);
const char *hwlive_notification_obs_bucket(const hwlive_notification *notification);
const char *hwlive_notification_obs_object(const hwlive_notification *notification);
const char *hwlive_notification_auth_sign(const hwlive_notification *notification);
const char *hwlive_notification_auth_timestamp(const hwlive_notification *notification);
int64_t hwlive_notification_file_size(const hwlive_notification *notification);
int64_t hwlive_notification_record_duration(const hwlive_notification *notification);
int64_t hwlive_notification_width(const hwlive_notification *notification);
int64_t hwlive_notification_height(const hwlive_notification *notification);
int64_t hwlive_notification_start_time_unix(const hwlive_notification *notification);
int64_t hwlive_notification_end_time_unix(const hwlive_notification *notification);
hwlive_code hwlive_error_code(const hwlive_error *error);
const char *hwlive_error_message(const hwlive_error *error);
int32_t hwlive_error_http_status(const hwlive_error *error);
const char *hwlive_error_service_code(const hwlive_error *error);
const char *hwlive_error_service_message(const hwlive_error *error);
const char *hwlive_error_request_id(const hwlive_error *error);
const char *hwlive_error_encoded_authorization_message(const hwlive_error *error);
int64_t hwlive_error_retry_after_ms(const hwlive_error *error);
uint32_t hwlive_error_attempts(const hwlive_error *error);
int32_t hwlive_error_is_retryable(const hwlive_error *error);
void hwlive_error_free(hwlive_error *error);
]]

return {
  ABI = "0.1",
  HWLIVE_IP_ANY = 0,
  HWLIVE_IP_4 = 4,
  HWLIVE_IP_6 = 6,
  HWLIVE_TRUST_BUILT_IN = 0,
  HWLIVE_TRUST_SYSTEM = 1,
  HWLIVE_TLS_1_2 = 12,
  HWLIVE_TLS_1_3 = 13,
  HWLIVE_LOG_OFF = 0,
  HWLIVE_LOG_ERROR = 1,
  HWLIVE_LOG_WARN = 2,
  HWLIVE_LOG_INFO = 3,
  HWLIVE_LOG_DEBUG = 4,
  HWLIVE_LOG_TRACE = 5,
  HWLIVE_SIGNING_SDK_HMAC_SHA256 = 0,
  HWLIVE_SIGNING_V11_HMAC_SHA256 = 1,
  HWLIVE_SIGNING_SDK_HMAC_SM3 = 2,
  HWLIVE_EVENT_RECORD_NEW_FILE_START = 1,
  HWLIVE_EVENT_RECORD_FILE_COMPLETE = 2,
  HWLIVE_EVENT_RECORD_OVER = 4,
  HWLIVE_EVENT_RECORD_FAILED = 8,
  HWLIVE_EVENT_RECORD_START = 16,
  HWLIVE_EVENT_OTHER = 2147483648,
  HWLIVE_SIGN_TYPE_OTHER = 0,
  HWLIVE_SIGN_TYPE_HMACSHA256 = 1,
  HWLIVE_SIGN_TYPE_MD5 = 2,
  HWLIVE_ACCEPT_HMACSHA256 = 1,
  HWLIVE_ACCEPT_MD5 = 2,
  HWLIVE_ACCEPT_UNSIGNED = 4,
  HWLIVE_NOTIFICATION_TOLERANCE_MS = 900000,
  HWLIVE_CODE_OK = 0,
  HWLIVE_CODE_OTHER = 1,
  HWLIVE_CODE_INVALID_ARGUMENT = 2,
  HWLIVE_CODE_CREDENTIALS = 3,
  HWLIVE_CODE_UNAUTHORIZED = 4,
  HWLIVE_CODE_NOT_FOUND = 5,
  HWLIVE_CODE_THROTTLED = 6,
  HWLIVE_CODE_SERVICE = 7,
  HWLIVE_CODE_CONNECT = 8,
  HWLIVE_CODE_TLS = 9,
  HWLIVE_CODE_TIMEOUT = 10,
  HWLIVE_CODE_BAD_RESPONSE = 11,
  HWLIVE_CODE_CANCELLED = 12,
  HWLIVE_CODE_PANIC = 13,
  HWLIVE_CODE_MALFORMED = 14,
  HWLIVE_CODE_UNSIGNED = 15,
  HWLIVE_CODE_WRONG_SIGNATURE = 16,
  HWLIVE_CODE_EXPIRED = 17,
}
