// Made from include/hwlive.h by `HWLIVE_BLESS=1 cargo test --test bindings`. Do not edit.
package hwlive;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

final class Declarations {
    private Declarations() {}

    static final String ABI = "0.1";
    static final int HWLIVE_IP_ANY = 0x0;
    static final int HWLIVE_IP_4 = 0x4;
    static final int HWLIVE_IP_6 = 0x6;
    static final int HWLIVE_TRUST_BUILT_IN = 0x0;
    static final int HWLIVE_TRUST_SYSTEM = 0x1;
    static final int HWLIVE_TLS_1_2 = 0xc;
    static final int HWLIVE_TLS_1_3 = 0xd;
    static final int HWLIVE_LOG_OFF = 0x0;
    static final int HWLIVE_LOG_ERROR = 0x1;
    static final int HWLIVE_LOG_WARN = 0x2;
    static final int HWLIVE_LOG_INFO = 0x3;
    static final int HWLIVE_LOG_DEBUG = 0x4;
    static final int HWLIVE_LOG_TRACE = 0x5;
    static final int HWLIVE_SIGNING_SDK_HMAC_SHA256 = 0x0;
    static final int HWLIVE_SIGNING_V11_HMAC_SHA256 = 0x1;
    static final int HWLIVE_SIGNING_SDK_HMAC_SM3 = 0x2;
    static final int HWLIVE_EVENT_RECORD_NEW_FILE_START = 0x1;
    static final int HWLIVE_EVENT_RECORD_FILE_COMPLETE = 0x2;
    static final int HWLIVE_EVENT_RECORD_OVER = 0x4;
    static final int HWLIVE_EVENT_RECORD_FAILED = 0x8;
    static final int HWLIVE_EVENT_RECORD_START = 0x10;
    static final int HWLIVE_EVENT_OTHER = 0x80000000;
    static final int HWLIVE_SIGN_TYPE_OTHER = 0x0;
    static final int HWLIVE_SIGN_TYPE_HMACSHA256 = 0x1;
    static final int HWLIVE_SIGN_TYPE_MD5 = 0x2;
    static final int HWLIVE_ACCEPT_HMACSHA256 = 0x1;
    static final int HWLIVE_ACCEPT_MD5 = 0x2;
    static final int HWLIVE_ACCEPT_UNSIGNED = 0x4;
    static final int HWLIVE_NOTIFICATION_TOLERANCE_MS = 0xdbba0;
    static final int HWLIVE_CODE_OK = 0x0;
    static final int HWLIVE_CODE_OTHER = 0x1;
    static final int HWLIVE_CODE_INVALID_ARGUMENT = 0x2;
    static final int HWLIVE_CODE_CREDENTIALS = 0x3;
    static final int HWLIVE_CODE_UNAUTHORIZED = 0x4;
    static final int HWLIVE_CODE_NOT_FOUND = 0x5;
    static final int HWLIVE_CODE_THROTTLED = 0x6;
    static final int HWLIVE_CODE_SERVICE = 0x7;
    static final int HWLIVE_CODE_CONNECT = 0x8;
    static final int HWLIVE_CODE_TLS = 0x9;
    static final int HWLIVE_CODE_TIMEOUT = 0xa;
    static final int HWLIVE_CODE_BAD_RESPONSE = 0xb;
    static final int HWLIVE_CODE_CANCELLED = 0xc;
    static final int HWLIVE_CODE_PANIC = 0xd;
    static final int HWLIVE_CODE_MALFORMED = 0xe;
    static final int HWLIVE_CODE_UNSIGNED = 0xf;
    static final int HWLIVE_CODE_WRONG_SIGNATURE = 0x10;
    static final int HWLIVE_CODE_EXPIRED = 0x11;

    private static final MethodHandle hwlive_version = Library.find("hwlive_version", FunctionDescriptor.of(ADDRESS));
    static String hwlive_version() {
        try {
            String result = Library.text((MemorySegment) hwlive_version.invokeExact());
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_version", failure);
        }
    }

