/*
 * hwlive asks Huawei Cloud Live one question: what is this recording callback? This header is its manual
 * for C.
 *
 *     #include <hwlive.h>
 *     #include <stdio.h>
 *
 *     int show(const char *id)
 *     {
 *         hwlive_config *config = hwlive_config_new();
 *         hwlive_client *client = NULL;
 *         hwlive_record_callback *callback = NULL;
 *         hwlive_error *error = NULL;
 *         hwlive_code code = hwlive_config_load_environment(config, &error);
 *
 *         if (code == HWLIVE_CODE_OK)
 *             code = hwlive_client_new(config, &client, &error);
 *         if (code == HWLIVE_CODE_OK)
 *             code = hwlive_show_record_callback(client, id, &callback, &error);
 *         if (code == HWLIVE_CODE_OK) {
 *             const char *url = hwlive_record_callback_notify_callback_url(callback);
 *             printf("%s\n", url != NULL ? url : "(none)");
 *         } else {
 *             fprintf(stderr, "%s\n", hwlive_error_message(error));
 *         }
 *         hwlive_record_callback_free(callback);
 *         hwlive_client_free(client);
 *         hwlive_config_free(config);
 *         hwlive_error_free(error);
 *         return code == HWLIVE_CODE_OK ? 0 : 1;
 *     }
 *
 * OBJECTS. There are five kinds, all opaque: a config is filled in and makes clients; a client makes
 * calls; a record callback is what a call brought; a notification is what the service posted; an error is
 * why something failed. All but configs never change once they are made.
 *
 * ERRORS. A function that can fail returns HWLIVE_CODE_OK or another HWLIVE_CODE_*, and takes `error_out`
 * last. Decide by the code; the error has the message, the HTTP status and what the service said. Pass
 * NULL as `error_out` where the code is enough. There is no last error and no errno: what a call has to
 * say, it says through its arguments. Treat a code that this header does not name as HWLIVE_CODE_OTHER.
 *
 * OUTPUTS. Arguments whose name ends in _out are written to. They are set to NULL (a number: to 0) as soon
 * as the function is entered, whatever they held before; it is not freed, so free an earlier error before
 * its variable is used again. After a failure all outputs but the error are NULL; after a success the
 * error is NULL. Two outputs of one call are two variables.
 *
 * OWNERSHIP. What a function ending in _new returns, or an _out argument receives, is yours: free it,
 * once, with the _free function of its type, and with nothing else. No other function takes an object away
 * from you, also when it fails. A const pointer that a function returns is lent by its first argument and
 * lives as long as that; do not free it. What you pass in is copied; you may free it when the function
 * returns. _free functions take NULL and then do nothing.
 *
 * NULL. No function crashes because of NULL. Where an object, a text or an output is needed, NULL is
 * HWLIVE_CODE_INVALID_ARGUMENT, and the message names the argument. Functions that ask an object something
 * answer for NULL as for an object that has nothing in it. Any other pointer has to be valid; freed
 * objects are not.
 *
 * TEXT. All texts are UTF-8 and end in NUL, both ways. A text that is not UTF-8 is
 * HWLIVE_CODE_INVALID_ARGUMENT. A NUL character that the service put into a text is U+FFFD there.
 * Durations are in milliseconds and their names end in _ms.
 *
 * THREADS. Any thread may call, with 64 KiB of stack. One client, record callback or error may be used by
 * many threads at once. A config by one at a time. Freeing is for when no other thread uses the object any
 * more. Calls block, at most for the timeout of the client; hwlive_client_shutdown ends them early.
 * Functions are not for signal handlers.
 *
 * PROCESS. The library needs no initialisation. It writes nothing to stdout or stderr, installs no signal
 * handler, changes neither signal mask nor locale, and reads environment variables in hwlive_client_new
 * and the functions hwlive_config_load_... only. It may be loaded and unloaded at run time,
 * when no thread is inside it. A child made by fork may use what its parent made; it gets connections of
 * its own. A bug inside the library ends in HWLIVE_CODE_PANIC, not in the end of the process.
 *
 * VERSIONS. Within one SONAME functions and constants are added, never changed or removed; each says since
 * when it exists.
 */

#ifndef HWLIVE_H
#define HWLIVE_H

/* Made by cbindgen from src/ffi. Do not edit. */

#include <stddef.h>
#include <stdint.h>

/* Says that the result has to be looked at, where the compiler understands it. */
#if defined(__GNUC__) || defined(__clang__)
#define HWLIVE_MUST_USE __attribute__((warn_unused_result))
#else
#define HWLIVE_MUST_USE
#endif

/**
 * The version of this header, as text. `hwlive_version` tells that of the library that was loaded.
 */
#define HWLIVE_VERSION "0.1.0"

/**
 * The first number of `HWLIVE_VERSION`.
 */
#define HWLIVE_VERSION_MAJOR 0

/**
 * The second number of `HWLIVE_VERSION`.
 */
#define HWLIVE_VERSION_MINOR 1

/**
 * The third number of `HWLIVE_VERSION`.
 */
#define HWLIVE_VERSION_PATCH 0

/**
 * No events. The levels are those of `hwlive_config_set_log`; each includes those with lower numbers.
 */
#define HWLIVE_LOG_OFF 0

/**
 * Nothing is logged at this level yet.
 */
#define HWLIVE_LOG_ERROR 1

/**
 * What works but should be looked at.
 */
