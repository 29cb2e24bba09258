// Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.

package hwlive

/*
#include <hwlive.h>
#include <stdint.h>

static void *hwlive_go_userdata(uintptr_t number) { return (void *)number; }
*/
import "C"

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

func hwlive_version() *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_version()))
}

func hwlive_config_new() unsafe.Pointer {
	return unsafe.Pointer(C.hwlive_config_new())
}

func hwlive_config_set_region(config unsafe.Pointer, region_id *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_region((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(region_id)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_endpoint(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_endpoint((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(url)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_iam_endpoint(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_iam_endpoint((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(url)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_project_id(config unsafe.Pointer, project_id *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_project_id((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(project_id)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_access_key(config unsafe.Pointer, access_key *byte, secret_key *byte, security_token *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_access_key((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(access_key)), (*C.char)(unsafe.Pointer(secret_key)), (*C.char)(unsafe.Pointer(security_token)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_auth_token(config unsafe.Pointer, token *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_auth_token((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(token)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_load_environment(config unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_load_environment((*C.hwlive_config)(config), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_timeout_ms(config unsafe.Pointer, timeout_ms uint32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_timeout_ms((*C.hwlive_config)(config), C.uint32_t(timeout_ms), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_connect_timeout_ms(config unsafe.Pointer, timeout_ms uint32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_connect_timeout_ms((*C.hwlive_config)(config), C.uint32_t(timeout_ms), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_max_retries(config unsafe.Pointer, retries uint32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_max_retries((*C.hwlive_config)(config), C.uint32_t(retries), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_proxy(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_proxy((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(url)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_ca_file(config unsafe.Pointer, path *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_ca_file((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(path)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_client_certificate(config unsafe.Pointer, cert_path *byte, key_path *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_client_certificate((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(cert_path)), (*C.char)(unsafe.Pointer(key_path)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_insecure(config unsafe.Pointer, on int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_insecure((*C.hwlive_config)(config), C.int32_t(on), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_user_agent(config unsafe.Pointer, suffix *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_user_agent((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(suffix)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_free(config unsafe.Pointer) {
	C.hwlive_config_free((*C.hwlive_config)(config))
}

func hwlive_config_load_profile(config unsafe.Pointer, path *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_load_profile((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(path)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_load_koocli_profile(config unsafe.Pointer, path *byte, profile *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_load_koocli_profile((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(path)), (*C.char)(unsafe.Pointer(profile)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_load_default(config unsafe.Pointer, with_metadata int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_load_default((*C.hwlive_config)(config), C.int32_t(with_metadata), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_load_regions_file(config unsafe.Pointer, path *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_load_regions_file((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(path)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_add_resolve(config unsafe.Pointer, entry *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_add_resolve((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(entry)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_local_address(config unsafe.Pointer, address *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_local_address((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(address)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_ip_family(config unsafe.Pointer, family int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_ip_family((*C.hwlive_config)(config), C.int32_t(family), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_ca_pem(config unsafe.Pointer, pem *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_ca_pem((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(pem)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_client_certificate_pem(config unsafe.Pointer, cert_pem *byte, key_pem *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_client_certificate_pem((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(cert_pem)), (*C.char)(unsafe.Pointer(key_pem)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_trust(config unsafe.Pointer, roots int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_trust((*C.hwlive_config)(config), C.int32_t(roots), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_pinned_public_keys(config unsafe.Pointer, pins *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_pinned_public_keys((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(pins)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_min_tls_version(config unsafe.Pointer, version int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_min_tls_version((*C.hwlive_config)(config), C.int32_t(version), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_region_by_pattern(config unsafe.Pointer, on int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_region_by_pattern((*C.hwlive_config)(config), C.int32_t(on), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_log(config unsafe.Pointer, level int32, function unsafe.Pointer, userdata uintptr, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_log((*C.hwlive_config)(config), C.int32_t(level), C.hwlive_log_fn(function), C.hwlive_go_userdata(C.uintptr_t(userdata)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_iam_user(config unsafe.Pointer, user *byte, password *byte, domain *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_iam_user((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(user)), (*C.char)(unsafe.Pointer(password)), (*C.char)(unsafe.Pointer(domain)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_metadata_credentials(config unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_metadata_credentials((*C.hwlive_config)(config), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_metadata_endpoint(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_metadata_endpoint((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(url)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_credentials_provider(config unsafe.Pointer, function unsafe.Pointer, userdata uintptr, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_credentials_provider((*C.hwlive_config)(config), C.hwlive_credentials_fn(function), C.hwlive_go_userdata(C.uintptr_t(userdata)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_credentials_provider_with_release(config unsafe.Pointer, function unsafe.Pointer, userdata uintptr, release unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_credentials_provider_with_release((*C.hwlive_config)(config), C.hwlive_credentials_fn(function), C.hwlive_go_userdata(C.uintptr_t(userdata)), C.hwlive_release_fn(release), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_credentials_set_access_key(credentials unsafe.Pointer, access_key *byte, secret_key *byte, security_token *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_credentials_set_access_key((*C.hwlive_credentials)(credentials), (*C.char)(unsafe.Pointer(access_key)), (*C.char)(unsafe.Pointer(secret_key)), (*C.char)(unsafe.Pointer(security_token)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_credentials_set_auth_token(credentials unsafe.Pointer, token *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_credentials_set_auth_token((*C.hwlive_credentials)(credentials), (*C.char)(unsafe.Pointer(token)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_credentials_set_expiry_unix(credentials unsafe.Pointer, seconds int64, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_credentials_set_expiry_unix((*C.hwlive_credentials)(credentials), C.int64_t(seconds), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_client_replace_credentials(client unsafe.Pointer, config unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_client_replace_credentials((*C.hwlive_client)(client), (*C.hwlive_config)(config), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_define_region(config unsafe.Pointer, region_id *byte, urls *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_define_region((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(region_id)), (*C.char)(unsafe.Pointer(urls)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_signing_algorithm(config unsafe.Pointer, algorithm int32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_signing_algorithm((*C.hwlive_config)(config), C.int32_t(algorithm), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_sts_endpoint(config unsafe.Pointer, url *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_sts_endpoint((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(url)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_identity_provider(config unsafe.Pointer, idp_id *byte, id_token_file *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_identity_provider((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(idp_id)), (*C.char)(unsafe.Pointer(id_token_file)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_oidc(config unsafe.Pointer, provider_urn *byte, agency_urn *byte, id_token *byte, id_token_file *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_oidc((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(provider_urn)), (*C.char)(unsafe.Pointer(agency_urn)), (*C.char)(unsafe.Pointer(id_token)), (*C.char)(unsafe.Pointer(id_token_file)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_oidc_session(config unsafe.Pointer, session_name *byte, duration_seconds uint32, policy *byte, policy_ids *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_oidc_session((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(session_name)), C.uint32_t(duration_seconds), (*C.char)(unsafe.Pointer(policy)), (*C.char)(unsafe.Pointer(policy_ids)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_pod_identity(config unsafe.Pointer, uri *byte, authorization_token_file *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_pod_identity((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(uri)), (*C.char)(unsafe.Pointer(authorization_token_file)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_agency(config unsafe.Pointer, agency_urn *byte, external_id *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_agency((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(agency_urn)), (*C.char)(unsafe.Pointer(external_id)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_agency_by_name(config unsafe.Pointer, agency_name *byte, domain_name *byte, domain_id *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_agency_by_name((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(agency_name)), (*C.char)(unsafe.Pointer(domain_name)), (*C.char)(unsafe.Pointer(domain_id)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_config_set_agency_session(config unsafe.Pointer, session_name *byte, duration_seconds uint32, policy *byte, policy_ids *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_config_set_agency_session((*C.hwlive_config)(config), (*C.char)(unsafe.Pointer(session_name)), C.uint32_t(duration_seconds), (*C.char)(unsafe.Pointer(policy)), (*C.char)(unsafe.Pointer(policy_ids)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_client_new(config unsafe.Pointer, client_out *unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_client_new((*C.hwlive_config)(config), (**C.hwlive_client)(unsafe.Pointer(client_out)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_show_record_callback(client unsafe.Pointer, id *byte, callback_out *unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_show_record_callback((*C.hwlive_client)(client), (*C.char)(unsafe.Pointer(id)), (**C.hwlive_record_callback)(unsafe.Pointer(callback_out)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_show_record_callback_with(client unsafe.Pointer, id *byte, call unsafe.Pointer, callback_out *unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_show_record_callback_with((*C.hwlive_client)(client), (*C.char)(unsafe.Pointer(id)), (*C.hwlive_call)(call), (**C.hwlive_record_callback)(unsafe.Pointer(callback_out)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_client_shutdown(client unsafe.Pointer) {
	C.hwlive_client_shutdown((*C.hwlive_client)(client))
}

func hwlive_client_free(client unsafe.Pointer) {
	C.hwlive_client_free((*C.hwlive_client)(client))
}

func hwlive_call_new() unsafe.Pointer {
	return unsafe.Pointer(C.hwlive_call_new())
}

func hwlive_call_set_timeout_ms(call unsafe.Pointer, timeout_ms uint32, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_call_set_timeout_ms((*C.hwlive_call)(call), C.uint32_t(timeout_ms), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_call_add_header(call unsafe.Pointer, name *byte, value *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_call_add_header((*C.hwlive_call)(call), (*C.char)(unsafe.Pointer(name)), (*C.char)(unsafe.Pointer(value)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_call_set_access_key(call unsafe.Pointer, access_key *byte, secret_key *byte, security_token *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_call_set_access_key((*C.hwlive_call)(call), (*C.char)(unsafe.Pointer(access_key)), (*C.char)(unsafe.Pointer(secret_key)), (*C.char)(unsafe.Pointer(security_token)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_call_set_auth_token(call unsafe.Pointer, token *byte, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_call_set_auth_token((*C.hwlive_call)(call), (*C.char)(unsafe.Pointer(token)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_call_cancel(call unsafe.Pointer) {
	C.hwlive_call_cancel((*C.hwlive_call)(call))
}

func hwlive_call_attempts(call unsafe.Pointer) uint32 {
	return uint32(C.hwlive_call_attempts((*C.hwlive_call)(call)))
}

func hwlive_call_connection_reused(call unsafe.Pointer) int32 {
	return int32(C.hwlive_call_connection_reused((*C.hwlive_call)(call)))
}

func hwlive_call_peer_address(call unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_call_peer_address((*C.hwlive_call)(call))))
}

func hwlive_call_lookup_us(call unsafe.Pointer) int64 {
	return int64(C.hwlive_call_lookup_us((*C.hwlive_call)(call)))
}

func hwlive_call_connect_us(call unsafe.Pointer) int64 {
	return int64(C.hwlive_call_connect_us((*C.hwlive_call)(call)))
}

func hwlive_call_proxy_us(call unsafe.Pointer) int64 {
	return int64(C.hwlive_call_proxy_us((*C.hwlive_call)(call)))
}

func hwlive_call_tls_us(call unsafe.Pointer) int64 {
	return int64(C.hwlive_call_tls_us((*C.hwlive_call)(call)))
}

func hwlive_call_first_byte_us(call unsafe.Pointer) int64 {
	return int64(C.hwlive_call_first_byte_us((*C.hwlive_call)(call)))
}

func hwlive_call_total_us(call unsafe.Pointer) int64 {
	return int64(C.hwlive_call_total_us((*C.hwlive_call)(call)))
}

func hwlive_call_bytes_sent(call unsafe.Pointer) uint64 {
	return uint64(C.hwlive_call_bytes_sent((*C.hwlive_call)(call)))
}

func hwlive_call_bytes_received(call unsafe.Pointer) uint64 {
	return uint64(C.hwlive_call_bytes_received((*C.hwlive_call)(call)))
}

func hwlive_call_tls_version(call unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_call_tls_version((*C.hwlive_call)(call))))
}

func hwlive_call_free(call unsafe.Pointer) {
	C.hwlive_call_free((*C.hwlive_call)(call))
}

func hwlive_record_callback_id(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_id((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_publish_domain(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_publish_domain((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_app(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_app((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_notify_callback_url(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_notify_callback_url((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_notify_event_subscription_count(callback unsafe.Pointer) uintptr {
	return uintptr(C.hwlive_record_callback_notify_event_subscription_count((*C.hwlive_record_callback)(callback)))
}

func hwlive_record_callback_notify_event_subscription_at(callback unsafe.Pointer, index uintptr) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_notify_event_subscription_at((*C.hwlive_record_callback)(callback), C.size_t(index))))
}

func hwlive_record_callback_events(callback unsafe.Pointer) uint32 {
	return uint32(C.hwlive_record_callback_events((*C.hwlive_record_callback)(callback)))
}

func hwlive_record_callback_sign_type_text(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_sign_type_text((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_sign_type(callback unsafe.Pointer) int32 {
	return int32(C.hwlive_record_callback_sign_type((*C.hwlive_record_callback)(callback)))
}

func hwlive_record_callback_create_time(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_create_time((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_create_time_unix(callback unsafe.Pointer) int64 {
	return int64(C.hwlive_record_callback_create_time_unix((*C.hwlive_record_callback)(callback)))
}

func hwlive_record_callback_update_time(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_update_time((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_update_time_unix(callback unsafe.Pointer) int64 {
	return int64(C.hwlive_record_callback_update_time_unix((*C.hwlive_record_callback)(callback)))
}

func hwlive_record_callback_request_id(callback unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_request_id((*C.hwlive_record_callback)(callback))))
}

func hwlive_record_callback_json(callback unsafe.Pointer, length_out *uintptr) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_json((*C.hwlive_record_callback)(callback), (*C.size_t)(unsafe.Pointer(length_out)))))
}

func hwlive_record_callback_free(callback unsafe.Pointer) {
	C.hwlive_record_callback_free((*C.hwlive_record_callback)(callback))
}

func hwlive_list_record_callbacks(client unsafe.Pointer, publish_domain *byte, app *byte, list_out *unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_list_record_callbacks((*C.hwlive_client)(client), (*C.char)(unsafe.Pointer(publish_domain)), (*C.char)(unsafe.Pointer(app)), (**C.hwlive_record_callback_list)(unsafe.Pointer(list_out)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_list_record_callbacks_with(client unsafe.Pointer, publish_domain *byte, app *byte, call unsafe.Pointer, list_out *unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_list_record_callbacks_with((*C.hwlive_client)(client), (*C.char)(unsafe.Pointer(publish_domain)), (*C.char)(unsafe.Pointer(app)), (*C.hwlive_call)(call), (**C.hwlive_record_callback_list)(unsafe.Pointer(list_out)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_record_callback_list_count(list unsafe.Pointer) uintptr {
	return uintptr(C.hwlive_record_callback_list_count((*C.hwlive_record_callback_list)(list)))
}

func hwlive_record_callback_list_at(list unsafe.Pointer, index uintptr) unsafe.Pointer {
	return unsafe.Pointer(C.hwlive_record_callback_list_at((*C.hwlive_record_callback_list)(list), C.size_t(index)))
}

func hwlive_record_callback_list_total(list unsafe.Pointer) int64 {
	return int64(C.hwlive_record_callback_list_total((*C.hwlive_record_callback_list)(list)))
}

func hwlive_record_callback_list_is_complete(list unsafe.Pointer) int32 {
	return int32(C.hwlive_record_callback_list_is_complete((*C.hwlive_record_callback_list)(list)))
}

func hwlive_record_callback_list_request_id(list unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_record_callback_list_request_id((*C.hwlive_record_callback_list)(list))))
}

func hwlive_record_callback_list_free(list unsafe.Pointer) {
	C.hwlive_record_callback_list_free((*C.hwlive_record_callback_list)(list))
}

func hwlive_notification_parse(body *byte, length uintptr, notification_out *unsafe.Pointer, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_notification_parse((*C.char)(unsafe.Pointer(body)), C.size_t(length), (**C.hwlive_notification)(unsafe.Pointer(notification_out)), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_notification_verify(notification unsafe.Pointer, key *byte, accept uint32, tolerance_ms int64, now_unix int64, error_out *unsafe.Pointer) int32 {
	return int32(C.hwlive_notification_verify((*C.hwlive_notification)(notification), (*C.char)(unsafe.Pointer(key)), C.uint32_t(accept), C.int64_t(tolerance_ms), C.int64_t(now_unix), (**C.hwlive_error)(unsafe.Pointer(error_out))))
}

func hwlive_record_callback_accept(callback unsafe.Pointer) uint32 {
	return uint32(C.hwlive_record_callback_accept((*C.hwlive_record_callback)(callback)))
}

func hwlive_notification_event(notification unsafe.Pointer) uint32 {
	return uint32(C.hwlive_notification_event((*C.hwlive_notification)(notification)))
}

func hwlive_notification_json(notification unsafe.Pointer, length_out *uintptr) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_json((*C.hwlive_notification)(notification), (*C.size_t)(unsafe.Pointer(length_out)))))
}

func hwlive_notification_free(notification unsafe.Pointer) {
	C.hwlive_notification_free((*C.hwlive_notification)(notification))
}

func hwlive_notification_project_id(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_project_id((*C.hwlive_notification)(notification))))
}

func hwlive_notification_job_id(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_job_id((*C.hwlive_notification)(notification))))
}

func hwlive_notification_task_id(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_task_id((*C.hwlive_notification)(notification))))
}

func hwlive_notification_event_type(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_event_type((*C.hwlive_notification)(notification))))
}

func hwlive_notification_publish_domain(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_publish_domain((*C.hwlive_notification)(notification))))
}

func hwlive_notification_app(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_app((*C.hwlive_notification)(notification))))
}

func hwlive_notification_stream(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_stream((*C.hwlive_notification)(notification))))
}

func hwlive_notification_record_format(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_record_format((*C.hwlive_notification)(notification))))
}

func hwlive_notification_download_url(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_download_url((*C.hwlive_notification)(notification))))
}

func hwlive_notification_play_url(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_play_url((*C.hwlive_notification)(notification))))
}

func hwlive_notification_asset_id(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_asset_id((*C.hwlive_notification)(notification))))
}

func hwlive_notification_start_time(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_start_time((*C.hwlive_notification)(notification))))
}

func hwlive_notification_end_time(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_end_time((*C.hwlive_notification)(notification))))
}

func hwlive_notification_obs_location(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_obs_location((*C.hwlive_notification)(notification))))
}

func hwlive_notification_obs_bucket(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_obs_bucket((*C.hwlive_notification)(notification))))
}

func hwlive_notification_obs_object(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_obs_object((*C.hwlive_notification)(notification))))
}

func hwlive_notification_auth_sign(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_auth_sign((*C.hwlive_notification)(notification))))
}

func hwlive_notification_auth_timestamp(notification unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_notification_auth_timestamp((*C.hwlive_notification)(notification))))
}

func hwlive_notification_file_size(notification unsafe.Pointer) int64 {
	return int64(C.hwlive_notification_file_size((*C.hwlive_notification)(notification)))
}

func hwlive_notification_record_duration(notification unsafe.Pointer) int64 {
	return int64(C.hwlive_notification_record_duration((*C.hwlive_notification)(notification)))
}

func hwlive_notification_width(notification unsafe.Pointer) int64 {
	return int64(C.hwlive_notification_width((*C.hwlive_notification)(notification)))
}

func hwlive_notification_height(notification unsafe.Pointer) int64 {
	return int64(C.hwlive_notification_height((*C.hwlive_notification)(notification)))
}

func hwlive_notification_start_time_unix(notification unsafe.Pointer) int64 {
	return int64(C.hwlive_notification_start_time_unix((*C.hwlive_notification)(notification)))
}

func hwlive_notification_end_time_unix(notification unsafe.Pointer) int64 {
	return int64(C.hwlive_notification_end_time_unix((*C.hwlive_notification)(notification)))
}

func hwlive_error_code(error unsafe.Pointer) int32 {
	return int32(C.hwlive_error_code((*C.hwlive_error)(error)))
}

func hwlive_error_message(error unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_error_message((*C.hwlive_error)(error))))
}

func hwlive_error_http_status(error unsafe.Pointer) int32 {
	return int32(C.hwlive_error_http_status((*C.hwlive_error)(error)))
}

func hwlive_error_service_code(error unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_error_service_code((*C.hwlive_error)(error))))
}

func hwlive_error_service_message(error unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_error_service_message((*C.hwlive_error)(error))))
}

func hwlive_error_request_id(error unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_error_request_id((*C.hwlive_error)(error))))
}

func hwlive_error_encoded_authorization_message(error unsafe.Pointer) *byte {
	return (*byte)(unsafe.Pointer(C.hwlive_error_encoded_authorization_message((*C.hwlive_error)(error))))
}

func hwlive_error_retry_after_ms(error unsafe.Pointer) int64 {
	return int64(C.hwlive_error_retry_after_ms((*C.hwlive_error)(error)))
}

func hwlive_error_attempts(error unsafe.Pointer) uint32 {
	return uint32(C.hwlive_error_attempts((*C.hwlive_error)(error)))
}

func hwlive_error_is_retryable(error unsafe.Pointer) int32 {
	return int32(C.hwlive_error_is_retryable((*C.hwlive_error)(error)))
}

func hwlive_error_free(error unsafe.Pointer) {
	C.hwlive_error_free((*C.hwlive_error)(error))
}
