# Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p

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

hwlive_log_fn = CFUNCTYPE(None, c_int32, c_char_p, c_void_p)
hwlive_credentials_fn = CFUNCTYPE(c_int32, c_void_p, c_void_p)
hwlive_release_fn = CFUNCTYPE(None, c_void_p)

#: Name, result and parameters of each function.
FUNCTIONS = (
    ("hwlive_version", c_char_p, ()),
    ("hwlive_config_new", c_void_p, ()),
    ("hwlive_config_set_region", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_endpoint", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_iam_endpoint", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_project_id", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_access_key", c_int32, (c_void_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_auth_token", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_load_environment", c_int32, (c_void_p, POINTER(c_void_p))),
    ("hwlive_config_set_timeout_ms", c_int32, (c_void_p, c_uint32, POINTER(c_void_p))),
    ("hwlive_config_set_connect_timeout_ms", c_int32, (c_void_p, c_uint32, POINTER(c_void_p))),
    ("hwlive_config_set_max_retries", c_int32, (c_void_p, c_uint32, POINTER(c_void_p))),
    ("hwlive_config_set_proxy", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_ca_file", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_client_certificate", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_insecure", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_set_user_agent", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_free", None, (c_void_p,)),
    ("hwlive_config_load_profile", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_load_koocli_profile", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_load_default", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_load_regions_file", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_add_resolve", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_local_address", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_ip_family", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_set_ca_pem", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_client_certificate_pem", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_trust", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_set_pinned_public_keys", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_min_tls_version", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_set_region_by_pattern", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_set_log", c_int32, (c_void_p, c_int32, hwlive_log_fn, c_void_p, POINTER(c_void_p))),
    ("hwlive_config_set_iam_user", c_int32, (c_void_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_metadata_credentials", c_int32, (c_void_p, POINTER(c_void_p))),
    ("hwlive_config_set_metadata_endpoint", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_credentials_provider", c_int32, (c_void_p, hwlive_credentials_fn, c_void_p, POINTER(c_void_p))),
    ("hwlive_config_set_credentials_provider_with_release", c_int32, (c_void_p, hwlive_credentials_fn, c_void_p, hwlive_release_fn, POINTER(c_void_p))),
    ("hwlive_credentials_set_access_key", c_int32, (c_void_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_credentials_set_auth_token", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_credentials_set_expiry_unix", c_int32, (c_void_p, c_int64, POINTER(c_void_p))),
    ("hwlive_client_replace_credentials", c_int32, (c_void_p, c_void_p, POINTER(c_void_p))),
    ("hwlive_config_define_region", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_signing_algorithm", c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    ("hwlive_config_set_sts_endpoint", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_identity_provider", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_oidc", c_int32, (c_void_p, c_char_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_oidc_session", c_int32, (c_void_p, c_char_p, c_uint32, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_pod_identity", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_agency", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_agency_by_name", c_int32, (c_void_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_config_set_agency_session", c_int32, (c_void_p, c_char_p, c_uint32, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_client_new", c_int32, (c_void_p, POINTER(c_void_p), POINTER(c_void_p))),
    ("hwlive_show_record_callback", c_int32, (c_void_p, c_char_p, POINTER(c_void_p), POINTER(c_void_p))),
    ("hwlive_show_record_callback_with", c_int32, (c_void_p, c_char_p, c_void_p, POINTER(c_void_p), POINTER(c_void_p))),
    ("hwlive_client_shutdown", None, (c_void_p,)),
    ("hwlive_client_free", None, (c_void_p,)),
    ("hwlive_call_new", c_void_p, ()),
    ("hwlive_call_set_timeout_ms", c_int32, (c_void_p, c_uint32, POINTER(c_void_p))),
    ("hwlive_call_add_header", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_call_set_access_key", c_int32, (c_void_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_call_set_auth_token", c_int32, (c_void_p, c_char_p, POINTER(c_void_p))),
    ("hwlive_call_cancel", None, (c_void_p,)),
    ("hwlive_call_attempts", c_uint32, (c_void_p,)),
    ("hwlive_call_connection_reused", c_int32, (c_void_p,)),
    ("hwlive_call_peer_address", c_char_p, (c_void_p,)),
    ("hwlive_call_lookup_us", c_int64, (c_void_p,)),
    ("hwlive_call_connect_us", c_int64, (c_void_p,)),
    ("hwlive_call_proxy_us", c_int64, (c_void_p,)),
    ("hwlive_call_tls_us", c_int64, (c_void_p,)),
    ("hwlive_call_first_byte_us", c_int64, (c_void_p,)),
    ("hwlive_call_total_us", c_int64, (c_void_p,)),
    ("hwlive_call_bytes_sent", c_uint64, (c_void_p,)),
    ("hwlive_call_bytes_received", c_uint64, (c_void_p,)),
    ("hwlive_call_tls_version", c_char_p, (c_void_p,)),
    ("hwlive_call_free", None, (c_void_p,)),
    ("hwlive_record_callback_id", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_publish_domain", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_app", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_notify_callback_url", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_notify_event_subscription_count", c_size_t, (c_void_p,)),
    ("hwlive_record_callback_notify_event_subscription_at", c_char_p, (c_void_p, c_size_t)),
    ("hwlive_record_callback_events", c_uint32, (c_void_p,)),
    ("hwlive_record_callback_sign_type_text", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_sign_type", c_int32, (c_void_p,)),
    ("hwlive_record_callback_create_time", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_create_time_unix", c_int64, (c_void_p,)),
    ("hwlive_record_callback_update_time", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_update_time_unix", c_int64, (c_void_p,)),
    ("hwlive_record_callback_request_id", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_json", c_char_p, (c_void_p, POINTER(c_size_t))),
    ("hwlive_record_callback_free", None, (c_void_p,)),
    ("hwlive_list_record_callbacks", c_int32, (c_void_p, c_char_p, c_char_p, POINTER(c_void_p), POINTER(c_void_p))),
    ("hwlive_list_record_callbacks_with", c_int32, (c_void_p, c_char_p, c_char_p, c_void_p, POINTER(c_void_p), POINTER(c_void_p))),
    ("hwlive_record_callback_list_count", c_size_t, (c_void_p,)),
    ("hwlive_record_callback_list_at", c_void_p, (c_void_p, c_size_t)),
    ("hwlive_record_callback_list_total", c_int64, (c_void_p,)),
    ("hwlive_record_callback_list_is_complete", c_int32, (c_void_p,)),
    ("hwlive_record_callback_list_request_id", c_char_p, (c_void_p,)),
    ("hwlive_record_callback_list_free", None, (c_void_p,)),
    ("hwlive_notification_parse", c_int32, (c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_void_p))),
    ("hwlive_notification_verify", c_int32, (c_void_p, c_char_p, c_uint32, c_int64, c_int64, POINTER(c_void_p))),
    ("hwlive_record_callback_accept", c_uint32, (c_void_p,)),
    ("hwlive_notification_event", c_uint32, (c_void_p,)),
    ("hwlive_notification_json", c_char_p, (c_void_p, POINTER(c_size_t))),
    ("hwlive_notification_free", None, (c_void_p,)),
    ("hwlive_notification_project_id", c_char_p, (c_void_p,)),
    ("hwlive_notification_job_id", c_char_p, (c_void_p,)),
    ("hwlive_notification_task_id", c_char_p, (c_void_p,)),
    ("hwlive_notification_event_type", c_char_p, (c_void_p,)),
    ("hwlive_notification_publish_domain", c_char_p, (c_void_p,)),
    ("hwlive_notification_app", c_char_p, (c_void_p,)),
    ("hwlive_notification_stream", c_char_p, (c_void_p,)),
    ("hwlive_notification_record_format", c_char_p, (c_void_p,)),
    ("hwlive_notification_download_url", c_char_p, (c_void_p,)),
    ("hwlive_notification_play_url", c_char_p, (c_void_p,)),
    ("hwlive_notification_asset_id", c_char_p, (c_void_p,)),
    ("hwlive_notification_start_time", c_char_p, (c_void_p,)),
    ("hwlive_notification_end_time", c_char_p, (c_void_p,)),
    ("hwlive_notification_obs_location", c_char_p, (c_void_p,)),
    ("hwlive_notification_obs_bucket", c_char_p, (c_void_p,)),
    ("hwlive_notification_obs_object", c_char_p, (c_void_p,)),
    ("hwlive_notification_auth_sign", c_char_p, (c_void_p,)),
    ("hwlive_notification_auth_timestamp", c_char_p, (c_void_p,)),
    ("hwlive_notification_file_size", c_int64, (c_void_p,)),
    ("hwlive_notification_record_duration", c_int64, (c_void_p,)),
    ("hwlive_notification_width", c_int64, (c_void_p,)),
    ("hwlive_notification_height", c_int64, (c_void_p,)),
    ("hwlive_notification_start_time_unix", c_int64, (c_void_p,)),
    ("hwlive_notification_end_time_unix", c_int64, (c_void_p,)),
    ("hwlive_error_code", c_int32, (c_void_p,)),
    ("hwlive_error_message", c_char_p, (c_void_p,)),
    ("hwlive_error_http_status", c_int32, (c_void_p,)),
    ("hwlive_error_service_code", c_char_p, (c_void_p,)),
    ("hwlive_error_service_message", c_char_p, (c_void_p,)),
    ("hwlive_error_request_id", c_char_p, (c_void_p,)),
    ("hwlive_error_encoded_authorization_message", c_char_p, (c_void_p,)),
    ("hwlive_error_retry_after_ms", c_int64, (c_void_p,)),
    ("hwlive_error_attempts", c_uint32, (c_void_p,)),
    ("hwlive_error_is_retryable", c_int32, (c_void_p,)),
    ("hwlive_error_free", None, (c_void_p,)),
)