#define HWLIVE_LOG_WARN 2

/**
 * Calls that are tried again, and why.
 */
#define HWLIVE_LOG_INFO 3

/**
 * Each request: address, connection kept or new, status, request id, duration.
 */
#define HWLIVE_LOG_DEBUG 4

/**
 * As `HWLIVE_LOG_DEBUG`.
 */
#define HWLIVE_LOG_TRACE 5

/**
 * Algorithm of `hwlive_config_set_signing_algorithm`: SDK-HMAC-SHA256, which Live takes.
 */
#define HWLIVE_SIGNING_SDK_HMAC_SHA256 0

/**
 * Algorithm of `hwlive_config_set_signing_algorithm`: V11-HMAC-SHA256, with a key derived for day, region and service.
 */
#define HWLIVE_SIGNING_V11_HMAC_SHA256 1

/**
 * Bit of `hwlive_record_callback_events`: RECORD_NEW_FILE_START, a new file was begun.
 */
#define HWLIVE_EVENT_RECORD_NEW_FILE_START 1u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_FILE_COMPLETE, a file was finished. The service's default.
 */
#define HWLIVE_EVENT_RECORD_FILE_COMPLETE 2u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_OVER, recording ended.
 */
#define HWLIVE_EVENT_RECORD_OVER 4u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_FAILED, recording failed.
 */
#define HWLIVE_EVENT_RECORD_FAILED 8u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_START, recording began.
 */
#define HWLIVE_EVENT_RECORD_START 16u

/**
 * Bit of `hwlive_record_callback_events`: at least one event that this version of the library does not know.
 */
#define HWLIVE_EVENT_OTHER 2147483648u

/**
 * Result of `hwlive_record_callback_sign_type`: one that this version of the library does not know.
 */
#define HWLIVE_SIGN_TYPE_OTHER 0

/**
 * Result of `hwlive_record_callback_sign_type`: HMACSHA256, the service's default.
 */
#define HWLIVE_SIGN_TYPE_HMACSHA256 1

/**
 * Result of `hwlive_record_callback_sign_type`: MD5.
 */
#define HWLIVE_SIGN_TYPE_MD5 2

/**
 * Bit of what `hwlive_notification_verify` accepts: a signature of sign type HMACSHA256.
 */
#define HWLIVE_ACCEPT_HMACSHA256 1u

/**
 * Bit of what `hwlive_notification_verify` accepts: a signature of sign type MD5, which covers neither the event nor the
 * URL: who has seen one notification can post any other with its signature.
 */
#define HWLIVE_ACCEPT_MD5 2u

/**
 * Bit of what `hwlive_notification_verify` accepts: no signature at all. Only where something else tells who posts.
 */
#define HWLIVE_ACCEPT_UNSIGNED 4u

/**
 * How long after its timestamp a signature is accepted where nothing speaks against it, in milliseconds: 15 minutes.
 */
#define HWLIVE_NOTIFICATION_TOLERANCE_MS 900000

/**
 * A client of Huawei Cloud Live: settings that no longer change, and the connections it keeps. Immutable and
 * shared: any number of threads may call with one client at once. Freed with `hwlive_client_free`.
 */
typedef struct hwlive_client hwlive_client;

/**
 * The settings of a client. Mutable, and used by one thread at a time. Freed with `hwlive_config_free`.
 *
 * Every function that changes it fails with `HWLIVE_CODE_INVALID_ARGUMENT` where an argument is NULL, not UTF-8 or
 * outside its documented range; it then leaves the settings as they were, and they can be used further. None sends
 * anything.
 */
typedef struct hwlive_config hwlive_config;

/**
 * The credentials that a `hwlive_credentials_fn` fills in. Lent to it for the time of the call.
 */
typedef struct hwlive_credentials hwlive_credentials;

/**
 * Why a call failed. Immutable; freed with `hwlive_error_free`.
 *
 * Every failed call gives an error of its own, so that errors of several threads never meet. Its functions take
 * NULL as the error of a call that succeeded.
 */
typedef struct hwlive_error hwlive_error;

/**
 * A recording event, as it was posted. Immutable; freed with `hwlive_notification_free`.
 *
 * Anyone can post one: `hwlive_notification_verify` before you believe it. The texts it lends are as sent; a number or
 * boolean in a text's place is its JSON text. Its functions take NULL as a notification that has nothing in it.
 */
typedef struct hwlive_notification hwlive_notification;

/**
 * A recording callback, as the service described it. Immutable; freed with `hwlive_record_callback_free`.
 *
 * The texts it lends are as the service sent them; a number or boolean in a text's place is its JSON text. Where
 * the service sent none, or null, or something else that is no text, the text is NULL. Its functions take NULL as
 * a callback that has nothing in it.
 */
typedef struct hwlive_record_callback hwlive_record_callback;

/**
 * What a call came to: one of `HWLIVE_CODE_*`, which are never used for anything else in a later version.
 */
typedef int32_t hwlive_code;

/**
 * A function that takes log events: the level, one line of text, which is lent for the time of the call, and the
 * `userdata` that was set.
 *
 * It runs in the thread that makes the call, inside that call, and several threads may be in it at once. It may use
 * the library, but must return: no longjmp, no C++ exception. No secret is in the text at any level.
 */
typedef void (*hwlive_log_fn)(int32_t level, const char *message, void *userdata);

