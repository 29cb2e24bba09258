// Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.

package hwlive

import "unsafe"

const (
	abi                                = "0.1"
	HWLIVE_IP_ANY                      = 0
	HWLIVE_IP_4                        = 4
	HWLIVE_IP_6                        = 6
	HWLIVE_TRUST_BUILT_IN              = 0
	HWLIVE_TRUST_SYSTEM                = 1
	HWLIVE_TLS_1_2                     = 12
	HWLIVE_TLS_1_3                     = 13
	HWLIVE_LOG_OFF                     = 0
	HWLIVE_LOG_ERROR                   = 1
	HWLIVE_LOG_WARN                    = 2
	HWLIVE_LOG_INFO                    = 3
	HWLIVE_LOG_DEBUG                   = 4
	HWLIVE_LOG_TRACE                   = 5
	HWLIVE_SIGNING_SDK_HMAC_SHA256     = 0
	HWLIVE_SIGNING_V11_HMAC_SHA256     = 1
	HWLIVE_SIGNING_SDK_HMAC_SM3        = 2
	HWLIVE_EVENT_RECORD_NEW_FILE_START = 1
	HWLIVE_EVENT_RECORD_FILE_COMPLETE  = 2
	HWLIVE_EVENT_RECORD_OVER           = 4
	HWLIVE_EVENT_RECORD_FAILED         = 8
	HWLIVE_EVENT_RECORD_START          = 16
	HWLIVE_EVENT_OTHER                 = 2147483648
	HWLIVE_SIGN_TYPE_OTHER             = 0
	HWLIVE_SIGN_TYPE_HMACSHA256        = 1
	HWLIVE_SIGN_TYPE_MD5               = 2
	HWLIVE_ACCEPT_HMACSHA256           = 1
	HWLIVE_ACCEPT_MD5                  = 2
	HWLIVE_ACCEPT_UNSIGNED             = 4
	HWLIVE_NOTIFICATION_TOLERANCE_MS   = 900000
	HWLIVE_CODE_OK                     = 0
	HWLIVE_CODE_OTHER                  = 1
	HWLIVE_CODE_INVALID_ARGUMENT       = 2
	HWLIVE_CODE_CREDENTIALS            = 3
	HWLIVE_CODE_UNAUTHORIZED           = 4
	HWLIVE_CODE_NOT_FOUND              = 5
	HWLIVE_CODE_THROTTLED              = 6
	HWLIVE_CODE_SERVICE                = 7
	HWLIVE_CODE_CONNECT                = 8
	HWLIVE_CODE_TLS                    = 9
	HWLIVE_CODE_TIMEOUT                = 10
	HWLIVE_CODE_BAD_RESPONSE           = 11
	HWLIVE_CODE_CANCELLED              = 12
	HWLIVE_CODE_PANIC                  = 13
	HWLIVE_CODE_MALFORMED              = 14
	HWLIVE_CODE_UNSIGNED               = 15
	HWLIVE_CODE_WRONG_SIGNATURE        = 16
	HWLIVE_CODE_EXPIRED                = 17
)