    private static final MethodHandle hwlive_config_new = Library.find("hwlive_config_new", FunctionDescriptor.of(ADDRESS));
    static long hwlive_config_new() {
        try {
            long result = ((MemorySegment) hwlive_config_new.invokeExact()).address();
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_new", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_region = Library.find("hwlive_config_set_region", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_region(long config, String region_id, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_region.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, region_id), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_region", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_endpoint = Library.find("hwlive_config_set_endpoint", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_endpoint(long config, String url, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_endpoint.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, url), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_endpoint", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_iam_endpoint = Library.find("hwlive_config_set_iam_endpoint", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_iam_endpoint(long config, String url, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_iam_endpoint.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, url), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_iam_endpoint", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_project_id = Library.find("hwlive_config_set_project_id", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_project_id(long config, String project_id, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_project_id.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, project_id), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_project_id", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_access_key = Library.find("hwlive_config_set_access_key", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_access_key(long config, String access_key, String secret_key, String security_token, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_access_key.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, access_key), Library.copy(arena, secret_key), Library.copy(arena, security_token), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_access_key", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_auth_token = Library.find("hwlive_config_set_auth_token", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_auth_token(long config, String token, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_auth_token.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, token), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_auth_token", failure);
        }
    }

    private static final MethodHandle hwlive_config_load_environment = Library.find("hwlive_config_load_environment", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    static int hwlive_config_load_environment(long config, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_load_environment.invokeExact(MemorySegment.ofAddress(config), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_load_environment", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_timeout_ms = Library.find("hwlive_config_set_timeout_ms", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_timeout_ms(long config, int timeout_ms, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_timeout_ms.invokeExact(MemorySegment.ofAddress(config), timeout_ms, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_timeout_ms", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_connect_timeout_ms = Library.find("hwlive_config_set_connect_timeout_ms", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_connect_timeout_ms(long config, int timeout_ms, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_connect_timeout_ms.invokeExact(MemorySegment.ofAddress(config), timeout_ms, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_connect_timeout_ms", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_max_retries = Library.find("hwlive_config_set_max_retries", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_max_retries(long config, int retries, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_max_retries.invokeExact(MemorySegment.ofAddress(config), retries, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_max_retries", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_proxy = Library.find("hwlive_config_set_proxy", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_proxy(long config, String url, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_proxy.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, url), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_proxy", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_ca_file = Library.find("hwlive_config_set_ca_file", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_ca_file(long config, String path, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_ca_file.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, path), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_ca_file", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_client_certificate = Library.find("hwlive_config_set_client_certificate", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_client_certificate(long config, String cert_path, String key_path, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_client_certificate.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, cert_path), Library.copy(arena, key_path), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_client_certificate", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_insecure = Library.find("hwlive_config_set_insecure", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_insecure(long config, int on, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_insecure.invokeExact(MemorySegment.ofAddress(config), on, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_insecure", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_user_agent = Library.find("hwlive_config_set_user_agent", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_user_agent(long config, String suffix, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_user_agent.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, suffix), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_user_agent", failure);
        }
    }

    private static final MethodHandle hwlive_config_free = Library.find("hwlive_config_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_config_free(long config) {
        try {
            hwlive_config_free.invokeExact(MemorySegment.ofAddress(config));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_free", failure);
        }
    }

    private static final MethodHandle hwlive_config_load_profile = Library.find("hwlive_config_load_profile", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_load_profile(long config, String path, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_load_profile.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, path), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_load_profile", failure);
        }
    }

    private static final MethodHandle hwlive_config_load_koocli_profile = Library.find("hwlive_config_load_koocli_profile", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_load_koocli_profile(long config, String path, String profile, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_load_koocli_profile.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, path), Library.copy(arena, profile), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_load_koocli_profile", failure);
        }
    }

    private static final MethodHandle hwlive_config_load_default = Library.find("hwlive_config_load_default", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_load_default(long config, int with_metadata, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_load_default.invokeExact(MemorySegment.ofAddress(config), with_metadata, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_load_default", failure);
        }
    }

    private static final MethodHandle hwlive_config_load_regions_file = Library.find("hwlive_config_load_regions_file", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_load_regions_file(long config, String path, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_load_regions_file.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, path), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_load_regions_file", failure);
        }
    }

    private static final MethodHandle hwlive_config_add_resolve = Library.find("hwlive_config_add_resolve", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_add_resolve(long config, String entry, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_add_resolve.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, entry), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_add_resolve", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_local_address = Library.find("hwlive_config_set_local_address", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_local_address(long config, String address, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_local_address.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, address), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_local_address", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_ip_family = Library.find("hwlive_config_set_ip_family", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_ip_family(long config, int family, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_ip_family.invokeExact(MemorySegment.ofAddress(config), family, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_ip_family", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_ca_pem = Library.find("hwlive_config_set_ca_pem", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_ca_pem(long config, String pem, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_ca_pem.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, pem), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_ca_pem", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_client_certificate_pem = Library.find("hwlive_config_set_client_certificate_pem", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_client_certificate_pem(long config, String cert_pem, String key_pem, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_client_certificate_pem.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, cert_pem), Library.copy(arena, key_pem), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_client_certificate_pem", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_trust = Library.find("hwlive_config_set_trust", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_trust(long config, int roots, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_trust.invokeExact(MemorySegment.ofAddress(config), roots, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_trust", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_pinned_public_keys = Library.find("hwlive_config_set_pinned_public_keys", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_pinned_public_keys(long config, String pins, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_pinned_public_keys.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, pins), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_pinned_public_keys", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_min_tls_version = Library.find("hwlive_config_set_min_tls_version", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_min_tls_version(long config, int version, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_min_tls_version.invokeExact(MemorySegment.ofAddress(config), version, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_min_tls_version", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_region_by_pattern = Library.find("hwlive_config_set_region_by_pattern", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_region_by_pattern(long config, int on, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_region_by_pattern.invokeExact(MemorySegment.ofAddress(config), on, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_region_by_pattern", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_log = Library.find("hwlive_config_set_log", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_log(long config, int level, long function, long userdata, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_log.invokeExact(MemorySegment.ofAddress(config), level, MemorySegment.ofAddress(function), MemorySegment.ofAddress(userdata), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_log", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_iam_user = Library.find("hwlive_config_set_iam_user", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_iam_user(long config, String user, String password, String domain, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_iam_user.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, user), Library.copy(arena, password), Library.copy(arena, domain), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_iam_user", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_metadata_credentials = Library.find("hwlive_config_set_metadata_credentials", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    static int hwlive_config_set_metadata_credentials(long config, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_metadata_credentials.invokeExact(MemorySegment.ofAddress(config), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_metadata_credentials", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_metadata_endpoint = Library.find("hwlive_config_set_metadata_endpoint", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_metadata_endpoint(long config, String url, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_metadata_endpoint.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, url), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_metadata_endpoint", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_credentials_provider = Library.find("hwlive_config_set_credentials_provider", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_credentials_provider(long config, long function, long userdata, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_credentials_provider.invokeExact(MemorySegment.ofAddress(config), MemorySegment.ofAddress(function), MemorySegment.ofAddress(userdata), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_credentials_provider", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_credentials_provider_with_release = Library.find("hwlive_config_set_credentials_provider_with_release", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_credentials_provider_with_release(long config, long function, long userdata, long release, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_credentials_provider_with_release.invokeExact(MemorySegment.ofAddress(config), MemorySegment.ofAddress(function), MemorySegment.ofAddress(userdata), MemorySegment.ofAddress(release), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_credentials_provider_with_release", failure);
        }
    }

    private static final MethodHandle hwlive_credentials_set_access_key = Library.find("hwlive_credentials_set_access_key", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_credentials_set_access_key(long credentials, String access_key, String secret_key, String security_token, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_credentials_set_access_key.invokeExact(MemorySegment.ofAddress(credentials), Library.copy(arena, access_key), Library.copy(arena, secret_key), Library.copy(arena, security_token), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_credentials_set_access_key", failure);
        }
    }

    private static final MethodHandle hwlive_credentials_set_auth_token = Library.find("hwlive_credentials_set_auth_token", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_credentials_set_auth_token(long credentials, String token, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_credentials_set_auth_token.invokeExact(MemorySegment.ofAddress(credentials), Library.copy(arena, token), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_credentials_set_auth_token", failure);
        }
    }

    private static final MethodHandle hwlive_credentials_set_expiry_unix = Library.find("hwlive_credentials_set_expiry_unix", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
    static int hwlive_credentials_set_expiry_unix(long credentials, long seconds, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_credentials_set_expiry_unix.invokeExact(MemorySegment.ofAddress(credentials), seconds, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_credentials_set_expiry_unix", failure);
        }
    }

    private static final MethodHandle hwlive_client_replace_credentials = Library.find("hwlive_client_replace_credentials", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_client_replace_credentials(long client, long config, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_client_replace_credentials.invokeExact(MemorySegment.ofAddress(client), MemorySegment.ofAddress(config), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_client_replace_credentials", failure);
        }
    }

    private static final MethodHandle hwlive_config_define_region = Library.find("hwlive_config_define_region", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_define_region(long config, String region_id, String urls, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_define_region.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, region_id), Library.copy(arena, urls), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_define_region", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_signing_algorithm = Library.find("hwlive_config_set_signing_algorithm", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_config_set_signing_algorithm(long config, int algorithm, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_signing_algorithm.invokeExact(MemorySegment.ofAddress(config), algorithm, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_signing_algorithm", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_sts_endpoint = Library.find("hwlive_config_set_sts_endpoint", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_sts_endpoint(long config, String url, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_sts_endpoint.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, url), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_sts_endpoint", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_identity_provider = Library.find("hwlive_config_set_identity_provider", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_identity_provider(long config, String idp_id, String id_token_file, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_identity_provider.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, idp_id), Library.copy(arena, id_token_file), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_identity_provider", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_oidc = Library.find("hwlive_config_set_oidc", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_oidc(long config, String provider_urn, String agency_urn, String id_token, String id_token_file, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_oidc.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, provider_urn), Library.copy(arena, agency_urn), Library.copy(arena, id_token), Library.copy(arena, id_token_file), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_oidc", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_oidc_session = Library.find("hwlive_config_set_oidc_session", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_oidc_session(long config, String session_name, int duration_seconds, String policy, String policy_ids, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_oidc_session.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, session_name), duration_seconds, Library.copy(arena, policy), Library.copy(arena, policy_ids), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_oidc_session", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_pod_identity = Library.find("hwlive_config_set_pod_identity", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_pod_identity(long config, String uri, String authorization_token_file, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_pod_identity.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, uri), Library.copy(arena, authorization_token_file), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_pod_identity", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_agency = Library.find("hwlive_config_set_agency", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_agency(long config, String agency_urn, String external_id, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_agency.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, agency_urn), Library.copy(arena, external_id), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_agency", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_agency_by_name = Library.find("hwlive_config_set_agency_by_name", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_agency_by_name(long config, String agency_name, String domain_name, String domain_id, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_agency_by_name.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, agency_name), Library.copy(arena, domain_name), Library.copy(arena, domain_id), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_agency_by_name", failure);
        }
    }

    private static final MethodHandle hwlive_config_set_agency_session = Library.find("hwlive_config_set_agency_session", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_config_set_agency_session(long config, String session_name, int duration_seconds, String policy, String policy_ids, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_config_set_agency_session.invokeExact(MemorySegment.ofAddress(config), Library.copy(arena, session_name), duration_seconds, Library.copy(arena, policy), Library.copy(arena, policy_ids), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_config_set_agency_session", failure);
        }
    }

    private static final MethodHandle hwlive_client_new = Library.find("hwlive_client_new", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_client_new(long config, long[] client_out, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment client_outSlot = Library.slot(arena, client_out);
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_client_new.invokeExact(MemorySegment.ofAddress(config), client_outSlot, error_outSlot);
            Library.read(client_outSlot, client_out);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_client_new", failure);
        }
    }

    private static final MethodHandle hwlive_show_record_callback = Library.find("hwlive_show_record_callback", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_show_record_callback(long client, String id, long[] callback_out, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment callback_outSlot = Library.slot(arena, callback_out);
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_show_record_callback.invokeExact(MemorySegment.ofAddress(client), Library.copy(arena, id), callback_outSlot, error_outSlot);
            Library.read(callback_outSlot, callback_out);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_show_record_callback", failure);
        }
    }

    private static final MethodHandle hwlive_show_record_callback_with = Library.find("hwlive_show_record_callback_with", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_show_record_callback_with(long client, String id, long call, long[] callback_out, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment callback_outSlot = Library.slot(arena, callback_out);
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_show_record_callback_with.invokeExact(MemorySegment.ofAddress(client), Library.copy(arena, id), MemorySegment.ofAddress(call), callback_outSlot, error_outSlot);
            Library.read(callback_outSlot, callback_out);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_show_record_callback_with", failure);
        }
    }

    private static final MethodHandle hwlive_client_shutdown = Library.find("hwlive_client_shutdown", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_client_shutdown(long client) {
        try {
            hwlive_client_shutdown.invokeExact(MemorySegment.ofAddress(client));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_client_shutdown", failure);
        }
    }

    private static final MethodHandle hwlive_client_free = Library.find("hwlive_client_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_client_free(long client) {
        try {
            hwlive_client_free.invokeExact(MemorySegment.ofAddress(client));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_client_free", failure);
        }
    }

    private static final MethodHandle hwlive_call_new = Library.find("hwlive_call_new", FunctionDescriptor.of(ADDRESS));
    static long hwlive_call_new() {
        try {
            long result = ((MemorySegment) hwlive_call_new.invokeExact()).address();
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_new", failure);
        }
    }

    private static final MethodHandle hwlive_call_set_timeout_ms = Library.find("hwlive_call_set_timeout_ms", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    static int hwlive_call_set_timeout_ms(long call, int timeout_ms, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_call_set_timeout_ms.invokeExact(MemorySegment.ofAddress(call), timeout_ms, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_set_timeout_ms", failure);
        }
    }

    private static final MethodHandle hwlive_call_add_header = Library.find("hwlive_call_add_header", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_call_add_header(long call, String name, String value, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_call_add_header.invokeExact(MemorySegment.ofAddress(call), Library.copy(arena, name), Library.copy(arena, value), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_add_header", failure);
        }
    }

    private static final MethodHandle hwlive_call_set_access_key = Library.find("hwlive_call_set_access_key", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_call_set_access_key(long call, String access_key, String secret_key, String security_token, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_call_set_access_key.invokeExact(MemorySegment.ofAddress(call), Library.copy(arena, access_key), Library.copy(arena, secret_key), Library.copy(arena, security_token), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_set_access_key", failure);
        }
    }

    private static final MethodHandle hwlive_call_set_auth_token = Library.find("hwlive_call_set_auth_token", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_call_set_auth_token(long call, String token, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_call_set_auth_token.invokeExact(MemorySegment.ofAddress(call), Library.copy(arena, token), error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_set_auth_token", failure);
        }
    }

    private static final MethodHandle hwlive_call_cancel = Library.find("hwlive_call_cancel", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_call_cancel(long call) {
        try {
            hwlive_call_cancel.invokeExact(MemorySegment.ofAddress(call));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_cancel", failure);
        }
    }

    private static final MethodHandle hwlive_call_attempts = Library.find("hwlive_call_attempts", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_call_attempts(long call) {
        try {
            int result = (int) hwlive_call_attempts.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_attempts", failure);
        }
    }

    private static final MethodHandle hwlive_call_connection_reused = Library.find("hwlive_call_connection_reused", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_call_connection_reused(long call) {
        try {
            int result = (int) hwlive_call_connection_reused.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_connection_reused", failure);
        }
    }

    private static final MethodHandle hwlive_call_peer_address = Library.find("hwlive_call_peer_address", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_call_peer_address(long call) {
        try {
            String result = Library.text((MemorySegment) hwlive_call_peer_address.invokeExact(MemorySegment.ofAddress(call)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_peer_address", failure);
        }
    }

    private static final MethodHandle hwlive_call_lookup_us = Library.find("hwlive_call_lookup_us", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_lookup_us(long call) {
        try {
            long result = (long) hwlive_call_lookup_us.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_lookup_us", failure);
        }
    }

    private static final MethodHandle hwlive_call_connect_us = Library.find("hwlive_call_connect_us", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_connect_us(long call) {
        try {
            long result = (long) hwlive_call_connect_us.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_connect_us", failure);
        }
    }

    private static final MethodHandle hwlive_call_proxy_us = Library.find("hwlive_call_proxy_us", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_proxy_us(long call) {
        try {
            long result = (long) hwlive_call_proxy_us.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_proxy_us", failure);
        }
    }

    private static final MethodHandle hwlive_call_tls_us = Library.find("hwlive_call_tls_us", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_tls_us(long call) {
        try {
            long result = (long) hwlive_call_tls_us.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_tls_us", failure);
        }
    }

    private static final MethodHandle hwlive_call_first_byte_us = Library.find("hwlive_call_first_byte_us", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_first_byte_us(long call) {
        try {
            long result = (long) hwlive_call_first_byte_us.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_first_byte_us", failure);
        }
    }

    private static final MethodHandle hwlive_call_total_us = Library.find("hwlive_call_total_us", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_total_us(long call) {
        try {
            long result = (long) hwlive_call_total_us.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_total_us", failure);
        }
    }

    private static final MethodHandle hwlive_call_bytes_sent = Library.find("hwlive_call_bytes_sent", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_bytes_sent(long call) {
        try {
            long result = (long) hwlive_call_bytes_sent.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_bytes_sent", failure);
        }
    }

    private static final MethodHandle hwlive_call_bytes_received = Library.find("hwlive_call_bytes_received", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_call_bytes_received(long call) {
        try {
            long result = (long) hwlive_call_bytes_received.invokeExact(MemorySegment.ofAddress(call));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_bytes_received", failure);
        }
    }

    private static final MethodHandle hwlive_call_tls_version = Library.find("hwlive_call_tls_version", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_call_tls_version(long call) {
        try {
            String result = Library.text((MemorySegment) hwlive_call_tls_version.invokeExact(MemorySegment.ofAddress(call)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_tls_version", failure);
        }
    }

    private static final MethodHandle hwlive_call_free = Library.find("hwlive_call_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_call_free(long call) {
        try {
            hwlive_call_free.invokeExact(MemorySegment.ofAddress(call));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_call_free", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_id = Library.find("hwlive_record_callback_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_id(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_id.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_id", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_publish_domain = Library.find("hwlive_record_callback_publish_domain", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_publish_domain(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_publish_domain.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_publish_domain", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_app = Library.find("hwlive_record_callback_app", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_app(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_app.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_app", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_notify_callback_url = Library.find("hwlive_record_callback_notify_callback_url", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_notify_callback_url(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_notify_callback_url.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_notify_callback_url", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_notify_event_subscription_count = Library.find("hwlive_record_callback_notify_event_subscription_count", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_record_callback_notify_event_subscription_count(long callback) {
        try {
            long result = (long) hwlive_record_callback_notify_event_subscription_count.invokeExact(MemorySegment.ofAddress(callback));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_notify_event_subscription_count", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_notify_event_subscription_at = Library.find("hwlive_record_callback_notify_event_subscription_at", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
    static String hwlive_record_callback_notify_event_subscription_at(long callback, long index) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_notify_event_subscription_at.invokeExact(MemorySegment.ofAddress(callback), index));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_notify_event_subscription_at", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_events = Library.find("hwlive_record_callback_events", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_record_callback_events(long callback) {
        try {
            int result = (int) hwlive_record_callback_events.invokeExact(MemorySegment.ofAddress(callback));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_events", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_sign_type_text = Library.find("hwlive_record_callback_sign_type_text", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_sign_type_text(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_sign_type_text.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_sign_type_text", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_sign_type = Library.find("hwlive_record_callback_sign_type", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_record_callback_sign_type(long callback) {
        try {
            int result = (int) hwlive_record_callback_sign_type.invokeExact(MemorySegment.ofAddress(callback));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_sign_type", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_create_time = Library.find("hwlive_record_callback_create_time", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_create_time(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_create_time.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_create_time", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_create_time_unix = Library.find("hwlive_record_callback_create_time_unix", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_record_callback_create_time_unix(long callback) {
        try {
            long result = (long) hwlive_record_callback_create_time_unix.invokeExact(MemorySegment.ofAddress(callback));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_create_time_unix", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_update_time = Library.find("hwlive_record_callback_update_time", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_update_time(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_update_time.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_update_time", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_update_time_unix = Library.find("hwlive_record_callback_update_time_unix", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_record_callback_update_time_unix(long callback) {
        try {
            long result = (long) hwlive_record_callback_update_time_unix.invokeExact(MemorySegment.ofAddress(callback));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_update_time_unix", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_request_id = Library.find("hwlive_record_callback_request_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_request_id(long callback) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_request_id.invokeExact(MemorySegment.ofAddress(callback)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_request_id", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_json = Library.find("hwlive_record_callback_json", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    static String hwlive_record_callback_json(long callback, long[] length_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length_outSlot = Library.slot(arena, length_out);
            String result = Library.text((MemorySegment) hwlive_record_callback_json.invokeExact(MemorySegment.ofAddress(callback), length_outSlot));
            Library.read(length_outSlot, length_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_json", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_free = Library.find("hwlive_record_callback_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_record_callback_free(long callback) {
        try {
            hwlive_record_callback_free.invokeExact(MemorySegment.ofAddress(callback));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_free", failure);
        }
    }

    private static final MethodHandle hwlive_list_record_callbacks = Library.find("hwlive_list_record_callbacks", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_list_record_callbacks(long client, String publish_domain, String app, long[] list_out, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list_outSlot = Library.slot(arena, list_out);
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_list_record_callbacks.invokeExact(MemorySegment.ofAddress(client), Library.copy(arena, publish_domain), Library.copy(arena, app), list_outSlot, error_outSlot);
            Library.read(list_outSlot, list_out);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_list_record_callbacks", failure);
        }
    }

    private static final MethodHandle hwlive_list_record_callbacks_with = Library.find("hwlive_list_record_callbacks_with", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    static int hwlive_list_record_callbacks_with(long client, String publish_domain, String app, long call, long[] list_out, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list_outSlot = Library.slot(arena, list_out);
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_list_record_callbacks_with.invokeExact(MemorySegment.ofAddress(client), Library.copy(arena, publish_domain), Library.copy(arena, app), MemorySegment.ofAddress(call), list_outSlot, error_outSlot);
            Library.read(list_outSlot, list_out);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_list_record_callbacks_with", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_list_count = Library.find("hwlive_record_callback_list_count", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_record_callback_list_count(long list) {
        try {
            long result = (long) hwlive_record_callback_list_count.invokeExact(MemorySegment.ofAddress(list));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_list_count", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_list_at = Library.find("hwlive_record_callback_list_at", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
    static long hwlive_record_callback_list_at(long list, long index) {
        try {
            long result = ((MemorySegment) hwlive_record_callback_list_at.invokeExact(MemorySegment.ofAddress(list), index)).address();
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_list_at", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_list_total = Library.find("hwlive_record_callback_list_total", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_record_callback_list_total(long list) {
        try {
            long result = (long) hwlive_record_callback_list_total.invokeExact(MemorySegment.ofAddress(list));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_list_total", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_list_is_complete = Library.find("hwlive_record_callback_list_is_complete", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_record_callback_list_is_complete(long list) {
        try {
            int result = (int) hwlive_record_callback_list_is_complete.invokeExact(MemorySegment.ofAddress(list));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_list_is_complete", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_list_request_id = Library.find("hwlive_record_callback_list_request_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_record_callback_list_request_id(long list) {
        try {
            String result = Library.text((MemorySegment) hwlive_record_callback_list_request_id.invokeExact(MemorySegment.ofAddress(list)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_list_request_id", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_list_free = Library.find("hwlive_record_callback_list_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_record_callback_list_free(long list) {
        try {
            hwlive_record_callback_list_free.invokeExact(MemorySegment.ofAddress(list));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_list_free", failure);
        }
    }

    private static final MethodHandle hwlive_notification_parse = Library.find("hwlive_notification_parse", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    static int hwlive_notification_parse(byte[] body, long length, long[] notification_out, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment notification_outSlot = Library.slot(arena, notification_out);
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_notification_parse.invokeExact(Library.copy(arena, body), length, notification_outSlot, error_outSlot);
            Library.read(notification_outSlot, notification_out);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_parse", failure);
        }
    }

    private static final MethodHandle hwlive_notification_verify = Library.find("hwlive_notification_verify", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS));
    static int hwlive_notification_verify(long notification, String key, int accept, long tolerance_ms, long now_unix, long[] error_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error_outSlot = Library.slot(arena, error_out);
            int result = (int) hwlive_notification_verify.invokeExact(MemorySegment.ofAddress(notification), Library.copy(arena, key), accept, tolerance_ms, now_unix, error_outSlot);
            Library.read(error_outSlot, error_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_verify", failure);
        }
    }

    private static final MethodHandle hwlive_record_callback_accept = Library.find("hwlive_record_callback_accept", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_record_callback_accept(long callback) {
        try {
            int result = (int) hwlive_record_callback_accept.invokeExact(MemorySegment.ofAddress(callback));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_record_callback_accept", failure);
        }
    }

    private static final MethodHandle hwlive_notification_event = Library.find("hwlive_notification_event", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_notification_event(long notification) {
        try {
            int result = (int) hwlive_notification_event.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_event", failure);
        }
    }

    private static final MethodHandle hwlive_notification_json = Library.find("hwlive_notification_json", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    static String hwlive_notification_json(long notification, long[] length_out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length_outSlot = Library.slot(arena, length_out);
            String result = Library.text((MemorySegment) hwlive_notification_json.invokeExact(MemorySegment.ofAddress(notification), length_outSlot));
            Library.read(length_outSlot, length_out);
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_json", failure);
        }
    }

    private static final MethodHandle hwlive_notification_free = Library.find("hwlive_notification_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_notification_free(long notification) {
        try {
            hwlive_notification_free.invokeExact(MemorySegment.ofAddress(notification));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_free", failure);
        }
    }

    private static final MethodHandle hwlive_notification_project_id = Library.find("hwlive_notification_project_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_project_id(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_project_id.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_project_id", failure);
        }
    }

    private static final MethodHandle hwlive_notification_job_id = Library.find("hwlive_notification_job_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_job_id(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_job_id.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_job_id", failure);
        }
    }

    private static final MethodHandle hwlive_notification_task_id = Library.find("hwlive_notification_task_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_task_id(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_task_id.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_task_id", failure);
        }
    }

    private static final MethodHandle hwlive_notification_event_type = Library.find("hwlive_notification_event_type", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_event_type(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_event_type.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_event_type", failure);
        }
    }

    private static final MethodHandle hwlive_notification_publish_domain = Library.find("hwlive_notification_publish_domain", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_publish_domain(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_publish_domain.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_publish_domain", failure);
        }
    }

    private static final MethodHandle hwlive_notification_app = Library.find("hwlive_notification_app", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_app(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_app.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_app", failure);
        }
    }

    private static final MethodHandle hwlive_notification_stream = Library.find("hwlive_notification_stream", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_stream(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_stream.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_stream", failure);
        }
    }

    private static final MethodHandle hwlive_notification_record_format = Library.find("hwlive_notification_record_format", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_record_format(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_record_format.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_record_format", failure);
        }
    }

    private static final MethodHandle hwlive_notification_download_url = Library.find("hwlive_notification_download_url", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_download_url(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_download_url.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_download_url", failure);
        }
    }

    private static final MethodHandle hwlive_notification_play_url = Library.find("hwlive_notification_play_url", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_play_url(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_play_url.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_play_url", failure);
        }
    }

    private static final MethodHandle hwlive_notification_asset_id = Library.find("hwlive_notification_asset_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_asset_id(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_asset_id.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_asset_id", failure);
        }
    }

    private static final MethodHandle hwlive_notification_start_time = Library.find("hwlive_notification_start_time", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_start_time(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_start_time.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_start_time", failure);
        }
    }

    private static final MethodHandle hwlive_notification_end_time = Library.find("hwlive_notification_end_time", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_end_time(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_end_time.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_end_time", failure);
        }
    }

    private static final MethodHandle hwlive_notification_obs_location = Library.find("hwlive_notification_obs_location", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_obs_location(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_obs_location.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_obs_location", failure);
        }
    }

    private static final MethodHandle hwlive_notification_obs_bucket = Library.find("hwlive_notification_obs_bucket", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_obs_bucket(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_obs_bucket.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_obs_bucket", failure);
        }
    }

    private static final MethodHandle hwlive_notification_obs_object = Library.find("hwlive_notification_obs_object", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_obs_object(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_obs_object.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_obs_object", failure);
        }
    }

    private static final MethodHandle hwlive_notification_auth_sign = Library.find("hwlive_notification_auth_sign", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_auth_sign(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_auth_sign.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_auth_sign", failure);
        }
    }

    private static final MethodHandle hwlive_notification_auth_timestamp = Library.find("hwlive_notification_auth_timestamp", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_notification_auth_timestamp(long notification) {
        try {
            String result = Library.text((MemorySegment) hwlive_notification_auth_timestamp.invokeExact(MemorySegment.ofAddress(notification)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_auth_timestamp", failure);
        }
    }

    private static final MethodHandle hwlive_notification_file_size = Library.find("hwlive_notification_file_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_notification_file_size(long notification) {
        try {
            long result = (long) hwlive_notification_file_size.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_file_size", failure);
        }
    }

    private static final MethodHandle hwlive_notification_record_duration = Library.find("hwlive_notification_record_duration", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_notification_record_duration(long notification) {
        try {
            long result = (long) hwlive_notification_record_duration.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_record_duration", failure);
        }
    }

    private static final MethodHandle hwlive_notification_width = Library.find("hwlive_notification_width", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_notification_width(long notification) {
        try {
            long result = (long) hwlive_notification_width.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_width", failure);
        }
    }

    private static final MethodHandle hwlive_notification_height = Library.find("hwlive_notification_height", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_notification_height(long notification) {
        try {
            long result = (long) hwlive_notification_height.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_height", failure);
        }
    }

    private static final MethodHandle hwlive_notification_start_time_unix = Library.find("hwlive_notification_start_time_unix", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_notification_start_time_unix(long notification) {
        try {
            long result = (long) hwlive_notification_start_time_unix.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_start_time_unix", failure);
        }
    }

    private static final MethodHandle hwlive_notification_end_time_unix = Library.find("hwlive_notification_end_time_unix", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_notification_end_time_unix(long notification) {
        try {
            long result = (long) hwlive_notification_end_time_unix.invokeExact(MemorySegment.ofAddress(notification));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_notification_end_time_unix", failure);
        }
    }

    private static final MethodHandle hwlive_error_code = Library.find("hwlive_error_code", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_error_code(long error) {
        try {
            int result = (int) hwlive_error_code.invokeExact(MemorySegment.ofAddress(error));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_code", failure);
        }
    }

    private static final MethodHandle hwlive_error_message = Library.find("hwlive_error_message", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_error_message(long error) {
        try {
            String result = Library.text((MemorySegment) hwlive_error_message.invokeExact(MemorySegment.ofAddress(error)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_message", failure);
        }
    }

    private static final MethodHandle hwlive_error_http_status = Library.find("hwlive_error_http_status", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_error_http_status(long error) {
        try {
            int result = (int) hwlive_error_http_status.invokeExact(MemorySegment.ofAddress(error));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_http_status", failure);
        }
    }

    private static final MethodHandle hwlive_error_service_code = Library.find("hwlive_error_service_code", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_error_service_code(long error) {
        try {
            String result = Library.text((MemorySegment) hwlive_error_service_code.invokeExact(MemorySegment.ofAddress(error)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_service_code", failure);
        }
    }

    private static final MethodHandle hwlive_error_service_message = Library.find("hwlive_error_service_message", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_error_service_message(long error) {
        try {
            String result = Library.text((MemorySegment) hwlive_error_service_message.invokeExact(MemorySegment.ofAddress(error)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_service_message", failure);
        }
    }

    private static final MethodHandle hwlive_error_request_id = Library.find("hwlive_error_request_id", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_error_request_id(long error) {
        try {
            String result = Library.text((MemorySegment) hwlive_error_request_id.invokeExact(MemorySegment.ofAddress(error)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_request_id", failure);
        }
    }

    private static final MethodHandle hwlive_error_encoded_authorization_message = Library.find("hwlive_error_encoded_authorization_message", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static String hwlive_error_encoded_authorization_message(long error) {
        try {
            String result = Library.text((MemorySegment) hwlive_error_encoded_authorization_message.invokeExact(MemorySegment.ofAddress(error)));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_encoded_authorization_message", failure);
        }
    }

    private static final MethodHandle hwlive_error_retry_after_ms = Library.find("hwlive_error_retry_after_ms", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static long hwlive_error_retry_after_ms(long error) {
        try {
            long result = (long) hwlive_error_retry_after_ms.invokeExact(MemorySegment.ofAddress(error));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_retry_after_ms", failure);
        }
    }

    private static final MethodHandle hwlive_error_attempts = Library.find("hwlive_error_attempts", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_error_attempts(long error) {
        try {
            int result = (int) hwlive_error_attempts.invokeExact(MemorySegment.ofAddress(error));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_attempts", failure);
        }
    }

    private static final MethodHandle hwlive_error_is_retryable = Library.find("hwlive_error_is_retryable", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static int hwlive_error_is_retryable(long error) {
        try {
            int result = (int) hwlive_error_is_retryable.invokeExact(MemorySegment.ofAddress(error));
            return result;
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_is_retryable", failure);
        }
    }

    private static final MethodHandle hwlive_error_free = Library.find("hwlive_error_free", FunctionDescriptor.ofVoid(ADDRESS));
    static void hwlive_error_free(long error) {
        try {
            hwlive_error_free.invokeExact(MemorySegment.ofAddress(error));
        } catch (Throwable failure) {
            throw Library.unexpected("hwlive_error_free", failure);
        }
    }

}