/**
 * A function that gives credentials: from a vault, a pod's identity, whatever there is. It fills `credentials` in with
 * `hwlive_credentials_set_access_key` or `hwlive_credentials_set_auth_token`, and with
 * `hwlive_credentials_set_expiry_unix`, and returns `HWLIVE_CODE_OK`; anything else is a failure, of which the call that
 * waits for it tells the number. `userdata` is what was set.
 *
 * It runs in a thread of the library's, one call at a time for each client, before the old credentials end, and anew
 * in a forked child. It may block: the client's calls wait for it within their own timeouts. It must not use the client
 * that it serves, and must return: no longjmp, no C++ exception.
 */
typedef hwlive_code (*hwlive_credentials_fn)(hwlive_credentials *credentials, void *userdata);

/**
 * A function that frees a `userdata` once the library needs it no more. It must not call the library with the object that
 * lets go of it, and must return: no longjmp, no C++ exception.
 */
typedef void (*hwlive_release_fn)(void *userdata);

/**
 * The call succeeded.
 */
#define HWLIVE_CODE_OK 0

/**
 * None of the others; also what a newer library says where this header has no name for it.
 */
#define HWLIVE_CODE_OTHER 1

/**
 * An argument or a setting is not usable. Nothing was sent. The message names it.
 */
#define HWLIVE_CODE_INVALID_ARGUMENT 2

/**
 * No credentials, incomplete ones, or a source of credentials failed.
 */
#define HWLIVE_CODE_CREDENTIALS 3

/**
 * The service refused the credentials or what they may do: HTTP 401 and 403. Do not repeat the call as it is: five
 * bad signatures lock an access key for five minutes.
 */
#define HWLIVE_CODE_UNAUTHORIZED 4

/**
 * The service knows no such recording callback.
 */
#define HWLIVE_CODE_NOT_FOUND 5

/**
 * Too many requests: HTTP 429.
 */
#define HWLIVE_CODE_THROTTLED 6

/**
 * Any other refusal of the service or of its gateway. `hwlive_error_service_code` tells which.
 */
#define HWLIVE_CODE_SERVICE 7

/**
 * No connection: name, route, refused, proxy, or the connection was lost.
 */
#define HWLIVE_CODE_CONNECT 8

/**
 * The TLS handshake or the certificate check failed.
 */
#define HWLIVE_CODE_TLS 9

/**
 * The limit of the whole call or of connecting was reached.
 */
#define HWLIVE_CODE_TIMEOUT 10

/**
 * There was an answer, but not what was agreed on: a portal's web page, an empty body, a redirect.
 */
#define HWLIVE_CODE_BAD_RESPONSE 11

/**
 * `hwlive_client_shutdown` was called.
 */
#define HWLIVE_CODE_CANCELLED 12

/**
 * A bug in hwlive, which the message describes. The client is still usable.
 */
#define HWLIVE_CODE_PANIC 13

/**
 * A notification cannot be read, or not in one and only one way.
 */
#define HWLIVE_CODE_MALFORMED 14

/**
 * A notification has no signature.
 */
#define HWLIVE_CODE_UNSIGNED 15

/**
 * A notification's signature is not the one of its body under the key, or of a sign type that is not accepted.
 */
#define HWLIVE_CODE_WRONG_SIGNATURE 16

/**
 * A notification's signature is right, but its time is over.
 */
#define HWLIVE_CODE_EXPIRED 17

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells the version of the library that the program runs with, such as "0.1.0".
 *
 * The header says `HWLIVE_VERSION`; the two differ where the library was replaced after the program was built.
 *
 * Returns a text that is never NULL, valid as long as the library is loaded, and not to be freed.
 *
 * Since 0.1.0.
 */
const char *hwlive_version(void);