var (
	hwlive_version                                         func() *byte
	hwlive_config_new                                      func() unsafe.Pointer
	hwlive_config_set_region                               func(config unsafe.Pointer, region_id *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_endpoint                             func(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_iam_endpoint                         func(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_project_id                           func(config unsafe.Pointer, project_id *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_access_key                           func(config unsafe.Pointer, access_key *byte, secret_key *byte, security_token *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_auth_token                           func(config unsafe.Pointer, token *byte, error_out *unsafe.Pointer) int32
	hwlive_config_load_environment                         func(config unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_config_set_timeout_ms                           func(config unsafe.Pointer, timeout_ms uint32, error_out *unsafe.Pointer) int32
	hwlive_config_set_connect_timeout_ms                   func(config unsafe.Pointer, timeout_ms uint32, error_out *unsafe.Pointer) int32
	hwlive_config_set_max_retries                          func(config unsafe.Pointer, retries uint32, error_out *unsafe.Pointer) int32
	hwlive_config_set_proxy                                func(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_ca_file                              func(config unsafe.Pointer, path *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_client_certificate                   func(config unsafe.Pointer, cert_path *byte, key_path *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_insecure                             func(config unsafe.Pointer, on int32, error_out *unsafe.Pointer) int32
	hwlive_config_set_user_agent                           func(config unsafe.Pointer, suffix *byte, error_out *unsafe.Pointer) int32
	hwlive_config_free                                     func(config unsafe.Pointer)
	hwlive_config_load_profile                             func(config unsafe.Pointer, path *byte, error_out *unsafe.Pointer) int32
	hwlive_config_load_koocli_profile                      func(config unsafe.Pointer, path *byte, profile *byte, error_out *unsafe.Pointer) int32
	hwlive_config_load_default                             func(config unsafe.Pointer, with_metadata int32, error_out *unsafe.Pointer) int32
	hwlive_config_load_regions_file                        func(config unsafe.Pointer, path *byte, error_out *unsafe.Pointer) int32
	hwlive_config_add_resolve                              func(config unsafe.Pointer, entry *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_local_address                        func(config unsafe.Pointer, address *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_ip_family                            func(config unsafe.Pointer, family int32, error_out *unsafe.Pointer) int32
	hwlive_config_set_ca_pem                               func(config unsafe.Pointer, pem *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_client_certificate_pem               func(config unsafe.Pointer, cert_pem *byte, key_pem *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_trust                                func(config unsafe.Pointer, roots int32, error_out *unsafe.Pointer) int32
	hwlive_config_set_pinned_public_keys                   func(config unsafe.Pointer, pins *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_min_tls_version                      func(config unsafe.Pointer, version int32, error_out *unsafe.Pointer) int32
	hwlive_config_set_region_by_pattern                    func(config unsafe.Pointer, on int32, error_out *unsafe.Pointer) int32
	hwlive_config_set_log                                  func(config unsafe.Pointer, level int32, function unsafe.Pointer, userdata uintptr, error_out *unsafe.Pointer) int32
	hwlive_config_set_iam_user                             func(config unsafe.Pointer, user *byte, password *byte, domain *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_metadata_credentials                 func(config unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_config_set_metadata_endpoint                    func(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_credentials_provider                 func(config unsafe.Pointer, function unsafe.Pointer, userdata uintptr, error_out *unsafe.Pointer) int32
	hwlive_config_set_credentials_provider_with_release    func(config unsafe.Pointer, function unsafe.Pointer, userdata uintptr, release unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_credentials_set_access_key                      func(credentials unsafe.Pointer, access_key *byte, secret_key *byte, security_token *byte, error_out *unsafe.Pointer) int32
	hwlive_credentials_set_auth_token                      func(credentials unsafe.Pointer, token *byte, error_out *unsafe.Pointer) int32
	hwlive_credentials_set_expiry_unix                     func(credentials unsafe.Pointer, seconds int64, error_out *unsafe.Pointer) int32
	hwlive_client_replace_credentials                      func(client unsafe.Pointer, config unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_config_define_region                            func(config unsafe.Pointer, region_id *byte, urls *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_signing_algorithm                    func(config unsafe.Pointer, algorithm int32, error_out *unsafe.Pointer) int32
	hwlive_config_set_sts_endpoint                         func(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_identity_provider                    func(config unsafe.Pointer, idp_id *byte, id_token_file *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_oidc                                 func(config unsafe.Pointer, provider_urn *byte, agency_urn *byte, id_token *byte, id_token_file *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_oidc_session                         func(config unsafe.Pointer, session_name *byte, duration_seconds uint32, policy *byte, policy_ids *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_pod_identity                         func(config unsafe.Pointer, uri *byte, authorization_token_file *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_agency                               func(config unsafe.Pointer, agency_urn *byte, external_id *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_agency_by_name                       func(config unsafe.Pointer, agency_name *byte, domain_name *byte, domain_id *byte, error_out *unsafe.Pointer) int32
	hwlive_config_set_agency_session                       func(config unsafe.Pointer, session_name *byte, duration_seconds uint32, policy *byte, policy_ids *byte, error_out *unsafe.Pointer) int32
	hwlive_client_new                                      func(config unsafe.Pointer, client_out *unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_show_record_callback                            func(client unsafe.Pointer, id *byte, callback_out *unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_show_record_callback_with                       func(client unsafe.Pointer, id *byte, call unsafe.Pointer, callback_out *unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_client_shutdown                                 func(client unsafe.Pointer)
	hwlive_client_free                                     func(client unsafe.Pointer)
	hwlive_call_new                                        func() unsafe.Pointer
	hwlive_call_set_timeout_ms                             func(call unsafe.Pointer, timeout_ms uint32, error_out *unsafe.Pointer) int32
	hwlive_call_add_header                                 func(call unsafe.Pointer, name *byte, value *byte, error_out *unsafe.Pointer) int32
	hwlive_call_set_access_key                             func(call unsafe.Pointer, access_key *byte, secret_key *byte, security_token *byte, error_out *unsafe.Pointer) int32
	hwlive_call_set_auth_token                             func(call unsafe.Pointer, token *byte, error_out *unsafe.Pointer) int32
	hwlive_call_cancel                                     func(call unsafe.Pointer)
	hwlive_call_attempts                                   func(call unsafe.Pointer) uint32
	hwlive_call_connection_reused                          func(call unsafe.Pointer) int32
	hwlive_call_peer_address                               func(call unsafe.Pointer) *byte
	hwlive_call_lookup_us                                  func(call unsafe.Pointer) int64
	hwlive_call_connect_us                                 func(call unsafe.Pointer) int64
	hwlive_call_proxy_us                                   func(call unsafe.Pointer) int64
	hwlive_call_tls_us                                     func(call unsafe.Pointer) int64
	hwlive_call_first_byte_us                              func(call unsafe.Pointer) int64
	hwlive_call_total_us                                   func(call unsafe.Pointer) int64
	hwlive_call_bytes_sent                                 func(call unsafe.Pointer) uint64
	hwlive_call_bytes_received                             func(call unsafe.Pointer) uint64
	hwlive_call_tls_version                                func(call unsafe.Pointer) *byte
	hwlive_call_free                                       func(call unsafe.Pointer)
	hwlive_record_callback_id                              func(callback unsafe.Pointer) *byte
	hwlive_record_callback_publish_domain                  func(callback unsafe.Pointer) *byte
	hwlive_record_callback_app                             func(callback unsafe.Pointer) *byte
	hwlive_record_callback_notify_callback_url             func(callback unsafe.Pointer) *byte
	hwlive_record_callback_notify_event_subscription_count func(callback unsafe.Pointer) uintptr
	hwlive_record_callback_notify_event_subscription_at    func(callback unsafe.Pointer, index uintptr) *byte
	hwlive_record_callback_events                          func(callback unsafe.Pointer) uint32
	hwlive_record_callback_sign_type_text                  func(callback unsafe.Pointer) *byte
	hwlive_record_callback_sign_type                       func(callback unsafe.Pointer) int32
	hwlive_record_callback_create_time                     func(callback unsafe.Pointer) *byte
	hwlive_record_callback_create_time_unix                func(callback unsafe.Pointer) int64
	hwlive_record_callback_update_time                     func(callback unsafe.Pointer) *byte
	hwlive_record_callback_update_time_unix                func(callback unsafe.Pointer) int64
	hwlive_record_callback_request_id                      func(callback unsafe.Pointer) *byte
	hwlive_record_callback_json                            func(callback unsafe.Pointer, length_out *uintptr) *byte
	hwlive_record_callback_free                            func(callback unsafe.Pointer)
	hwlive_list_record_callbacks                           func(client unsafe.Pointer, publish_domain *byte, app *byte, list_out *unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_list_record_callbacks_with                      func(client unsafe.Pointer, publish_domain *byte, app *byte, call unsafe.Pointer, list_out *unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_record_callback_list_count                      func(list unsafe.Pointer) uintptr
	hwlive_record_callback_list_at                         func(list unsafe.Pointer, index uintptr) unsafe.Pointer
	hwlive_record_callback_list_total                      func(list unsafe.Pointer) int64
	hwlive_record_callback_list_is_complete                func(list unsafe.Pointer) int32
	hwlive_record_callback_list_request_id                 func(list unsafe.Pointer) *byte
	hwlive_record_callback_list_free                       func(list unsafe.Pointer)
	hwlive_notification_parse                              func(body *byte, length uintptr, notification_out *unsafe.Pointer, error_out *unsafe.Pointer) int32
	hwlive_notification_verify                             func(notification unsafe.Pointer, key *byte, accept uint32, tolerance_ms int64, now_unix int64, error_out *unsafe.Pointer) int32
	hwlive_record_callback_accept                          func(callback unsafe.Pointer) uint32
	hwlive_notification_event                              func(notification unsafe.Pointer) uint32
	hwlive_notification_json                               func(notification unsafe.Pointer, length_out *uintptr) *byte
	hwlive_notification_free                               func(notification unsafe.Pointer)
	hwlive_notification_project_id                         func(notification unsafe.Pointer) *byte
	hwlive_notification_job_id                             func(notification unsafe.Pointer) *byte
	hwlive_notification_task_id                            func(notification unsafe.Pointer) *byte
	hwlive_notification_event_type                         func(notification unsafe.Pointer) *byte
	hwlive_notification_publish_domain                     func(notification unsafe.Pointer) *byte
	hwlive_notification_app                                func(notification unsafe.Pointer) *byte
	hwlive_notification_stream                             func(notification unsafe.Pointer) *byte
	hwlive_notification_record_format                      func(notification unsafe.Pointer) *byte
	hwlive_notification_download_url                       func(notification unsafe.Pointer) *byte
	hwlive_notification_play_url                           func(notification unsafe.Pointer) *byte
	hwlive_notification_asset_id                           func(notification unsafe.Pointer) *byte
	hwlive_notification_start_time                         func(notification unsafe.Pointer) *byte
	hwlive_notification_end_time                           func(notification unsafe.Pointer) *byte
	hwlive_notification_obs_location                       func(notification unsafe.Pointer) *byte
	hwlive_notification_obs_bucket                         func(notification unsafe.Pointer) *byte
	hwlive_notification_obs_object                         func(notification unsafe.Pointer) *byte
	hwlive_notification_auth_sign                          func(notification unsafe.Pointer) *byte
	hwlive_notification_auth_timestamp                     func(notification unsafe.Pointer) *byte
	hwlive_notification_file_size                          func(notification unsafe.Pointer) int64
	hwlive_notification_record_duration                    func(notification unsafe.Pointer) int64
	hwlive_notification_width                              func(notification unsafe.Pointer) int64
	hwlive_notification_height                             func(notification unsafe.Pointer) int64
	hwlive_notification_start_time_unix                    func(notification unsafe.Pointer) int64
	hwlive_notification_end_time_unix                      func(notification unsafe.Pointer) int64
	hwlive_error_code                                      func(error unsafe.Pointer) int32
	hwlive_error_message                                   func(error unsafe.Pointer) *byte
	hwlive_error_http_status                               func(error unsafe.Pointer) int32
	hwlive_error_service_code                              func(error unsafe.Pointer) *byte
	hwlive_error_service_message                           func(error unsafe.Pointer) *byte
	hwlive_error_request_id                                func(error unsafe.Pointer) *byte
	hwlive_error_encoded_authorization_message             func(error unsafe.Pointer) *byte
	hwlive_error_retry_after_ms                            func(error unsafe.Pointer) int64
	hwlive_error_attempts                                  func(error unsafe.Pointer) uint32
	hwlive_error_is_retryable                              func(error unsafe.Pointer) int32
	hwlive_error_free                                      func(error unsafe.Pointer)
)

// functions are the variables above by name, to be filled in when the library is loaded.
var functions = map[string]any{
	"hwlive_version":                                         &hwlive_version,
	"hwlive_config_new":                                      &hwlive_config_new,
	"hwlive_config_set_region":                               &hwlive_config_set_region,
	"hwlive_config_set_endpoint":                             &hwlive_config_set_endpoint,
	"hwlive_config_set_iam_endpoint":                         &hwlive_config_set_iam_endpoint,
	"hwlive_config_set_project_id":                           &hwlive_config_set_project_id,
	"hwlive_config_set_access_key":                           &hwlive_config_set_access_key,
	"hwlive_config_set_auth_token":                           &hwlive_config_set_auth_token,
	"hwlive_config_load_environment":                         &hwlive_config_load_environment,
	"hwlive_config_set_timeout_ms":                           &hwlive_config_set_timeout_ms,
	"hwlive_config_set_connect_timeout_ms":                   &hwlive_config_set_connect_timeout_ms,
	"hwlive_config_set_max_retries":                          &hwlive_config_set_max_retries,
	"hwlive_config_set_proxy":                                &hwlive_config_set_proxy,
	"hwlive_config_set_ca_file":                              &hwlive_config_set_ca_file,
	"hwlive_config_set_client_certificate":                   &hwlive_config_set_client_certificate,
	"hwlive_config_set_insecure":                             &hwlive_config_set_insecure,
	"hwlive_config_set_user_agent":                           &hwlive_config_set_user_agent,
	"hwlive_config_free":                                     &hwlive_config_free,
	"hwlive_config_load_profile":                             &hwlive_config_load_profile,
	"hwlive_config_load_koocli_profile":                      &hwlive_config_load_koocli_profile,
	"hwlive_config_load_default":                             &hwlive_config_load_default,
	"hwlive_config_load_regions_file":                        &hwlive_config_load_regions_file,
	"hwlive_config_add_resolve":                              &hwlive_config_add_resolve,
	"hwlive_config_set_local_address":                        &hwlive_config_set_local_address,
	"hwlive_config_set_ip_family":                            &hwlive_config_set_ip_family,
	"hwlive_config_set_ca_pem":                               &hwlive_config_set_ca_pem,
	"hwlive_config_set_client_certificate_pem":               &hwlive_config_set_client_certificate_pem,
	"hwlive_config_set_trust":                                &hwlive_config_set_trust,
	"hwlive_config_set_pinned_public_keys":                   &hwlive_config_set_pinned_public_keys,
	"hwlive_config_set_min_tls_version":                      &hwlive_config_set_min_tls_version,
	"hwlive_config_set_region_by_pattern":                    &hwlive_config_set_region_by_pattern,
	"hwlive_config_set_log":                                  &hwlive_config_set_log,
	"hwlive_config_set_iam_user":                             &hwlive_config_set_iam_user,
	"hwlive_config_set_metadata_credentials":                 &hwlive_config_set_metadata_credentials,
	"hwlive_config_set_metadata_endpoint":                    &hwlive_config_set_metadata_endpoint,
	"hwlive_config_set_credentials_provider":                 &hwlive_config_set_credentials_provider,
	"hwlive_config_set_credentials_provider_with_release":    &hwlive_config_set_credentials_provider_with_release,
	"hwlive_credentials_set_access_key":                      &hwlive_credentials_set_access_key,
	"hwlive_credentials_set_auth_token":                      &hwlive_credentials_set_auth_token,
	"hwlive_credentials_set_expiry_unix":                     &hwlive_credentials_set_expiry_unix,
	"hwlive_client_replace_credentials":                      &hwlive_client_replace_credentials,
	"hwlive_config_define_region":                            &hwlive_config_define_region,
	"hwlive_config_set_signing_algorithm":                    &hwlive_config_set_signing_algorithm,
	"hwlive_config_set_sts_endpoint":                         &hwlive_config_set_sts_endpoint,
	"hwlive_config_set_identity_provider":                    &hwlive_config_set_identity_provider,
	"hwlive_config_set_oidc":                                 &hwlive_config_set_oidc,
	"hwlive_config_set_oidc_session":                         &hwlive_config_set_oidc_session,
	"hwlive_config_set_pod_identity":                         &hwlive_config_set_pod_identity,
	"hwlive_config_set_agency":                               &hwlive_config_set_agency,
	"hwlive_config_set_agency_by_name":                       &hwlive_config_set_agency_by_name,
	"hwlive_config_set_agency_session":                       &hwlive_config_set_agency_session,
	"hwlive_client_new":                                      &hwlive_client_new,
	"hwlive_show_record_callback":                            &hwlive_show_record_callback,
	"hwlive_show_record_callback_with":                       &hwlive_show_record_callback_with,
	"hwlive_client_shutdown":                                 &hwlive_client_shutdown,
	"hwlive_client_free":                                     &hwlive_client_free,
	"hwlive_call_new":                                        &hwlive_call_new,
	"hwlive_call_set_timeout_ms":                             &hwlive_call_set_timeout_ms,
	"hwlive_call_add_header":                                 &hwlive_call_add_header,
	"hwlive_call_set_access_key":                             &hwlive_call_set_access_key,
	"hwlive_call_set_auth_token":                             &hwlive_call_set_auth_token,
	"hwlive_call_cancel":                                     &hwlive_call_cancel,
	"hwlive_call_attempts":                                   &hwlive_call_attempts,
	"hwlive_call_connection_reused":                          &hwlive_call_connection_reused,
	"hwlive_call_peer_address":                               &hwlive_call_peer_address,
	"hwlive_call_lookup_us":                                  &hwlive_call_lookup_us,
	"hwlive_call_connect_us":                                 &hwlive_call_connect_us,
	"hwlive_call_proxy_us":                                   &hwlive_call_proxy_us,
	"hwlive_call_tls_us":                                     &hwlive_call_tls_us,
	"hwlive_call_first_byte_us":                              &hwlive_call_first_byte_us,
	"hwlive_call_total_us":                                   &hwlive_call_total_us,
	"hwlive_call_bytes_sent":                                 &hwlive_call_bytes_sent,
	"hwlive_call_bytes_received":                             &hwlive_call_bytes_received,
	"hwlive_call_tls_version":                                &hwlive_call_tls_version,
	"hwlive_call_free":                                       &hwlive_call_free,
	"hwlive_record_callback_id":                              &hwlive_record_callback_id,
	"hwlive_record_callback_publish_domain":                  &hwlive_record_callback_publish_domain,
	"hwlive_record_callback_app":                             &hwlive_record_callback_app,
	"hwlive_record_callback_notify_callback_url":             &hwlive_record_callback_notify_callback_url,
	"hwlive_record_callback_notify_event_subscription_count": &hwlive_record_callback_notify_event_subscription_count,
	"hwlive_record_callback_notify_event_subscription_at":    &hwlive_record_callback_notify_event_subscription_at,
	"hwlive_record_callback_events":                          &hwlive_record_callback_events,
	"hwlive_record_callback_sign_type_text":                  &hwlive_record_callback_sign_type_text,
	"hwlive_record_callback_sign_type":                       &hwlive_record_callback_sign_type,
	"hwlive_record_callback_create_time":                     &hwlive_record_callback_create_time,
	"hwlive_record_callback_create_time_unix":                &hwlive_record_callback_create_time_unix,
	"hwlive_record_callback_update_time":                     &hwlive_record_callback_update_time,
	"hwlive_record_callback_update_time_unix":                &hwlive_record_callback_update_time_unix,
	"hwlive_record_callback_request_id":                      &hwlive_record_callback_request_id,
	"hwlive_record_callback_json":                            &hwlive_record_callback_json,
	"hwlive_record_callback_free":                            &hwlive_record_callback_free,
	"hwlive_list_record_callbacks":                           &hwlive_list_record_callbacks,
	"hwlive_list_record_callbacks_with":                      &hwlive_list_record_callbacks_with,
	"hwlive_record_callback_list_count":                      &hwlive_record_callback_list_count,
	"hwlive_record_callback_list_at":                         &hwlive_record_callback_list_at,
	"hwlive_record_callback_list_total":                      &hwlive_record_callback_list_total,
	"hwlive_record_callback_list_is_complete":                &hwlive_record_callback_list_is_complete,
	"hwlive_record_callback_list_request_id":                 &hwlive_record_callback_list_request_id,
	"hwlive_record_callback_list_free":                       &hwlive_record_callback_list_free,
	"hwlive_notification_parse":                              &hwlive_notification_parse,
	"hwlive_notification_verify":                             &hwlive_notification_verify,
	"hwlive_record_callback_accept":                          &hwlive_record_callback_accept,
	"hwlive_notification_event":                              &hwlive_notification_event,
	"hwlive_notification_json":                               &hwlive_notification_json,
	"hwlive_notification_free":                               &hwlive_notification_free,
	"hwlive_notification_project_id":                         &hwlive_notification_project_id,
	"hwlive_notification_job_id":                             &hwlive_notification_job_id,
	"hwlive_notification_task_id":                            &hwlive_notification_task_id,
	"hwlive_notification_event_type":                         &hwlive_notification_event_type,
	"hwlive_notification_publish_domain":                     &hwlive_notification_publish_domain,
	"hwlive_notification_app":                                &hwlive_notification_app,
	"hwlive_notification_stream":                             &hwlive_notification_stream,
	"hwlive_notification_record_format":                      &hwlive_notification_record_format,
	"hwlive_notification_download_url":                       &hwlive_notification_download_url,
	"hwlive_notification_play_url":                           &hwlive_notification_play_url,
	"hwlive_notification_asset_id":                           &hwlive_notification_asset_id,
	"hwlive_notification_start_time":                         &hwlive_notification_start_time,
	"hwlive_notification_end_time":                           &hwlive_notification_end_time,
	"hwlive_notification_obs_location":                       &hwlive_notification_obs_location,
	"hwlive_notification_obs_bucket":                         &hwlive_notification_obs_bucket,
	"hwlive_notification_obs_object":                         &hwlive_notification_obs_object,
	"hwlive_notification_auth_sign":                          &hwlive_notification_auth_sign,
	"hwlive_notification_auth_timestamp":                     &hwlive_notification_auth_timestamp,
	"hwlive_notification_file_size":                          &hwlive_notification_file_size,
	"hwlive_notification_record_duration":                    &hwlive_notification_record_duration,
	"hwlive_notification_width":                              &hwlive_notification_width,
	"hwlive_notification_height":                             &hwlive_notification_height,
	"hwlive_notification_start_time_unix":                    &hwlive_notification_start_time_unix,
	"hwlive_notification_end_time_unix":                      &hwlive_notification_end_time_unix,
	"hwlive_error_code":                                      &hwlive_error_code,
	"hwlive_error_message":                                   &hwlive_error_message,
	"hwlive_error_http_status":                               &hwlive_error_http_status,
	"hwlive_error_service_code":                              &hwlive_error_service_code,
	"hwlive_error_service_message":                           &hwlive_error_service_message,
	"hwlive_error_request_id":                                &hwlive_error_request_id,
	"hwlive_error_encoded_authorization_message":             &hwlive_error_encoded_authorization_message,
	"hwlive_error_retry_after_ms":                            &hwlive_error_retry_after_ms,
	"hwlive_error_attempts":                                  &hwlive_error_attempts,
	"hwlive_error_is_retryable":                              &hwlive_error_is_retryable,
	"hwlive_error_free":                                      &hwlive_error_free,
}