/**
 * Makes settings, all at their defaults.
 *
 * A client needs at least a project id, an access key or a token, and a region or an endpoint.
 *
 * Returns the settings, to be freed with `hwlive_config_free`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE hwlive_config *hwlive_config_new(void);

/**
 * Sets the region, and with it the endpoints of Live and of IAM.
 *
 * `region_id` is one that is built in: "cn-north-4", "cn-north-1", "cn-east-3", "ap-southeast-2" or
 * "ap-southeast-3", or one that `hwlive_config_load_environment` found. Any other is reached with
 * `hwlive_config_set_endpoint`. Default: none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_region(hwlive_config *config,
                                     const char *region_id,
                                     hwlive_error **error_out);

/**
 * Sets the endpoint of Live. It wins over the region's.
 *
 * `url` is a host, with a scheme before it ("https" where there is none) and a port and a path behind it where
 * needed, such as "https://live.example.com:8443/gateway". The path goes before that of the request. User, query
 * and fragment are refused. Plain http is for loopback; to any other host `hwlive_client_new` refuses it, unless
 * `hwlive_config_set_insecure` is on. Default: the region's.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_endpoint(hwlive_config *config,
                                       const char *url,
                                       hwlive_error **error_out);

/**
 * Sets the endpoint of IAM. It wins over the region's. No call of this version asks IAM.
 *
 * `url` is as in `hwlive_config_set_endpoint`. Default: the region's.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_iam_endpoint(hwlive_config *config,
                                           const char *url,
                                           hwlive_error **error_out);

/**
 * Sets the project that the callbacks belong to.
 *
 * `project_id` is the project's id, not its name, of at most 128 characters; white space around it is dropped.
 * Default: none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_project_id(hwlive_config *config,
                                         const char *project_id,
                                         hwlive_error **error_out);

/**
 * Sets the access key that requests are signed with (SDK-HMAC-SHA256). It replaces a token that was set before.
 *
 * `access_key` and `secret_key` are the two halves of the key. `security_token` belongs to a temporary key; NULL
 * is a permanent key. White space around them is dropped. They are copied; the copies are wiped from memory when
 * freed. Default: none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_access_key(hwlive_config *config,
                                         const char *access_key,
                                         const char *secret_key,
                                         const char *security_token,
                                         hwlive_error **error_out);

/**
 * Sets the IAM token that requests carry as X-Auth-Token. It replaces an access key that was set before.
 *
 * `token` has at most 102400 characters; white space around it is dropped. The library does not renew it. It is
 * copied; the copy is wiped from memory when freed. Default: none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_auth_token(hwlive_config *config,
                                         const char *token,
                                         hwlive_error **error_out);

/**
 * Sets what the environment says; what it does not say stays as it was.
 *
 * Reads HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN, HUAWEICLOUD_SDK_AUTH_TOKEN,
 * HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT, HUAWEICLOUD_SDK_IAM_ENDPOINT and
 * HUAWEICLOUD_SDK_REGION_LIVE_<REGION>, the endpoints of a region, with commas between them; CLOUD_SDK_AK and
 * CLOUD_SDK_SK where the first two are not set; and SSL_CERT_FILE as the CA file. An empty variable counts as not
 * set. A complete access key wins over a token. No other function reads them. As with getenv, no other thread may
 * change the environment meanwhile.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` where only half of an access key is set, and with
 * `HWLIVE_CODE_INVALID_ARGUMENT` where a value is not usable; the message names the variable.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_environment(hwlive_config *config,
                                           hwlive_error **error_out);

/**
 * Limits a whole call: name lookup, connecting, TLS, request, answer, and all retries. It holds whatever the
 * server does.
 *
 * `timeout_ms` is in milliseconds, 1 or more. Default: 30000.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_timeout_ms(hwlive_config *config,
                                         uint32_t timeout_ms,
                                         hwlive_error **error_out);

/**
 * Limits the making of one connection: name lookup, TCP, proxy and TLS handshake. A connect that took too long may
 * be tried again inside the limit of the whole call.
 *
 * `timeout_ms` is in milliseconds, 1 or more. Default: 10000.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_connect_timeout_ms(hwlive_config *config,
                                                 uint32_t timeout_ms,
                                                 hwlive_error **error_out);

/**
 * Sets how often a call is tried again after a failure to connect or the status 429, 502, 503 or 504.
 *
 * `retries` is 0 to 10 and does not count the first try. All of them happen inside the limit of the whole call,
 * after a random wait that grows, or after what the service's Retry-After says. Default: 2.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_max_retries(hwlive_config *config,
                                          uint32_t retries,
                                          hwlive_error **error_out);

/**
 * Sets the HTTP proxy that requests go through, always by CONNECT.
 *
 * `url` is "http://host:port" or "https://host:port", with "user:password@" before the host where the proxy wants
 * it; "" is no proxy, whatever the environment says. SOCKS is refused. Default: https_proxy, http_proxy and
 * no_proxy of the environment as curl reads them, when the client is made.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_proxy(hwlive_config *config,
                                    const char *url,
                                    hwlive_error **error_out);

/**
 * Sets the certificate authorities that are trusted, in place of those built in.
 *
 * `path` names a file with certificates in PEM, or one in DER. It is read when a client is made, which fails with
 * `HWLIVE_CODE_INVALID_ARGUMENT` where the file cannot be read or has no usable certificate. Default: Mozilla's
 * roots, built in.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_ca_file(hwlive_config *config,
                                      const char *path,
                                      hwlive_error **error_out);

/**
 * Sets the certificate that the client shows to servers that ask for one.
 *
 * `cert_path` names a PEM file with the certificate and those between it and its root, `key_path` one with its
 * private key. Both are read when a client is made. Default: none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_client_certificate(hwlive_config *config,
                                                 const char *cert_path,
                                                 const char *key_path,
                                                 hwlive_error **error_out);

/**
 * Turns the check of server certificates off, and allows plain http to any host. For tests only: whoever is
 * between the two ends can then read and use the credentials.
 *
 * `on` is 1 for no check, or 0 for the check. Default: 0.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_insecure(hwlive_config *config,
                                       int32_t on,
                                       hwlive_error **error_out);

/**
 * Adds the program's name to the User-Agent header, after the library's own.
 *
 * `suffix` is visible ASCII and spaces, such as "my-encoder/2.3", of at most 256 characters. Default: none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_user_agent(hwlive_config *config,
                                         const char *suffix,
                                         hwlive_error **error_out);

/**
 * Frees settings and wipes the secrets in them from memory. Clients made with them are not affected. NULL is
 * allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_config_free(hwlive_config *config);

/**
 * Sets a function that is told what happens in the calls of clients made with these settings.
 *
 * `level` is one of `HWLIVE_LOG_*`. `function` may be NULL where `level` is `HWLIVE_LOG_OFF`. `userdata` is handed to it
 * and may be NULL. Both have to be good until the last client that was made with the settings is freed. Default: no
 * events.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_log(hwlive_config *config,
                                  int32_t level,
                                  hwlive_log_fn function,
                                  void *userdata,
                                  hwlive_error **error_out);

/**
 * Sets what a profile file of the official SDKs says: credentials, and project id and IAM endpoint where it has them.
 *
 * `path` is the file's; NULL is the one that HUAWEICLOUD_SDK_CREDENTIALS_FILE names, else ~/.huaweicloud/credentials. It
 * is an INI file in UTF-8 of at most 1 MiB, with the section [basic] or [basiccredentials] and the keys ak, sk,
 * security_token, project_id and iam_endpoint. Reads the file at once.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` where the file is not there, not readable, not a regular file, not of this form,
 * or has half a key; the message names the file and the line, and shows no value.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_profile(hwlive_config *config,
                                       const char *path,
                                       hwlive_error **error_out);

/**
 * Sets what there is, in the order of the official SDKs: settings from the environment, and credentials from the
 * environment, else from the profile file, else, where `with_metadata` is 1, from the metadata service of a cloud server.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` where none are found, or where those found first are incomplete or not readable.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_default(hwlive_config *config,
                                       int32_t with_metadata,
                                       hwlive_error **error_out);

/**
 * Sets a user of IAM, for whom tokens are got and renewed. It replaces other credentials.
 *
 * `user`, `password` and `domain` (the account's name) have at most 1024 characters; white space around them is dropped.
 * The first call of a client asks IAM for a token, inside its own timeout; a new one is got before it ends. HUAWEI IDs
 * cannot get tokens; IAM users can.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_iam_user(hwlive_config *config,
                                       const char *user,
                                       const char *password,
                                       const char *domain,
                                       hwlive_error **error_out);

/**
 * Takes temporary keys from the metadata service of the cloud server that the program runs on. They replace other
 * credentials. Nothing asks that service unless this or `hwlive_config_load_default` says so.
 *
 * The first call of a client asks it, and so does a later call before the keys end. This takes at most 3 s each time and
 * never goes through a proxy. A token is asked for first (version 2). If there are no tokens, or no answer within 1.5 s,
 * the keys are asked for without one (version 1).
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_metadata_credentials(hwlive_config *config,
                                                   hwlive_error **error_out);

/**
 * Sets where the metadata service is; for tests.
 *
 * `url` is as in `hwlive_config_set_endpoint`. Default: "http://169.254.169.254".
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_metadata_endpoint(hwlive_config *config,
                                                const char *url,
                                                hwlive_error **error_out);

/**
 * Sets a function that gives credentials. They replace other credentials.
 *
 * `userdata` is handed to it and may be NULL. Both have to be good until the last client that was made with the settings
 * is freed, and until a call of it that is still running has returned. Such a call may begin shortly after that, too, where
 * the call that waits for it ended early: what cannot live as long as the process is for
 * `hwlive_config_set_credentials_provider_with_release`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_credentials_provider(hwlive_config *config,
                                                   hwlive_credentials_fn function,
                                                   void *userdata,
                                                   hwlive_error **error_out);

/**
 * Sets a function that gives credentials, and one that frees its `userdata`. They replace other credentials.
 *
 * `release` is called once, with `userdata`, when neither settings nor clients have the function any more and no call of it
 * is running or to come; then both functions have done their work. That may be inside a function that frees or changes
 * one of these objects, or later, in a thread of the library's. It is not called where this function fails, when the
 * process ends, or in a forked child for a call that was running at the fork. NULL is as in
 * `hwlive_config_set_credentials_provider`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_credentials_provider_with_release(hwlive_config *config,
                                                                hwlive_credentials_fn function,
                                                                void *userdata,
                                                                hwlive_release_fn release,
                                                                hwlive_error **error_out);

/**
 * Gives an access key, from a `hwlive_credentials_fn`. It replaces what was given before.
 *
 * The arguments are as in `hwlive_config_set_access_key`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_credentials_set_access_key(hwlive_credentials *credentials,
                                              const char *access_key,
                                              const char *secret_key,
                                              const char *security_token,
                                              hwlive_error **error_out);

/**
 * Gives a token, from a `hwlive_credentials_fn`. It replaces what was given before.
 *
 * `token` is as in `hwlive_config_set_auth_token`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_credentials_set_auth_token(hwlive_credentials *credentials,
                                              const char *token,
                                              hwlive_error **error_out);

/**
 * Says when the credentials end, from a `hwlive_credentials_fn`, so that they are asked for anew before.
 *
 * `seconds` are since 1970, UTC; negative is an error. Without it they are not asked for again, unless the service says
 * that a token must be updated.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_credentials_set_expiry_unix(hwlive_credentials *credentials,
                                               int64_t seconds,
                                               hwlive_error **error_out);

/**
 * Goes on with the credentials of other settings: every call of the client that starts later uses them.
 *
 * Each request uses either the old ones or the new ones, never parts of both. Any thread may do it while others call. Only
 * the credentials of `config` count: key, token, user, metadata service or provider. Asks nobody.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` where `config` has none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_client_replace_credentials(const hwlive_client *client,
                                              const hwlive_config *config,
                                              hwlive_error **error_out);

/**
 * Defines a region by its Live endpoints, or gives others to one that is built in; for `hwlive_config_set_region`.
 *
 * `region_id` is its name; `urls` are endpoints as in `hwlive_config_set_endpoint`, with commas between them. The first
 * is asked; where it cannot be reached, the next one, and then that one first.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_define_region(hwlive_config *config,
                                        const char *region_id,
                                        const char *urls,
                                        hwlive_error **error_out);

/**
 * Reads the regions that a file of the official SDKs defines.
 *
 * `path` is the file's; NULL is the one that HUAWEICLOUD_SDK_REGIONS_FILE names, else ~/.huaweicloud/regions.yaml where
 * there is one.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` where the file is not of its form, and where the library was built without its
 * feature regions-file.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_regions_file(hwlive_config *config,
                                            const char *path,
                                            hwlive_error **error_out);

/**
 * Sets how an access key signs requests to Live.
 *
 * `algorithm` is one of `HWLIVE_SIGNING_*`. A derived key needs a region. Default: `HWLIVE_SIGNING_SDK_HMAC_SHA256`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_signing_algorithm(hwlive_config *config,
                                                int32_t algorithm,
                                                hwlive_error **error_out);

/**
 * Makes a client with the settings of `config`.
 *
 * Reads the CA file and the client certificate, where they are set, and the proxy variables of the environment,
 * where no proxy is set. Makes no connection and sends nothing. Worth keeping: calls with one client share their
 * connections.
 *
 * `config` is only read; it can be changed, used again or freed afterwards without effect on the client.
 *
 * `*client_out` is set to the client, to be freed with `hwlive_client_free`, or to NULL when the call fails.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` where settings contradict each other, one that is needed is missing,
 * or a file cannot be used, and with `HWLIVE_CODE_CREDENTIALS` where there are no credentials.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_client_new(const hwlive_config *config,
                              hwlive_client **client_out,
                              hwlive_error **error_out);

/**
 * Asks the service for one recording callback.
 *
 * Sends GET {endpoint}/v1/{project_id}/record/callbacks/{id} and waits for the answer, at most as long as the client's
 * timeout allows. After a failure to connect and the statuses 429, 502, 503 and 504 it is tried again within that
 * time, as often as the client's retries allow. The account needs the permission live:record:getCallback.
 *
 * `id` is the id of the callback, 1 to 128 characters, as the service gave it when the callback was made.
 *
 * `*callback_out` is set to the callback, to be freed with `hwlive_record_callback_free`, or to NULL when the call
 * fails. It is independent of the client.
 *
 * Fails with `HWLIVE_CODE_NOT_FOUND` where the project has no callback of this id, with `HWLIVE_CODE_CANCELLED`
 * once `hwlive_client_shutdown` was called, and with any other code but `HWLIVE_CODE_OK`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_show_record_callback(const hwlive_client *client,
                                        const char *id,
                                        hwlive_record_callback **callback_out,
                                        hwlive_error **error_out);

/**
 * Ends the calls that other threads have in flight with `client`, and every later one, with
 * `HWLIVE_CODE_CANCELLED`.
 *
 * For good: there is no way back. Returns at once and does not wait for the calls to end. The client still has to
 * be freed, once those threads have returned from their calls. May be called from any thread, more than once. Not
 * for signal handlers. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_client_shutdown(const hwlive_client *client);

/**
 * Frees a client and closes its connections. NULL is allowed and does nothing.
 *
 * No thread may be inside a call with it: end them with `hwlive_client_shutdown` and wait for the threads first.
 * Callbacks and errors that it gave stay valid. Sends nothing, and its secrets are wiped from memory.
 *
 * Since 0.1.0.
 */
void hwlive_client_free(hwlive_client *client);

/**
 * Tells the id of the callback, `id`. It need not be the one that was asked for.
 *
 * Returns a text lent by `callback`; NULL only where `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_id(const hwlive_record_callback *callback);

/**
 * Tells the ingest domain that the callback belongs to, `publish_domain`.
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_publish_domain(const hwlive_record_callback *callback);

/**
 * Tells the application that the callback belongs to, `app`; "*" is every application of the domain.
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_app(const hwlive_record_callback *callback);

/**
 * Tells where the service posts the notifications, `notify_callback_url`.
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_notify_callback_url(const hwlive_record_callback *callback);

/**
 * Counts the events that the callback names, `notify_event_subscription`.
 *
 * Returns 0 where the service sent no list, an empty one, or `callback` is NULL. `hwlive_record_callback_events`
 * tells what is in force then.
 *
 * Since 0.1.0.
 */
size_t hwlive_record_callback_notify_event_subscription_count(const hwlive_record_callback *callback);

/**
 * Tells one of the events that the callback names, such as "RECORD_FILE_COMPLETE", in the order in which they were
 * sent.
 *
 * `index` counts from 0.
 *
 * Returns a text lent by `callback`; NULL where `index` is past the end or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_notify_event_subscription_at(const hwlive_record_callback *callback,
                                                                size_t index);

/**
 * Tells which events the service notifies of, its default applied: where it sent no list or null, that is
 * `HWLIVE_EVENT_RECORD_FILE_COMPLETE`.
 *
 * Returns the sum of `HWLIVE_EVENT_*`; 0 where the list is empty or `callback` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_record_callback_events(const hwlive_record_callback *callback);

/**
 * Tells how the service signs the notifications, `sign_type`, as sent.
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 * `hwlive_record_callback_sign_type` tells what is in force then.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_sign_type_text(const hwlive_record_callback *callback);

/**
 * Tells how the service signs the notifications, its default applied: where it sent no `sign_type` or null, that
 * is `HWLIVE_SIGN_TYPE_HMACSHA256`.
 *
 * Returns one of `HWLIVE_SIGN_TYPE_*`; `HWLIVE_SIGN_TYPE_OTHER` where `callback` is NULL.
 *
 * Since 0.1.0.
 */
int32_t hwlive_record_callback_sign_type(const hwlive_record_callback *callback);

/**
 * Tells when the callback was made, `create_time`, as sent, such as "2020-08-21T08:10:30Z".
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_create_time(const hwlive_record_callback *callback);

/**
 * Tells when the callback was made, `create_time`, in seconds since 1970-01-01T00:00:00Z. Fractions are cut off.
 *
 * Returns `INT64_MIN` where the service sent none, where the text is not understood, and where `callback` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_record_callback_create_time_unix(const hwlive_record_callback *callback);

/**
 * Tells when the callback was last changed, `update_time`, as sent.
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_update_time(const hwlive_record_callback *callback);

/**
 * Tells when the callback was last changed, `update_time`, in seconds since 1970-01-01T00:00:00Z. Fractions are
 * cut off.
 *
 * Returns `INT64_MIN` where the service sent none, where the text is not understood, and where `callback` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_record_callback_update_time_unix(const hwlive_record_callback *callback);

/**
 * Tells the id under which the service's support finds the request that this answer belongs to (its X-Request-Id
 * header).
 *
 * Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_request_id(const hwlive_record_callback *callback);

/**
 * Lends the JSON body as it was received, with the fields that this version of the library does not know.
 *
 * `*length_out` is set to the length in bytes, without the NUL at the end; `length_out` may be NULL.
 *
 * Returns UTF-8 text lent by `callback`; NULL, with a length of 0, only where `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_json(const hwlive_record_callback *callback, size_t *length_out);

/**
 * Frees a callback and the texts it lent. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_record_callback_free(hwlive_record_callback *callback);

/**
 * Reads the body of a POST that came to `notify_callback_url`.
 *
 * `body` points to `length` bytes of JSON, at most 1048576, whatever the Content-Type says; it is copied. No field is
 * required here. Sends nothing.
 *
 * `*notification_out` is set to the notification, to be freed with `hwlive_notification_free`, or to NULL when the call
 * fails.
 *
 * Fails with `HWLIVE_CODE_MALFORMED` where the body is too long, not UTF-8, not JSON, not an object, or nested more than 32
 * deep. No text of the body is in the message.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_notification_parse(const char *body,
                                      size_t length,
                                      hwlive_notification **notification_out,
                                      hwlive_error **error_out);

/**
 * Checks that the service signed a notification with the callback's key.
 *
 * `key` is the one that the callback was created with; white space around it is dropped. `accept` is the bits
 * `HWLIVE_ACCEPT_*` of what is taken as genuine: `hwlive_record_callback_accept` tells them of a callback. `tolerance_ms` is
 * how long after its auth_timestamp a signature is accepted, such as `HWLIVE_NOTIFICATION_TOLERANCE_MS`; -1 is for ever.
 * `now_unix` is the time to check against, in seconds since 1970; 0 is this machine's clock. Compares in constant time.
 *
 * What HMACSHA256 covers is auth_timestamp, event_type, publish_domain, app, stream, download_url and play_url, and no
 * other field.
 *
 * Fails with `HWLIVE_CODE_UNSIGNED`, `HWLIVE_CODE_WRONG_SIGNATURE` (also where the sign type is not accepted),
 * `HWLIVE_CODE_EXPIRED` (the signature is right), or `HWLIVE_CODE_MALFORMED`. Neither the key nor the right signature is in
 * the message.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_notification_verify(const hwlive_notification *notification,
                                       const char *key,
                                       uint32_t accept,
                                       int64_t tolerance_ms,
                                       int64_t now_unix,
                                       hwlive_error **error_out);

/**
 * Tells what to accept of the notifications of a callback: the bit `HWLIVE_ACCEPT_*` of its sign type in force, for
 * `hwlive_notification_verify`.
 *
 * Returns 0, which accepts nothing, where this version cannot check that sign type or `callback` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_record_callback_accept(const hwlive_record_callback *callback);

/**
 * Tells the event as a bit `HWLIVE_EVENT_*`, to be held against `hwlive_record_callback_events`.
 *
 * Returns `HWLIVE_EVENT_OTHER` where `event_type` is absent or newer than this library; 0 where `notification` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_notification_event(const hwlive_notification *notification);

/**
 * Tells the project, `project_id`.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_project_id(const hwlive_notification *notification);

/**
 * Tells what all events about one file have in common, `job_id`; sent with RECORD_NEW_FILE_START and
 * RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_job_id(const hwlive_notification *notification);

/**
 * Tells the recording task, `task_id`.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_task_id(const hwlive_notification *notification);

/**
 * Tells the event as sent, `event_type`; `hwlive_notification_event` tells it as a bit.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_event_type(const hwlive_notification *notification);

/**
 * Tells the ingest domain, `publish_domain`.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_publish_domain(const hwlive_notification *notification);

/**
 * Tells the application, `app`.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_app(const hwlive_notification *notification);

/**
 * Tells the stream, `stream`.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_stream(const hwlive_notification *notification);

/**
 * Tells the format, `record_format`: "HLS", "FLV" or "MP4".
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_record_format(const hwlive_notification *notification);

/**
 * Tells where the file is, `download_url`; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_download_url(const hwlive_notification *notification);

/**
 * Tells where the file is played, `play_url`; in the signature's formula, but not in the service's current list of
 * fields.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_play_url(const hwlive_notification *notification);

/**
 * Tells the media asset in VOD, `asset_id`; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_asset_id(const hwlive_notification *notification);

/**
 * Tells when the file begins, `start_time`, documented as yyyy-mm-ddThh:mm:ssZ; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_start_time(const hwlive_notification *notification);

/**
 * Tells when the file ends, `end_time`, documented as yyyy-mm-ddThh:mm:ssZ; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_end_time(const hwlive_notification *notification);

/**
 * Tells the endpoint of the object storage, `obs_location`; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_obs_location(const hwlive_notification *notification);

/**
 * Tells the bucket, `obs_bucket`; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_obs_bucket(const hwlive_notification *notification);

/**
 * Tells the file's path in the bucket, `obs_object`; sent with RECORD_FILE_COMPLETE.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_obs_object(const hwlive_notification *notification);

/**
 * Tells the signature, `auth_sign`, sent where the callback has a key. Keep it out of logs.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_auth_sign(const hwlive_notification *notification);

/**
 * Tells when the signature expires, `auth_timestamp`, as written, in seconds since 1970.
 *
 * Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_auth_timestamp(const hwlive_notification *notification);

/**
 * Tells the file's size in bytes, `file_size`.
 *
 * Returns -1 where none was sent, it is no such number, or `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_file_size(const hwlive_notification *notification);

/**
 * Tells how long the recording is, in whole seconds, `record_duration`.
 *
 * Returns -1 where none was sent, it is no such number, or `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_record_duration(const hwlive_notification *notification);

/**
 * Tells the picture's width in pixels, `width`.
 *
 * Returns -1 where none was sent, it is no such number, or `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_width(const hwlive_notification *notification);

/**
 * Tells the picture's height in pixels, `height`.
 *
 * Returns -1 where none was sent, it is no such number, or `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_height(const hwlive_notification *notification);

/**
 * Tells `start_time` in whole seconds since 1970, UTC.
 *
 * Returns INT64_MIN where it is absent, not understood, or `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_start_time_unix(const hwlive_notification *notification);

/**
 * Tells `end_time` in whole seconds since 1970, UTC.
 *
 * Returns INT64_MIN where it is absent, not understood, or `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_end_time_unix(const hwlive_notification *notification);

/**
 * Lends the body as it was received, with every field, also those that this version does not know.
 *
 * `*length_out`, which may be NULL, is set to its length in bytes, without the NUL at its end.
 *
 * Returns a text lent by `notification`; NULL where `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_json(const hwlive_notification *notification, size_t *length_out);

/**
 * Frees a notification and what it lent. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_notification_free(hwlive_notification *notification);

/**
 * Tells the code of an error, the one that the failed call returned.
 *
 * Returns one of `HWLIVE_CODE_*`; `HWLIVE_CODE_OK` where `error` is NULL.
 *
 * Since 0.1.0.
 */
hwlive_code hwlive_error_code(const hwlive_error *error);

/**
 * Describes an error in one line of English, for logs and people. It starts with what was being done and holds no
 * secret. The wording may change in any version; programs decide by the code.
 *
 * Returns a text lent by `error` that is never NULL; "no error" where `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_message(const hwlive_error *error);

/**
 * Tells the HTTP status of the answer that made the call fail.
 *
 * Returns a status such as 404; 0 where there was no answer or `error` is NULL.
 *
 * Since 0.1.0.
 */
int32_t hwlive_error_http_status(const hwlive_error *error);

/**
 * Tells the code that the service or its gateway gave, such as "LIVE.100011001" or "APIGW.0301".
 *
 * Returns a text lent by `error`; NULL where there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_service_code(const hwlive_error *error);

/**
 * Tells the message that the service or its gateway gave, as sent.
 *
 * Returns a text lent by `error`; NULL where there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_service_message(const hwlive_error *error);

/**
 * Tells the id under which the service's support finds the request.
 *
 * Returns a text lent by `error`; NULL where there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_request_id(const hwlive_error *error);

/**
 * Tells why a policy denied the call, as the encoded text that the service sends with some 403 answers. The STS
 * call decode-authorization-message reads it.
 *
 * Returns a text lent by `error`; NULL where there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_encoded_authorization_message(const hwlive_error *error);

/**
 * Tells how long the service asked to wait before the next call (its Retry-After header).
 *
 * Returns milliseconds, 0 or more; -1 where it did not ask or `error` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_error_retry_after_ms(const hwlive_error *error);

/**
 * Tells how many times the call was tried, the first time included. The one resend on a kept connection that
 * turned out to be dead is not counted.
 *
 * Returns 0 where nothing was tried or `error` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_error_attempts(const hwlive_error *error);

/**
 * Tells whether the same call may well succeed later: `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TIMEOUT`,
 * `HWLIVE_CODE_THROTTLED`, and `HWLIVE_CODE_SERVICE` with a status of 500 or more.
 *
 * Returns 1 if so, otherwise 0; 0 where `error` is NULL.
 *
 * Since 0.1.0.
 */
int32_t hwlive_error_is_retryable(const hwlive_error *error);

/**
 * Frees an error and the texts it lent. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_error_free(hwlive_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* HWLIVE_H */
