/*
 * hwlive asks Huawei Cloud Live for a recording callback, and checks the notifications that the service posts.
 * This header is its manual for C.
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
 * OBJECTS. There are eight kinds, and all are opaque. A config holds settings; clients are made with it. A
 * client makes calls. A call holds the options of one call. A record callback, or a list of them, is what a
 * call returned. A notification is what the service posted. An error says why a function failed. Credentials
 * are filled in by a function of yours, and are lent to it for that time. Record callbacks, lists,
 * notifications and errors never change. A client changes only by hwlive_client_replace_credentials and
 * hwlive_client_shutdown.
 *
 * ERRORS. A function that can fail returns HWLIVE_CODE_OK or another HWLIVE_CODE_*. Its last argument is
 * `error_out`. Decide by the code. The error has the message, the HTTP status and what the service said. Pass
 * NULL as `error_out` if the code is enough. There is no last error and no errno. The comment of each
 * function names the codes that it can return. Any of these functions can also return HWLIVE_CODE_PANIC.
 * Treat a code that this header does not name as HWLIVE_CODE_OTHER.
 *
 * OUTPUTS. Arguments whose names end in _out are written to in any case, so they need no initial value. What
 * they held before is not freed: free an earlier error before you use its variable again. After a failure the
 * error is an object that you have to free, and all other outputs are NULL. After a success the error is NULL.
 * Pass a different variable for each output.
 *
 * OWNERSHIP. An object that hwlive_config_new or hwlive_call_new returns, or that an _out argument receives,
 * is yours. Free it once, with the _free function of its type and with nothing else. No other function frees
 * it, even if the function fails. A const pointer that a function returns is lent by the function's first
 * argument and is valid as long as that object, unless the function's comment says less. The text of
 * hwlive_version is valid as long as the library is loaded. Do not free either. Texts that you pass in are
 * copied. You may free them when the function returns. _free functions accept NULL and then do nothing.
 *
 * NULL. No function crashes because of NULL. If an object, a text, a function or an output is required, NULL
 * is HWLIVE_CODE_INVALID_ARGUMENT, and the message names the argument. Getters accept NULL. The comment of
 * each says what it returns then. Any other pointer must be valid. A pointer to a freed object is not.
 *
 * TEXT. All texts, in both directions, are UTF-8 and end with a NUL character. A text that is not UTF-8 is
 * HWLIVE_CODE_INVALID_ARGUMENT. The body of a notification is not such a text: it comes with its length. If
 * the service puts a NUL character or half of a surrogate pair into a text, you get U+FFFD in its place.
 * Durations are in milliseconds if their names end in _ms.
 *
 * THREADS. Any thread may call. 64 KiB of stack is enough for a release build of the library. One client,
 * record callback, list, notification or error may be used by many threads at the same time. A config must
 * not be used by two threads at the same time. A hwlive_call is for one call at a time, and other threads may
 * only cancel it meanwhile. Free an object only when no other thread is using it. A call blocks, at most for
 * the timeout of the client or of the call. hwlive_client_shutdown and hwlive_call_cancel end it earlier.
 * Only hwlive_call_cancel may be called in a signal handler.
 *
 * PROCESS. The library needs no initialisation. It writes nothing to stdout or stderr, installs no signal
 * handler, and does not change the locale. It blocks signals in a thread only while it starts another one,
 * and then restores the signal mask. It reads environment variables only in hwlive_client_new and in the
 * functions whose names begin with hwlive_config_load_. To look up a name, it calls getaddrinfo of the C
 * library, which may read some too (glibc: LOCALDOMAIN, RES_OPTIONS). No other thread may change the
 * environment while one of these functions or a name lookup runs. hwlive_config_add_resolve avoids the
 * lookup. The library starts a thread only for a name lookup and for a credentials provider. Such a thread
 * may outlive the call. The library may be loaded and unloaded at run time, when no thread is inside it. A
 * forked child may use what its parent made. It gets connections of its own. If another thread was looking up
 * a name at the fork, a lookup in the child may time out. A bug inside the library ends in HWLIVE_CODE_PANIC
 * and does not end the process. Only if no memory is left does the library write to stderr and end the
 * process.
 *
 * VERSIONS. Within one SONAME, functions and constants are added, but never changed or removed. The comment
 * of each function says since when it exists.
 */

#ifndef HWLIVE_H
#define HWLIVE_H

/* Made by cbindgen from src/ffi. Do not edit. */

#include <stddef.h>
#include <stdint.h>

/* The compiler warns if the result of a function is ignored, if it knows how to. */
#if defined(__GNUC__) || defined(__clang__)
#define HWLIVE_MUST_USE __attribute__((warn_unused_result))
#else
#define HWLIVE_MUST_USE
#endif

/**
 * The version of this header, as text. `hwlive_version` returns the version of the library that was loaded.
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
 * Family of `hwlive_config_set_ip_family`: addresses of both families.
 */
#define HWLIVE_IP_ANY 0

/**
 * Family of `hwlive_config_set_ip_family`: IPv4 addresses alone.
 */
#define HWLIVE_IP_4 4

/**
 * Family of `hwlive_config_set_ip_family`: IPv6 addresses alone.
 */
#define HWLIVE_IP_6 6

/**
 * Roots of `hwlive_config_set_trust`: Mozilla's, which are built into the library.
 */
#define HWLIVE_TRUST_BUILT_IN 0

/**
 * Roots of `hwlive_config_set_trust`: those of the operating system.
 */
#define HWLIVE_TRUST_SYSTEM 1

/**
 * Version of `hwlive_config_set_min_tls_version`: TLS 1.2.
 */
#define HWLIVE_TLS_1_2 12

/**
 * Version of `hwlive_config_set_min_tls_version`: TLS 1.3.
 */
#define HWLIVE_TLS_1_3 13

/**
 * Level of `hwlive_config_set_log`: no events. Each other level includes the levels with lower numbers.
 */
#define HWLIVE_LOG_OFF 0

/**
 * Level of `hwlive_config_set_log`: errors. This version sends no event of this level.
 */
#define HWLIVE_LOG_ERROR 1

/**
 * Level of `hwlive_config_set_log`: warnings. This version sends no event of this level.
 */
#define HWLIVE_LOG_WARN 2

/**
 * Level of `hwlive_config_set_log`: a call is tried again, and why. The next endpoint of a region is asked, because
 * one was not reached. The metadata service is asked without a token, because it did not answer.
 */
#define HWLIVE_LOG_INFO 3

/**
 * Level of `hwlive_config_set_log`: each request, with its address, kept or new connection, duration, and status and
 * request id or what failed.
 */
#define HWLIVE_LOG_DEBUG 4

/**
 * Level of `hwlive_config_set_log`: everything. This version sends no event of this level.
 */
#define HWLIVE_LOG_TRACE 5

/**
 * Algorithm of `hwlive_config_set_signing_algorithm`: SDK-HMAC-SHA256, which Live accepts.
 */
#define HWLIVE_SIGNING_SDK_HMAC_SHA256 0

/**
 * Algorithm of `hwlive_config_set_signing_algorithm`: V11-HMAC-SHA256, with a key that is derived for the day, the
 * region and the service.
 */
#define HWLIVE_SIGNING_V11_HMAC_SHA256 1

/**
 * Algorithm of `hwlive_config_set_signing_algorithm`: SDK-HMAC-SM3, with the hash SM3 in place of SHA-256. The library
 * must be built with its feature sm3.
 */
#define HWLIVE_SIGNING_SDK_HMAC_SM3 2

/**
 * Bit of `hwlive_record_callback_events`: RECORD_NEW_FILE_START, a new file begins.
 */
#define HWLIVE_EVENT_RECORD_NEW_FILE_START 1u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_FILE_COMPLETE, a file is finished. The service's default.
 */
#define HWLIVE_EVENT_RECORD_FILE_COMPLETE 2u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_OVER, recording has ended.
 */
#define HWLIVE_EVENT_RECORD_OVER 4u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_FAILED, recording has failed.
 */
#define HWLIVE_EVENT_RECORD_FAILED 8u

/**
 * Bit of `hwlive_record_callback_events`: RECORD_START, recording begins.
 */
#define HWLIVE_EVENT_RECORD_START 16u

/**
 * Bit of `hwlive_record_callback_events`: at least one event that this version of the library does not know.
 */
#define HWLIVE_EVENT_OTHER 2147483648u

/**
 * Result of `hwlive_record_callback_sign_type`: a sign type that this version of the library does not know.
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
 * Bit of `accept` in `hwlive_notification_verify`: a signature of sign type HMACSHA256.
 */
#define HWLIVE_ACCEPT_HMACSHA256 1u

/**
 * Bit of `accept` in `hwlive_notification_verify`: a signature of sign type MD5. It covers neither the event nor the
 * URL: whoever has seen one notification can post any other with its signature.
 */
#define HWLIVE_ACCEPT_MD5 2u

/**
 * Bit of `accept` in `hwlive_notification_verify`: no signature at all. Use it only if something else shows who posted
 * the notification. A notification that has a signature still needs the bit of its sign type.
 */
#define HWLIVE_ACCEPT_UNSIGNED 4u

/**
 * The usual `tolerance_ms` of `hwlive_notification_verify`: 15 minutes, in milliseconds.
 */
#define HWLIVE_NOTIFICATION_TOLERANCE_MS 900000

/**
 * The options of one call. It also cancels the call, and afterwards it says how the call went. Free it with
 * `hwlive_call_free`.
 *
 * Pass it to a function such as `hwlive_show_record_callback_with`. One object is for one call at a time: a function that
 * finds it in use by another call fails with `HWLIVE_CODE_INVALID_ARGUMENT`. After the call you may use it again, with any
 * client, and the options stay. Once it was cancelled, it stays cancelled: make a new one.
 *
 * While a call uses it, other threads may only cancel it. The functions that say how a call went describe the last
 * call that used the object, whether it succeeded or failed. Apart from `hwlive_call_attempts` they describe the last
 * request of that call. It is usually the one to Live. If the call fails while it gets credentials or the project id,
 * it is that one. These functions accept NULL. For NULL, before the first call and during a call they return what they
 * return for a missing value.
 */
typedef struct hwlive_call hwlive_call;

/**
 * A client of Huawei Cloud Live: its settings, and the connections that it keeps. Free it with `hwlive_client_free`.
 *
 * Any number of threads may call with one client at the same time.
 */
typedef struct hwlive_client hwlive_client;

/**
 * The settings of a client. Free it with `hwlive_config_free`.
 *
 * A config must not be used by two threads at the same time. A function that changes it sends nothing. If such a
 * function fails, the settings stay as they were, and the config can still be used.
 *
 * If several functions set the same setting, the last one wins. Credentials of any kind are one setting. Otherwise the
 * order does not matter: what depends on several settings is checked by `hwlive_client_new`.
 */
typedef struct hwlive_config hwlive_config;

/**
 * The credentials that a `hwlive_credentials_fn` fills in. They are lent to it for the time of the call.
 */
typedef struct hwlive_credentials hwlive_credentials;

/**
 * Why a function failed. It never changes. Free it with `hwlive_error_free`.
 *
 * Every function that fails returns an error of its own, so threads never share one. The functions of an error accept
 * NULL. The comment of each says what it returns then.
 */
typedef struct hwlive_error hwlive_error;

/**
 * A recording event, as it was posted. It never changes. Free it with `hwlive_notification_free`.
 *
 * Anyone can post one, so call `hwlive_notification_verify` before you trust it. The texts that it lends are as sent.
 * If a field is a number or a boolean, the text is its JSON text. If it is null, a list or an object, it counts as
 * missing, and the text is NULL. If a field is there twice, the last one counts. The getters of a notification accept
 * NULL. The comment of each says what it returns then.
 */
typedef struct hwlive_notification hwlive_notification;

/**
 * A recording callback, as the service described it. It never changes. Free it with `hwlive_record_callback_free`.
 *
 * The texts that it lends are as the service sent them. If a text field is a number or a boolean, the text is its JSON
 * text. If it is null, a list or an object, it counts as missing, and the text is NULL. If a field is there twice, the
 * last one counts. The functions of a record callback accept NULL. The comment of each says what it returns then.
 */
typedef struct hwlive_record_callback hwlive_record_callback;

/**
 * A list of recording callbacks, in the service's order. It never changes. Free it with
 * `hwlive_record_callback_list_free`.
 *
 * Its functions accept NULL and then return what they return for an empty list.
 */
typedef struct hwlive_record_callback_list hwlive_record_callback_list;

/**
 * The result of a function that can fail: one of `HWLIVE_CODE_*`. A later version never gives a number another
 * meaning.
 */
typedef int32_t hwlive_code;

/**
 * A function of yours that receives log events.
 *
 * `level` is one of `HWLIVE_LOG_*`. `message` is one line of text, lent for the time of the call. `userdata` is the
 * pointer that was set. No secret is in the text, at any level.
 *
 * The function runs in the thread that makes the call, during that call. Several threads may be in it at the same
 * time. It may use the library, but must not make a call with the client that sent the event: that call could wait for
 * the first one until its time is over. It must return: no longjmp, no C++ exception.
 */
typedef void (*hwlive_log_fn)(int32_t level, const char *message, void *userdata);

/**
 * A function of yours that supplies credentials, for example from a vault or from a pod's identity.
 *
 * It fills `credentials` in with `hwlive_credentials_set_access_key` or `hwlive_credentials_set_auth_token`. It should
 * also call `hwlive_credentials_set_expiry_unix`. Then it returns `HWLIVE_CODE_OK`. Any other value is a failure, and
 * so is `HWLIVE_CODE_OK` if neither a key nor a token was supplied. A call that has no valid credentials then fails
 * with `HWLIVE_CODE_CREDENTIALS`. Its error message contains the other value. `userdata` is the pointer that was set.
 *
 * The function runs in a thread of the library. It may block: the client's calls wait for it within their own
 * timeouts. It is called before the old credentials end. For each client there is one call of it at a time. Calls can
 * overlap if several clients have the same function, or if `hwlive_client_replace_credentials` gives a client the same
 * function again. A forked child goes on with the credentials of its parent. It calls the function itself when it
 * needs new ones.
 *
 * The function must not use the client that it supplies. It must return: no longjmp, no C++ exception.
 */
typedef hwlive_code (*hwlive_credentials_fn)(hwlive_credentials *credentials, void *userdata);

/**
 * A function of yours that frees a `userdata` when the library no longer needs it.
 *
 * It runs in a thread that calls the library, or in a thread of the library. It must not call the library with the
 * object that is being freed, changed or used. It must return: no longjmp, no C++ exception.
 */
typedef void (*hwlive_release_fn)(void *userdata);

/**
 * The function succeeded.
 */
#define HWLIVE_CODE_OK 0

/**
 * None of the other codes. A newer library may also return a code that this header does not name: treat it as this
 * one.
 */
#define HWLIVE_CODE_OTHER 1

/**
 * An argument or a setting is not usable. Nothing was sent. The message names it.
 */
#define HWLIVE_CODE_INVALID_ARGUMENT 2

/**
 * There are no credentials, they are incomplete, or a source of credentials failed. Also if the region has no project
 * or several.
 */
#define HWLIVE_CODE_CREDENTIALS 3

/**
 * The service, IAM or STS did not accept the credentials, or they lack a permission: HTTP 401 and 403. Do not repeat
 * the call as it is: five bad signatures lock an access key for five minutes.
 */
#define HWLIVE_CODE_UNAUTHORIZED 4

/**
 * HTTP 404: the service knows no such recording callback, or another server answered at that endpoint.
 */
#define HWLIVE_CODE_NOT_FOUND 5

/**
 * Too many requests: HTTP 429.
 */
#define HWLIVE_CODE_THROTTLED 6

/**
 * Any other refusal of the service, its gateway, IAM or STS. `hwlive_error_service_code` returns its code, if it has
 * one.
 */
#define HWLIVE_CODE_SERVICE 7

/**
 * There is no connection: the name is not known, there is no route, the server or the proxy refused, or the connection
 * was lost.
 */
#define HWLIVE_CODE_CONNECT 8

/**
 * The TLS handshake or the check of the certificate failed.
 */
#define HWLIVE_CODE_TLS 9

/**
 * The time limit of the whole call or of connecting was reached.
 */
#define HWLIVE_CODE_TIMEOUT 10

/**
 * There was an answer, but not one that the service gives: for example a portal's web page, an empty body or a
 * redirect.
 */
#define HWLIVE_CODE_BAD_RESPONSE 11

/**
 * The call was cancelled with `hwlive_call_cancel`, or the client was shut down with `hwlive_client_shutdown`.
 */
#define HWLIVE_CODE_CANCELLED 12

/**
 * There is a bug in hwlive. The message describes it. The client can still be used.
 */
#define HWLIVE_CODE_PANIC 13

/**
 * A notification cannot be read, or can be read in more than one way.
 */
#define HWLIVE_CODE_MALFORMED 14

/**
 * A notification has no signature, and that is not accepted.
 */
#define HWLIVE_CODE_UNSIGNED 15

/**
 * The signature of a notification does not match its body and the key, or its sign type is not accepted.
 */
#define HWLIVE_CODE_WRONG_SIGNATURE 16

/**
 * The signature of a notification is right, but too old.
 */
#define HWLIVE_CODE_EXPIRED 17

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Returns the version of the library that the program runs with, such as "0.1.0".
 *
 * `HWLIVE_VERSION` is the version of this header. The two differ if the library was replaced after the program was
 * built.
 *
 * The text is never NULL and is valid as long as the library is loaded. Do not free it.
 *
 * Since 0.1.0.
 */
const char *hwlive_version(void);

/**
 * Makes a config. All settings are at their defaults.
 *
 * A client needs credentials of any kind, and a region or an endpoint. If there is no project id, it also needs a
 * region and the endpoint of IAM, where the project id is looked up. A user of IAM, an identity provider and an agency
 * by its name also need the endpoint of IAM. An OIDC agency and an agency by its URN need the endpoint of STS. The
 * functions that set these endpoints name the defaults.
 *
 * Returns the config. Free it with `hwlive_config_free`. The result is NULL only if there is a bug in the library.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_config *hwlive_config_new(void);

/**
 * Sets the region. It gives the endpoint of Live. A region that is built in also gives the endpoint of IAM.
 *
 * `region_id` has 1 to 64 characters: ASCII letters, digits, "-" and "_". White space around it is dropped. The
 * regions "cn-north-4", "cn-north-1", "cn-east-3", "ap-southeast-2" and "ap-southeast-3" are built in. Others come
 * from `hwlive_config_define_region`, from the environment, from a regions file or, if it is turned on, from
 * `hwlive_config_set_region_by_pattern`. Any other region needs `hwlive_config_set_endpoint`. Whether the region is
 * known is checked by `hwlive_client_new`. If no project id is set, the project that has the region's name is used.
 * Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `region_id` is NULL, or if `region_id` is empty, too long,
 * or has another character.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_region(hwlive_config *config,
                                     const char *region_id,
                                     hwlive_error **error_out);

/**
 * Sets the endpoint of Live. It is used instead of the region's.
 *
 * `url` is "[http[s]://]host[:port][/path]", such as "https://live.example.com:8443/gateway". Without a scheme it is
 * https. White space around it is dropped. The host is a name in ASCII or an IP address; an address with colons is in
 * brackets. The path is put before the path of each request. Its parts have only letters, digits, "-", ".", "_" and
 * "~", and none of them is empty, "." or "..". A user, a query or a fragment is refused. The limit is 2048 characters,
 * counted with "https://" even if it is left out, and without slashes at the end.
 *
 * Plain http is for loopback: `hwlive_client_new` refuses it for any other host, unless `hwlive_config_set_insecure`
 * is on. Default: the region's.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_endpoint(hwlive_config *config,
                                       const char *url,
                                       hwlive_error **error_out);

/**
 * Sets the endpoint of IAM. It is used instead of the region's.
 *
 * Calls ask IAM for a project id if none is set. They also ask it for tokens or keys if `hwlive_config_set_iam_user`,
 * `hwlive_config_set_identity_provider` or `hwlive_config_set_agency_by_name` is used. `url` is as in
 * `hwlive_config_set_endpoint`. Default: the region's, if the region is built in or its endpoints follow from its
 * name. If no region is set, identity providers and agencies by name use "https://iam.myhuaweicloud.com".
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
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
 * `project_id` is the project's id, not its name. It has at most 128 characters, of visible ASCII other than "/".
 * White space around it is dropped. Default: the first call asks IAM for the id of the project that has the region's
 * name. The client keeps the id as long as it keeps its credentials.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `project_id` is NULL, or if `project_id` is empty, too
 * long, ".", ".." or has another character.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_project_id(hwlive_config *config,
                                         const char *project_id,
                                         hwlive_error **error_out);

/**
 * Sets the access key that requests are signed with. It replaces other credentials.
 *
 * `access_key` and `secret_key` are the two parts of the key, of at most 1024 characters each. `security_token`
 * belongs to a temporary key and has at most 102400 characters. For a permanent key it is NULL. White space around
 * them is dropped. `access_key` is visible ASCII without commas. `security_token` is visible ASCII and spaces.
 * `secret_key` has no control characters. All three are copied. The copies of `secret_key` and `security_token` are
 * wiped from memory when they are freed. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config`, `access_key` or `secret_key` is NULL, or if a text is empty,
 * too long, or has another character.
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
 * Sets the IAM token that requests carry as X-Auth-Token. It replaces other credentials.
 *
 * `token` has at most 102400 characters, of visible ASCII and spaces. White space around it is dropped. The library
 * does not renew it. It is copied, and the copy is wiped from memory when it is freed. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `token` is NULL, or if `token` is empty, too long, or has
 * another character.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_auth_token(hwlive_config *config,
                                         const char *token,
                                         hwlive_error **error_out);

/**
 * Reads settings from environment variables. What they do not set stays as it was.
 *
 * An empty variable counts as not set. No other thread may change the environment while this function runs. These are
 * read:
 *
 * - HUAWEICLOUD_OIDC_PROVIDER_URN and HUAWEICLOUD_OIDC_AGENCY_URN, with HUAWEICLOUD_OIDC_ID_TOKEN or
 *   HUAWEICLOUD_OIDC_TOKEN_FILE: an agency for an ID token, as in `hwlive_config_set_oidc`. Its session is in
 *   HUAWEICLOUD_OIDC_SESSION_NAME, HUAWEICLOUD_OIDC_DURATION_SECONDS, HUAWEICLOUD_OIDC_POLICY and
 *   HUAWEICLOUD_OIDC_POLICY_IDS.
 * - HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE: an identity provider, if there is no such agency.
 * - HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK: an access key, if there is neither. If neither of the two is set,
 *   CLOUD_SDK_AK and CLOUD_SDK_SK.
 * - HUAWEICLOUD_SDK_SECURITY_TOKEN: makes the access key a temporary one.
 * - HUAWEICLOUD_SDK_AUTH_TOKEN: a token, if there is no access key.
 * - HUAWEICLOUD_SDK_USER_NAME, HUAWEICLOUD_SDK_USER_PASSWORD and HUAWEICLOUD_SDK_DOMAIN_NAME: a user of IAM, if there
 *   is none of these. The domain name alone is ignored.
 * - HC_CONTAINER_CREDENTIALS_FULL_URI and HC_CONTAINER_AUTHORIZATION_TOKEN_FILE: the agent of a cluster, if there is none
 *   of these.
 * - HW_ASSUME_ROLE_AGENCY_NAME, HW_ASSUME_ROLE_DOMAIN_NAME or HW_ASSUME_ROLE_DOMAIN_ID, and HW_ASSUME_ROLE_DURATION: the
 *   agency that the credentials assume, as in `hwlive_config_set_agency_by_name`.
 * - HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT, HUAWEICLOUD_SDK_IAM_ENDPOINT and
 *   HUAWEICLOUD_SDK_STS_ENDPOINT: the settings of these names.
 * - HUAWEICLOUD_SDK_REGION_LIVE_<REGION>: the Live endpoints of a region, with commas between them. The region cn-x-1
 *   is written CN_X_1.
 * - HUAWEICLOUD_SDK_REGIONS_FILE: a file of regions, as in `hwlive_config_load_regions_file`, if the library was built
 *   with its feature regions-file.
 * - SSL_CERT_FILE: the CA file, as in `hwlive_config_set_ca_file`.
 *
 * `hwlive_config_load_default` reads them too.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` if the variables of one source are incomplete. Fails with
 * `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if a value or the regions file is not usable. The message
 * names what is wrong.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_environment(hwlive_config *config,
                                           hwlive_error **error_out);

/**
 * Sets the time limit of a whole call: name lookup, connection, TLS, request, answer and all retries. Requests for
 * credentials and for the project id are part of the call.
 *
 * The limit holds whatever the server does. `timeout_ms` is 1 or more. Default: 30000.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `timeout_ms` is 0.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_timeout_ms(hwlive_config *config,
                                         uint32_t timeout_ms,
                                         hwlive_error **error_out);

/**
 * Sets the time limit of one connection: name lookup, TCP, proxy and TLS handshake.
 *
 * If a connection takes too long, the call may try again within its own limit. `timeout_ms` is 1 or more. Default:
 * 10000.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `timeout_ms` is 0.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_connect_timeout_ms(hwlive_config *config,
                                                 uint32_t timeout_ms,
                                                 hwlive_error **error_out);

/**
 * Sets how often a call is tried again if it cannot connect, or if the status is 429, 502, 503 or 504.
 *
 * The same rule holds for every request of a call: to Live, IAM, STS, the metadata service and the agent of a cluster.
 * `retries` is 0 to 10 and does not count the first try. All retries happen within the limit of the whole call. Before
 * each there is a random pause that grows, or the pause that the service's Retry-After asks for. If there is not enough
 * time for the pause, the call fails at once. If TLS fails, the call is not tried again. A proxy that refuses with a
 * status from 400 to 499 is not asked again. Default: 2.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `retries` is more than 10.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_max_retries(hwlive_config *config,
                                          uint32_t retries,
                                          hwlive_error **error_out);

/**
 * Sets the proxy for all requests but those to the metadata service and to the agent of a cluster. Each connection goes
 * through a tunnel. Plain http to loopback goes directly, unless the proxy is on loopback too.
 *
 * `url` is "[scheme://][user:password@]host[:port]". The scheme is "http" (the default) or "https" for a tunnel by
 * CONNECT, and "socks5" or "socks5h" for one by SOCKS5. With "socks5" the library looks up the endpoint's name, with
 * "socks5h" the proxy does. SOCKS4 is refused: "socks4", "socks4a" and "socks". Without a port it is 1080, and 443 for
 * https. The user and the password may be percent-encoded. For SOCKS5 each has at most 255 bytes. They are copied, and
 * the copies are wiped from memory when they are freed. "" means no proxy. If this function is called, the variables of
 * the environment are not read.
 *
 * Default: the proxy that the environment names, as curl reads it. For https endpoints that is the first of
 * https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY. For http endpoints it is the first of http_proxy, all_proxy and
 * ALL_PROXY. no_proxy, else NO_PROXY, lists the hosts that are connected to directly. `hwlive_client_new` reads these
 * variables. If the first variable that is set is empty, no proxy is used. A variable that none of the client's
 * endpoints uses is not checked.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_proxy(hwlive_config *config,
                                    const char *url,
                                    hwlive_error **error_out);

/**
 * Sets the certificate authorities that are trusted, instead of those that are built in.
 *
 * `path` names a file of certificates in PEM, or of one in DER. `hwlive_client_new` reads it, and fails if it has no
 * usable certificate. It is not read if `hwlive_config_set_insecure` is on. This function, `hwlive_config_set_ca_pem` and
 * `hwlive_config_set_trust` replace each other: the last one that is called is used. Default: Mozilla's roots, which are
 * built in. A library that was built with its feature system-roots uses the system's instead.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `path` is NULL, or if `path` is empty.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_ca_file(hwlive_config *config,
                                      const char *path,
                                      hwlive_error **error_out);

/**
 * Sets the certificate that the client shows to servers that ask for one. It is not shown to a proxy.
 *
 * `cert_path` names a PEM file with the certificate and the ones between it and its root. `key_path` names a PEM file
 * with the private key, which is not encrypted. `hwlive_client_new` reads both. This function and
 * `hwlive_config_set_client_certificate_pem` replace each other. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a path is NULL, or if a path is empty.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_client_certificate(hwlive_config *config,
                                                 const char *cert_path,
                                                 const char *key_path,
                                                 hwlive_error **error_out);

/**
 * Turns the check of server certificates off, and allows plain http to Live, IAM and STS on any host. For tests
 * only.
 *
 * Whoever is between the two ends can then read and use the credentials. `on` is 1 for no check, or 0 for the check.
 * Default: 0.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `on` is another number.
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
 * `suffix` is visible ASCII and spaces, such as "my-encoder/2.3". It has 1 to 256 characters. White space around it is
 * dropped. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `suffix` is NULL, or if `suffix` is empty, too long, or has
 * another character.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_user_agent(hwlive_config *config,
                                         const char *suffix,
                                         hwlive_error **error_out);

/**
 * Frees a config. NULL is allowed and does nothing.
 *
 * Clients that were made with it are not affected. Secrets that no client has are wiped from memory.
 *
 * Since 0.1.0.
 */
void hwlive_config_free(hwlive_config *config);

/**
 * Reads a profile file of the official SDKs: credentials, and the project id and the IAM endpoint if the file has
 * them. The credentials replace other credentials.
 *
 * `path` names the file. NULL means the file that HUAWEICLOUD_SDK_CREDENTIALS_FILE names, else
 * .huaweicloud/credentials in the folder that HOME names. It is an INI file in UTF-8, of at most 1 MiB. It has the
 * section [basic] or [basiccredentials] and the keys ak, sk, security_token, idp_id, id_token_file, project_id and
 * iam_endpoint. idp_id and id_token_file, an identity provider, win over ak and sk. If it has both sections, [basic] is
 * read. The function reads the file before it returns.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` if `path` is NULL and neither variable is set. Fails with the same code if the
 * file does not exist, is not a regular file, cannot be read, is not of this form, lacks one or both parts of a pair,
 * or has a value that is not usable. The message names the file, and the line if there is one, and shows no value.
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `path` is not UTF-8.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_profile(hwlive_config *config,
                                       const char *path,
                                       hwlive_error **error_out);

/**
 * Reads a profile of KooCLI, the command line tool of the cloud: credentials, and the project id and the region if the
 * profile has them. The credentials replace other credentials. The library does not renew them.
 *
 * `path` names the file. NULL means the file that HW_SHARED_CONFIG_FILE names, else .hcloud/config.json in the folder
 * that HOME names. It is a JSON file in UTF-8, of at most 1 MiB. `profile` is the name of the profile. NULL means the
 * profile that HW_PROFILE names, else the current one of the file, else its only one. A profile of the mode AKSK has
 * the keys accessKeyId, secretAccessKey and, if it is a temporary key, securityToken. A profile of the mode SSO has
 * all three in ssoAuth.stsToken. Both can have projectId and region, and an agency that the key assumes: agencyName with
 * agencyDomainName or agencyDomainId. An empty value counts as missing. The function reads the file before it returns.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` if `path` is NULL and neither HW_SHARED_CONFIG_FILE nor HOME is set. Fails with
 * the same code if the file does not exist, is not a regular file, cannot be read, is not of this form, or has no such
 * profile. Fails with the same code if the profile is of another mode, lacks a part of its key or of its agency, has
 * a value that is not usable, or if KooCLI has encrypted its keys. The message names the file and the profile, and
 * shows no value. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if `path`, `profile` or HW_PROFILE
 * is not UTF-8.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_koocli_profile(hwlive_config *config,
                                              const char *path,
                                              const char *profile,
                                              hwlive_error **error_out);

/**
 * Reads settings from the environment, and credentials from the first source that has some. These replace other
 * credentials.
 *
 * The sources are: the environment as in `hwlive_config_load_environment`, but for the agent of a cluster, the profile
 * file as in `hwlive_config_load_profile` with NULL, the file of KooCLI as in `hwlive_config_load_koocli_profile` with
 * NULL, the agent of a cluster if the environment names it, and if `with_metadata` is 1 the metadata service of a cloud
 * server. The project id, the region and the IAM endpoint of a file are used if the environment has none. A regions file
 * is read as in `hwlive_config_load_regions_file` with NULL, if the library was built with its feature regions-file.
 * `with_metadata` is 0 or 1. Neither the agent nor the metadata service is asked before the first call.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` if no source has credentials, or if the first source that has some is
 * incomplete or cannot be read. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `with_metadata` is
 * another number, or if a setting or the regions file is not usable.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_default(hwlive_config *config,
                                       int32_t with_metadata,
                                       hwlive_error **error_out);

/**
 * Reads the regions that a file of the official SDKs defines.
 *
 * `path` names the file. NULL means the file that HUAWEICLOUD_SDK_REGIONS_FILE names, else .huaweicloud/regions.yaml
 * in the folder that HOME names, if there is one. It is a YAML file in UTF-8, of at most 1 MiB. Under LIVE it has a
 * list of regions. Each has an id, and an endpoint or a list of endpoints. The definitions of the environment and of
 * `hwlive_config_define_region` take precedence over those of the file.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `path` is not UTF-8, if the file cannot be read or
 * is not of this form, or if the library was built without its feature regions-file.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_load_regions_file(hwlive_config *config,
                                            const char *path,
                                            hwlive_error **error_out);

/**
 * Gives the addresses of a host. They are used instead of a name lookup.
 *
 * `entry` is "host:port:address[,address...]", such as "live.example.com:443:192.0.2.1,[2001:db8::1]". It has 1 to 16
 * addresses. IPv6 addresses may be in brackets, and a host that is one has to be. The host may be that of an endpoint or
 * of a proxy. The port has to be the one that is connected to. Each call adds an entry. If there is one for the same host
 * and port, it is replaced. The certificate has to be for the host as before. With a socks5h proxy, the proxy looks up the
 * endpoint's name all the same. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `entry` is NULL, or if `entry` is no such text.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_add_resolve(hwlive_config *config,
                                      const char *entry,
                                      hwlive_error **error_out);

/**
 * Sets the address of this machine that all connections are made from.
 *
 * `address` is an IPv4 or IPv6 address. An address of the other family is not connected to. If no other is left, or if
 * the machine does not have `address`, calls cannot connect. Default: the system chooses.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `address` is NULL, or if `address` is no such address.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_local_address(hwlive_config *config,
                                            const char *address,
                                            hwlive_error **error_out);

/**
 * Sets the family of the addresses that all connections are made to.
 *
 * `family` is one of `HWLIVE_IP_*`. If a host has no address of the family, calls cannot connect to it.
 * Default: `HWLIVE_IP_ANY`.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `family` is another number.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_ip_family(hwlive_config *config,
                                        int32_t family,
                                        hwlive_error **error_out);

/**
 * Sets the certificate authorities that are trusted, as a text instead of a file.
 *
 * `pem` has certificates in PEM, with anything between them. No others are trusted then. This function,
 * `hwlive_config_set_ca_file` and `hwlive_config_set_trust` replace each other: the last one that is called is used.
 * Default: as for `hwlive_config_set_trust`.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `pem` is NULL, or if `pem` has no usable certificate.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_ca_pem(hwlive_config *config,
                                     const char *pem,
                                     hwlive_error **error_out);

/**
 * Sets the certificate that the client shows to servers that ask for one, as texts instead of files.
 *
 * `cert_pem` has the certificate in PEM, and behind it the ones between it and its root. `key_pem` has its private key
 * in PEM. Both may be the same text. The text of the key is not kept, and what was copied of it is wiped from memory
 * before this function returns. The form of the key that TLS signs with stays in memory, as long as the config or a
 * client that was made with it. This function and `hwlive_config_set_client_certificate` replace each other. Default:
 * none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, if a text has no certificate or no private
 * key, if the key is encrypted or of an unknown kind, or if it does not belong to the certificate. The message shows
 * neither of them.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_client_certificate_pem(hwlive_config *config,
                                                     const char *cert_pem,
                                                     const char *key_pem,
                                                     hwlive_error **error_out);

/**
 * Sets whether the built-in roots or those of the operating system are trusted.
 *
 * `roots` is one of `HWLIVE_TRUST_*`. It replaces what `hwlive_config_set_ca_file` and `hwlive_config_set_ca_pem` set.
 * The system's roots are read by `hwlive_client_new`, from the first usable file of these:
 * /etc/ssl/certs/ca-certificates.crt, /etc/pki/tls/certs/ca-bundle.crt, /etc/ssl/ca-bundle.pem and /etc/ssl/cert.pem. If
 * there is none, it fails. A library that was built with its feature system-roots asks the system itself. Default:
 * `HWLIVE_TRUST_BUILT_IN`, and `HWLIVE_TRUST_SYSTEM` with that feature.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `roots` is another number.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_trust(hwlive_config *config,
                                    int32_t roots,
                                    hwlive_error **error_out);

/**
 * Sets the public keys that Live, IAM and STS may have. Any other key is refused, whoever signed its certificate.
 *
 * `pins` is "sha256//BASE64", as curl writes it, with ";" between several. Each is the SHA-256 of the
 * SubjectPublicKeyInfo of the server's own certificate. Name a spare key as well: otherwise every call fails when the
 * service changes its key. If IAM or STS is asked too, the list needs its key. Proxies may have other keys. The
 * certificate is checked as without pins; with `hwlive_config_set_insecure` only the key is. If a server has another
 * key, TLS with it fails before anything is sent, and the message of the error names the key. Default: any key.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `pins` is NULL, or if `pins` is not written like this.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_pinned_public_keys(hwlive_config *config,
                                                 const char *pins,
                                                 hwlive_error **error_out);

/**
 * Sets the oldest version of TLS that the client speaks, also with a proxy.
 *
 * `version` is one of `HWLIVE_TLS_*`. Default: `HWLIVE_TLS_1_2`. TLS 1.3 is used wherever the server speaks it.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `version` is another number.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_min_tls_version(hwlive_config *config,
                                              int32_t version,
                                              hwlive_error **error_out);

/**
 * Turns regions by pattern on: a region that is neither built in nor defined gets its endpoints by its name.
 *
 * `on` is 1 or 0. Live is then at https://live.REGION.myhuaweicloud.com. IAM is at https://iam.REGION.myhuaweicloud.com
 * if the official SDKs know the region, else at https://iam.myhuaweicloud.com. Regions that begin with "eu-west-1" have
 * both in myhuaweicloud.eu. The name must look like "cn-south-1": two words of lower-case letters and a number. Whether
 * Live is there is not checked. Default: 0.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `on` is another number.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_region_by_pattern(hwlive_config *config,
                                                int32_t on,
                                                hwlive_error **error_out);

/**
 * Sets a function that receives the log events of clients that are made with these settings.
 *
 * `level` is one of `HWLIVE_LOG_*`. `function` may be NULL if `level` is `HWLIVE_LOG_OFF`. `userdata` is passed to the
 * function and may be NULL. Both must stay valid until the last client that was made with the settings is freed.
 * Default: no events.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `level` is another number, or if `function` is
 * NULL and `level` is not `HWLIVE_LOG_OFF`.
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
 * Sets a user of IAM. The user replaces other credentials. The library gets tokens for the user and renews them.
 *
 * `user`, `password` and `domain` (the name of the account) have at most 1024 characters each. White space around them
 * is dropped. They are copied. The copy of the password is wiped from memory when it is freed. The first call of a
 * client asks IAM for a token, within the call's own timeout. A call asks for a new one before the old one ends. If
 * IAM refuses the user, it is not asked again for a minute: calls without a valid token then fail with the same error.
 * HUAWEI IDs cannot get tokens; IAM users can. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, or if a text is empty, too long, or has a
 * control character.
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
 * Uses temporary keys from the metadata service of the cloud server that the program runs on. They replace other
 * credentials.
 *
 * No client asks that service unless this function or `hwlive_config_load_default` says so. The first call of a client
 * asks it, and so does a later call before the keys end. Each try takes at most 3 s, all its requests together, and
 * never goes through a proxy. A token is asked for first (version 2). If the service has no tokens, or does not answer
 * within 1.5 s, the keys are asked for without one (version 1).
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_metadata_credentials(hwlive_config *config,
                                                   hwlive_error **error_out);

/**
 * Sets where the metadata service is. For tests.
 *
 * `url` is as in `hwlive_config_set_endpoint`. Plain http is allowed only for loopback, link-local and unique local
 * addresses, even if `hwlive_config_set_insecure` is on. Default: "http://169.254.169.254".
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL or is plain http
 * to another network.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_metadata_endpoint(hwlive_config *config,
                                                const char *url,
                                                hwlive_error **error_out);

/**
 * Sets a function of yours that supplies credentials. It replaces other credentials.
 *
 * `userdata` is passed to the function and may be NULL. Both must stay valid until the last client that has them is
 * freed: a client that was made with the settings, or that got their credentials by
 * `hwlive_client_replace_credentials`. They must also stay valid until a call of the function that is still running
 * has returned. Such a call may even begin shortly after the client is freed, if the call that waited for it ended
 * early. If the function or its data cannot live as long as the process, use
 * `hwlive_config_set_credentials_provider_with_release`.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `function` is NULL.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_credentials_provider(hwlive_config *config,
                                                   hwlive_credentials_fn function,
                                                   void *userdata,
                                                   hwlive_error **error_out);

/**
 * Sets a function of yours that supplies credentials, and one that frees its `userdata`. They replace other
 * credentials.
 *
 * `release` is called once, with `userdata`, when no config and no client has the function any more and no call of it
 * is running or will begin. The library uses neither function after that. This may happen inside a function that
 * frees, changes or uses one of these objects, or later in a thread of the library. `release` is not called if this
 * function fails or when the process ends. A forked child has copies of the objects and calls `release` once for them.
 * It may not call it if another thread was inside a call at the fork. `release` and `userdata` may be NULL.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `function` is NULL.
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
 * Supplies an access key. Only a `hwlive_credentials_fn` can call it. It replaces what was supplied before.
 *
 * The arguments are as in `hwlive_config_set_access_key`. If the function fails, what was supplied before stays.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `credentials`, `access_key` or `secret_key` is NULL, or if a text is
 * not usable.
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
 * Supplies a token. Only a `hwlive_credentials_fn` can call it. It replaces what was supplied before.
 *
 * `token` is as in `hwlive_config_set_auth_token`. If the function fails, what was supplied before stays.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `credentials` or `token` is NULL, or if `token` is not usable.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_credentials_set_auth_token(hwlive_credentials *credentials,
                                              const char *token,
                                              hwlive_error **error_out);

/**
 * Sets when the credentials end. Only a `hwlive_credentials_fn` can call it. That function is called again before the
 * end.
 *
 * `seconds` are since 1970, UTC. If that time is already over, the credentials are used for a minute. A later time
 * than the system's clock can show counts as the latest. Without an end the `hwlive_credentials_fn` is not called
 * again, unless the service says that a token must be updated.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `credentials` is NULL or `seconds` is negative.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_credentials_set_expiry_unix(hwlive_credentials *credentials,
                                               int64_t seconds,
                                               hwlive_error **error_out);

/**
 * Replaces the credentials of a client. Every call that starts later uses the new ones.
 *
 * A call that is under way may use the new ones for its next try. Each request uses either the old ones or the new
 * ones, never parts of both. Any thread may do this while others call. Only the credentials of `config` are used: where
 * they come from, and the agency that they assume. The other settings of the client stay. A project id that was looked up is
 * looked up again by the next call. Sends nothing.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` if `config` has no credentials. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if
 * `client` or `config` is NULL, if a session is not allowed for the agency, or if the client cannot ask for the
 * credentials: it does not know the endpoint of IAM or STS, the environment's proxy for it is not valid, or it needs
 * TLS and all endpoints that the client was made with are plain http. The old credentials then stay.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_client_replace_credentials(const hwlive_client *client,
                                              const hwlive_config *config,
                                              hwlive_error **error_out);

/**
 * Defines a region by its Live endpoints, for `hwlive_config_set_region`. It can also give other endpoints to a region
 * that is built in.
 *
 * `region_id` is as in `hwlive_config_set_region`. `urls` are endpoints as in `hwlive_config_set_endpoint`, with
 * commas between them. The first one is asked. If it cannot be reached, the next one is asked. The client goes on with
 * the one that it could reach. The definition takes precedence over those of the environment and of a regions file. It
 * does not change the endpoint of IAM.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, or if a text is not of this form.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_define_region(hwlive_config *config,
                                        const char *region_id,
                                        const char *urls,
                                        hwlive_error **error_out);

/**
 * Sets how an access key signs requests to Live. It does not change how requests to IAM are signed.
 *
 * `algorithm` is one of `HWLIVE_SIGNING_*`. `HWLIVE_SIGNING_V11_HMAC_SHA256` needs a region, which `hwlive_client_new`
 * checks. Default: `HWLIVE_SIGNING_SDK_HMAC_SHA256`.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `algorithm` is another number. It also fails with that
 * code if `algorithm` is `HWLIVE_SIGNING_SDK_HMAC_SM3` and the library was built without its feature sm3.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_signing_algorithm(hwlive_config *config,
                                                int32_t algorithm,
                                                hwlive_error **error_out);

/**
 * Sets the endpoint of STS, which gives the keys of agencies. It is used instead of the region's.
 *
 * `url` is as in `hwlive_config_set_endpoint`. STS is asked if `hwlive_config_set_oidc` or `hwlive_config_set_agency` is
 * used. Default: "https://sts.REGION.myhuaweicloud.com" if the region has one in the official SDKs, and the one of
 * cn-north-4 if no region is set.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_sts_endpoint(hwlive_config *config,
                                           const char *url,
                                           hwlive_error **error_out);

/**
 * Sets an identity provider of IAM. It replaces other credentials. IAM gives temporary keys for the ID token that the
 * provider gave, and the library renews them.
 *
 * `idp_id` is the provider's id in IAM, of 1 to 256 characters of ASCII. `id_token_file` is the file with the ID token. It
 * is read each time that keys are asked for, so it may be replaced while the program runs. White space around the token
 * is dropped; the token has at most 20000 characters. IAM is asked within the timeout of a call, with two requests that
 * are not signed. If neither a region nor an endpoint of IAM is set, it is asked at "https://iam.myhuaweicloud.com". A
 * file that cannot be used makes the call fail. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, if `idp_id` is empty, too long or has another
 * character, or if `id_token_file` is empty.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_identity_provider(hwlive_config *config,
                                                const char *idp_id,
                                                const char *id_token_file,
                                                hwlive_error **error_out);

/**
 * Sets an agency that STS gives to whoever has an ID token of an OIDC provider. It replaces other credentials. The library
 * gets temporary keys and renews them.
 *
 * `provider_urn` and `agency_urn` have at most 1024 characters each. Either `id_token` or `id_token_file` is NULL. The
 * file is read each time that keys are asked for, so it may be replaced while the program runs. A token in memory is used
 * until it ends. White space around the token is dropped; the token has at most 20000 characters. STS is asked within the
 * timeout of a call, with a request that is not signed. A file that cannot be used makes the call fail. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a URN is NULL, if `id_token` and `id_token_file` are both NULL
 * or both given, or if a text is empty, too long, or has a character that cannot be in it.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_oidc(hwlive_config *config,
                                   const char *provider_urn,
                                   const char *agency_urn,
                                   const char *id_token,
                                   const char *id_token_file,
                                   hwlive_error **error_out);

/**
 * Sets the session of an agency for an ID token. It has an effect only if the credentials are those of
 * `hwlive_config_set_oidc`, or the same from the environment, whichever function is called first.
 *
 * `session_name` has 2 to 128 characters. NULL means "oidc-sts-session". `duration_seconds` is how long the keys are
 * good, 900 to 43200. 0 means 3600. `policy` is a policy in JSON, of at most 100000 characters. `policy_ids` are ids
 * of policies with commas between them, together at most 100000 characters. Both limit what the keys may do, and each
 * may be NULL. All four replace those that were set before. Default: as with NULL and 0.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if an argument is not of this form.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_oidc_session(hwlive_config *config,
                                           const char *session_name,
                                           uint32_t duration_seconds,
                                           const char *policy,
                                           const char *policy_ids,
                                           hwlive_error **error_out);

/**
 * Uses the agent that gives the pods of a cluster their keys. The keys replace other credentials, and the library renews
 * them.
 *
 * `uri` is the agent's URI with its path. Plain http is for loopback, link-local and private addresses. The variable
 * HC_CONTAINER_CREDENTIALS_FULL_URI of a pod has it. `authorization_token_file` is the file with the token for the agent.
 * The variable HC_CONTAINER_AUTHORIZATION_TOKEN_FILE of a pod has its path. It is read each time that keys are asked for.
 * A request takes at most 5 s and never goes through a proxy. A file that cannot be used makes the call fail. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, if `uri` is no such URI or is plain http to
 * another network, or if `authorization_token_file` is empty.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_pod_identity(hwlive_config *config,
                                           const char *uri,
                                           const char *authorization_token_file,
                                           hwlive_error **error_out);

/**
 * Sets the agency that the credentials assume. Requests to Live are then signed with temporary keys of the agency, which
 * STS gives and the library renews.
 *
 * The credentials may be of any kind that gives access keys, and may be set before or after the agency. A token or a
 * user of IAM cannot assume an agency: `hwlive_client_new` then fails. A project id that is set has to be one of the
 * agency's account. `agency_urn` looks like "iam::DOMAIN_ID:agency:NAME" and has at most 1024 characters. NULL means
 * no agency. `external_id` is the id that the agency's account asks for, of 2 to 1224 characters. It may be NULL. It
 * replaces an agency that was set before. Default: none.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `agency_urn` is NULL and `external_id` is not, or if a
 * text is empty, too short, too long, or has a control character.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_agency(hwlive_config *config,
                                     const char *agency_urn,
                                     const char *external_id,
                                     hwlive_error **error_out);

/**
 * Sets the agency that the credentials assume, by its name and its account. It is as in `hwlive_config_set_agency`, but
 * IAM gives the keys.
 *
 * `agency_name` has at most 1024 characters, and so has the name (`domain_name`) or the id (`domain_id`) of the account.
 * One of these two is NULL. It replaces an agency that was set before.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `agency_name` is NULL, if `domain_name` and `domain_id` are both
 * NULL or both given, or if a text is empty, too long, or has a control character.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_agency_by_name(hwlive_config *config,
                                             const char *agency_name,
                                             const char *domain_name,
                                             const char *domain_id,
                                             hwlive_error **error_out);

/**
 * Sets the session of the agency that the credentials assume, whichever function is called first.
 *
 * `session_name` has 2 to 128 characters. NULL means "hwlive" for an agency by its URN, and IAM's own choice for one
 * by its name. `duration_seconds` is how long the keys are good, 900 to 86400, and at most 43200 for an agency by its
 * URN. The service may allow less. If the keys that assume the agency are temporary, STS allows at most 3600. 0 means
 * 3600. `policy` and `policy_ids` are as in `hwlive_config_set_oidc_session`, and are for an agency by its URN alone.
 * All four replace those that were set before. Default: as with NULL and 0.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if an argument is not of this form. Whether it is
 * allowed for the agency is checked by `hwlive_client_new`.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_config_set_agency_session(hwlive_config *config,
                                             const char *session_name,
                                             uint32_t duration_seconds,
                                             const char *policy,
                                             const char *policy_ids,
                                             hwlive_error **error_out);

/**
 * Makes a client with the settings of `config`.
 *
 * Reads the client certificate, if it is set. Reads the CA file, if it is set and `hwlive_config_set_insecure` is off.
 * Reads the proxy variables of the environment, if no proxy is set. Makes no connection and sends nothing. Keep the
 * client: calls with one client share their connections.
 *
 * `config` is only read. You may change it, use it again or free it afterwards: the client stays as it is.
 *
 * `*client_out` is set to the client, or to NULL if the function fails. Free it with `hwlive_client_free`.
 *
 * Fails with `HWLIVE_CODE_CREDENTIALS` if there are no credentials. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if
 * `config` or `client_out` is NULL, if a setting is missing, if the region is not known, if an endpoint is plain http
 * to another machine, or if a file or a proxy variable is not usable.
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
 * Sends GET {endpoint}/v1/{project_id}/record/callbacks/{id} and waits for the answer, at most for the client's
 * timeout. Within that time it tries again if it cannot connect, or if the status is 429, 502, 503 or 504, as often as
 * the client's retries allow. If credentials or the project id are missing or about to end, the call first asks IAM,
 * STS, the metadata service, the agent of a cluster or the credentials provider. The account needs the permission
 * live:record:getCallback. To look up the project id, it also needs iam:projects:listProjects.
 *
 * `id` is the id of the callback, 1 to 128 characters, as the service gave it when the callback was made. It is not
 * "." or "..".
 *
 * `*callback_out` is set to the callback, or to NULL if the call fails. Free it with `hwlive_record_callback_free`. It
 * does not depend on the client.
 *
 * Fails with
 *
 * - `HWLIVE_CODE_INVALID_ARGUMENT` if `client`, `id` or `callback_out` is NULL, or if `id` is not usable. Nothing was
 *   sent.
 * - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, if the file with
 *   an ID token or with the agent's token is not usable, or if the region has no project or several.
 * - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
 *   permission.
 * - `HWLIVE_CODE_NOT_FOUND` if the project has no callback of this id, or if another server answered HTTP 404.
 * - `HWLIVE_CODE_THROTTLED` if there were too many requests.
 * - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
 * - `HWLIVE_CODE_CONNECT` if there was no connection, or if it was lost before the answer was complete.
 * - `HWLIVE_CODE_TLS` if the TLS handshake or the check of the certificate failed.
 * - `HWLIVE_CODE_TIMEOUT` if the limit of the call or of a connection was reached.
 * - `HWLIVE_CODE_BAD_RESPONSE` if the answer was not understood.
 * - `HWLIVE_CODE_CANCELLED` if `hwlive_client_shutdown` was called.
 * - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_show_record_callback(const hwlive_client *client,
                                        const char *id,
                                        hwlive_record_callback **callback_out,
                                        hwlive_error **error_out);

/**
 * Asks the service for one recording callback, with options of this call.
 *
 * It does what `hwlive_show_record_callback` does, and fails in the same ways. `call` has the limit, the header lines and
 * the credentials of this call; NULL: none of its own. Another thread can end the call with `hwlive_call_cancel`.
 * Afterwards `hwlive_call_attempts`, `hwlive_call_total_us` and others say how it went, also if it failed.
 *
 * `*callback_out` is set to the callback, or to NULL if the call fails. Free it with `hwlive_record_callback_free`.
 *
 * Fails with
 *
 * - `HWLIVE_CODE_INVALID_ARGUMENT` if `client`, `id` or `callback_out` is NULL, `id` is not usable, or `call` is in
 *   use by another call. Nothing was sent.
 * - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, the file with an
 *   ID token or with the agent's token is not usable, or the region has no project or several.
 * - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
 *   permission.
 * - `HWLIVE_CODE_NOT_FOUND` if the project has no callback of this id.
 * - `HWLIVE_CODE_THROTTLED` if there were too many requests.
 * - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
 * - `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TLS` or `HWLIVE_CODE_TIMEOUT` if there was no complete answer.
 * - `HWLIVE_CODE_BAD_RESPONSE` if the answer was not understood.
 * - `HWLIVE_CODE_CANCELLED` if `hwlive_call_cancel` or `hwlive_client_shutdown` was called.
 * - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_show_record_callback_with(const hwlive_client *client,
                                             const char *id,
                                             hwlive_call *call,
                                             hwlive_record_callback **callback_out,
                                             hwlive_error **error_out);

/**
 * Ends all calls of a client with `HWLIVE_CODE_CANCELLED`: those that other threads are in, and every later one.
 *
 * This cannot be undone. It returns at once and does not wait for the calls to end. You still have to free the client,
 * after those threads have returned from their calls. Any thread may call it, and more than once. It must not be
 * called in a signal handler. In a forked child it ends only the child's calls. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_client_shutdown(const hwlive_client *client);

/**
 * Frees a client and closes its connections. NULL is allowed and does nothing.
 *
 * No thread may be inside a call with it. End the calls with `hwlive_client_shutdown` and wait for the threads first.
 * Callbacks and errors that the calls returned stay valid. Sends nothing. Secrets that no config and no other client
 * has are wiped from memory.
 *
 * Since 0.1.0.
 */
void hwlive_client_free(hwlive_client *client);

/**
 * Makes an object for the options of a call. No option is set: the call is as the client has it.
 *
 * Returns the object. Free it with `hwlive_call_free`. The result is never NULL, unless there is a bug in the library.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_call *hwlive_call_new(void);

/**
 * Limits the whole call, instead of the client's `hwlive_config_set_timeout_ms`.
 *
 * `timeout_ms` is 1 or more. It may be more than the client's limit.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if `timeout_ms` is 0.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_call_set_timeout_ms(hwlive_call *call,
                                       uint32_t timeout_ms,
                                       hwlive_error **error_out);

/**
 * Adds a header line to the requests that go to Live, such as "traceparent" or an id of your own.
 *
 * The line is sent as it is and is not signed. Requests for credentials, for the project id and to a proxy do not get
 * it. You may add the same name more than once; each is a line of its own. What the service makes of a line is its own
 * affair.
 *
 * `name` is the name of a header: letters, digits and the characters that RFC 9110 allows in a token, at most 128. These
 * names are refused, in any case of letters, because the library writes them or because they belong to a connection:
 * Accept, Accept-Encoding, Authorization, Connection, Expect, Host, Keep-Alive, TE, Trailer, Transfer-Encoding, Upgrade,
 * User-Agent, X-Auth-Token, X-Project-Id, X-Security-Token, and all names that begin with Content-, Proxy- or X-Sdk-.
 *
 * `value` is visible ASCII and spaces, at most 8192 characters. White space around it is dropped. All lines of an object
 * together have at most 16384 bytes. The value is copied, and the copy is wiped from memory when it is freed.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if `name` or `value` is NULL, empty, too long,
 * has a character that is not allowed, or is refused.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_call_add_header(hwlive_call *call,
                                   const char *name,
                                   const char *value,
                                   hwlive_error **error_out);

/**
 * Sets the access key that signs this call, instead of the client's credentials.
 *
 * The client and its other calls keep theirs. A project id that the client was given is used with this key too. If the
 * client has none, each call with this key asks IAM for the project id that belongs to the key, and the client does not
 * keep it. The key replaces other credentials of the object.
 *
 * The arguments are those of `hwlive_config_set_access_key`. The parts are copied, and the copies are wiped from memory
 * when they are freed.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if a part is NULL (other than
 * `security_token`), empty, too long, or has a character that cannot be sent.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_call_set_access_key(hwlive_call *call,
                                       const char *access_key,
                                       const char *secret_key,
                                       const char *security_token,
                                       hwlive_error **error_out);

/**
 * Sets the IAM token that this call carries as X-Auth-Token, instead of the client's credentials.
 *
 * See `hwlive_call_set_access_key` for the project id. `token` is as for `hwlive_config_set_auth_token`. It replaces other
 * credentials of the object.
 *
 * Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if `token` is NULL, empty, too long, or has a
 * character that cannot be sent.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_call_set_auth_token(hwlive_call *call,
                                       const char *token,
                                       hwlive_error **error_out);

/**
 * Cancels the call that uses this object, and every later one.
 *
 * The call ends within 0.2 s with `HWLIVE_CODE_CANCELLED`, whatever it is doing or waiting for, unless it has just ended
 * otherwise. Calls that use the object later end with that code at once and send nothing. This cannot be undone. The client
 * and its other calls go on. The service may have seen the request of a call that was cancelled.
 *
 * Returns at once and does not wait for the call to end. Any thread may call it, at any time, more than once. A signal
 * handler may call it too: it only stores a number. Free the object only after the last call of this function has returned.
 * In a forked child it cancels only the child's call. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_call_cancel(const hwlive_call *call);

/**
 * Returns how often the call was tried: 1, or more if it was tried again. Returns 0 if nothing was tried.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE uint32_t hwlive_call_attempts(const hwlive_call *call);

/**
 * Returns 1 if the request went over a connection that an earlier request had left open, otherwise 0.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE int32_t hwlive_call_connection_reused(const hwlive_call *call);

/**
 * Returns the address and port that the request went to, such as "192.0.2.7:443" or "[2001:db8::7]:443". Through a
 * proxy it is the proxy's. Returns NULL if there was no connection.
 *
 * The text is valid until the object is used for another call or freed.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
const char *hwlive_call_peer_address(const hwlive_call *call);

/**
 * Returns the microseconds of the name lookup.
 *
 * Returns -1 if there was none, as for a connection that was left open. If the request failed meanwhile, the time until
 * then is returned.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
int64_t hwlive_call_lookup_us(const hwlive_call *call);

/**
 * Returns the microseconds that the TCP connection took, without the name lookup.
 *
 * Returns -1 if there was none, as for a connection that was left open. If the request failed meanwhile, the time until
 * then is returned.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
int64_t hwlive_call_connect_us(const hwlive_call *call);

/**
 * Returns the microseconds that the tunnel through the proxy took.
 *
 * Returns -1 if there was none: no proxy, or a connection that was left open. If the request failed meanwhile, the time
 * until then is returned.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
int64_t hwlive_call_proxy_us(const hwlive_call *call);

/**
 * Returns the microseconds of TLS handshakes. That with an https proxy counts too.
 *
 * Returns -1 if there was none: no TLS, or a connection that was left open. If the request failed meanwhile, the time
 * until then is returned.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
int64_t hwlive_call_tls_us(const hwlive_call *call);

/**
 * Returns the microseconds from the beginning of the request to the first byte of its answer. The lookup, connecting and
 * TLS count.
 *
 * Returns -1 if no byte came.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
int64_t hwlive_call_first_byte_us(const hwlive_call *call);

/**
 * Returns the microseconds from the beginning of the request to its end. The lookup, connecting and TLS count. Earlier
 * attempts and the pauses between them do not.
 *
 * Returns -1 if no request was begun.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
int64_t hwlive_call_total_us(const hwlive_call *call);

/**
 * Returns the number of bytes that were written to the connection for the request: HTTP, TLS and the proxy's tunnel, but
 * not TCP. Returns 0 if there were none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
uint64_t hwlive_call_bytes_sent(const hwlive_call *call);

/**
 * Returns the number of bytes that were read from the connection for the request: HTTP, TLS and the proxy's tunnel, but
 * not TCP. Returns 0 if there were none.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
uint64_t hwlive_call_bytes_received(const hwlive_call *call);

/**
 * Returns "TLSv1.3" or "TLSv1.2". Returns NULL without TLS, or if the handshake was not finished.
 *
 * The text is valid as long as the library is loaded.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE const char *hwlive_call_tls_version(const hwlive_call *call);

/**
 * Frees the options of a call and wipes the secrets in them from memory. NULL is allowed and does nothing.
 *
 * No call may use the object, and no other thread may be cancelling it.
 *
 * Since 0.1.0.
 */
void hwlive_call_free(hwlive_call *call);

/**
 * Returns the id of the callback, `id`.
 *
 * It may differ from the id that was asked for. The text is lent by `callback`. It is NULL only if `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_id(const hwlive_record_callback *callback);

/**
 * Returns the ingest domain that the callback belongs to, `publish_domain`.
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_publish_domain(const hwlive_record_callback *callback);

/**
 * Returns the application that the callback belongs to, `app`. "*" means every application of the domain.
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_app(const hwlive_record_callback *callback);

/**
 * Returns the URL that the service posts the notifications to, `notify_callback_url`.
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_notify_callback_url(const hwlive_record_callback *callback);

/**
 * Returns how many events the callback names, `notify_event_subscription`.
 *
 * The result is 0 if the service sent no list or an empty one, or if `callback` is NULL. Entries that are null, a list
 * or an object are not counted. `hwlive_record_callback_events` returns the events in force.
 *
 * Since 0.1.0.
 */
size_t hwlive_record_callback_notify_event_subscription_count(const hwlive_record_callback *callback);

/**
 * Returns one of the events that the callback names, such as "RECORD_FILE_COMPLETE". They are in the order in which
 * they were sent.
 *
 * `index` counts from 0. The text is lent by `callback`. It is NULL if `index` is past the end or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_notify_event_subscription_at(const hwlive_record_callback *callback,
                                                                size_t index);

/**
 * Returns the events in force: those that the service sends notifications about.
 *
 * The result is the sum of `HWLIVE_EVENT_*`. If the service sent no list, it is the service's default,
 * `HWLIVE_EVENT_RECORD_FILE_COMPLETE`. It is 0 if the list is empty or `callback` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_record_callback_events(const hwlive_record_callback *callback);

/**
 * Returns how the service signs the notifications, `sign_type`, as sent.
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 * `hwlive_record_callback_sign_type` returns the sign type in force.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_sign_type_text(const hwlive_record_callback *callback);

/**
 * Returns the sign type in force: how the service signs the notifications.
 *
 * The result is one of `HWLIVE_SIGN_TYPE_*`. If the service sent no `sign_type`, it is the service's default,
 * `HWLIVE_SIGN_TYPE_HMACSHA256`. It is `HWLIVE_SIGN_TYPE_OTHER` if this version does not know the sign type or
 * `callback` is NULL.
 *
 * Since 0.1.0.
 */
int32_t hwlive_record_callback_sign_type(const hwlive_record_callback *callback);

/**
 * Returns when the callback was made, `create_time`, as sent, such as "2020-08-21T08:10:30Z".
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_create_time(const hwlive_record_callback *callback);

/**
 * Returns when the callback was made, `create_time`, in seconds since 1970-01-01T00:00:00Z.
 *
 * Fractions are cut off. The result is INT64_MIN if the service sent none, if the text is not understood, or if
 * `callback` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_record_callback_create_time_unix(const hwlive_record_callback *callback);

/**
 * Returns when the callback was last changed, `update_time`, as sent.
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_update_time(const hwlive_record_callback *callback);

/**
 * Returns when the callback was last changed, `update_time`, in seconds since 1970-01-01T00:00:00Z.
 *
 * Fractions are cut off. The result is INT64_MIN if the service sent none, if the text is not understood, or if
 * `callback` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_record_callback_update_time_unix(const hwlive_record_callback *callback);

/**
 * Returns the id under which the service's support finds the request (the answer's X-Request-Id header).
 *
 * The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_request_id(const hwlive_record_callback *callback);

/**
 * Returns the JSON body as it was received, with the fields that this version of the library does not know.
 *
 * `*length_out` is set to the length of the text in bytes, without the NUL at the end. `length_out` may be NULL. The
 * text is UTF-8 and is lent by `callback`. It is NULL, with a length of 0, only if `callback` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_json(const hwlive_record_callback *callback,
                                        size_t *length_out);

/**
 * Frees a callback and the texts that it lent. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_record_callback_free(hwlive_record_callback *callback);

/**
 * Asks the service for the recording callbacks of the project, or for some of them.
 *
 * The list shows the ids that `hwlive_show_record_callback` needs. Sends GET {endpoint}/v1/{project_id}/record/callbacks
 * once for every 100 callbacks, on one connection, and waits for the answers, for all together at most for the client's
 * timeout. A page that fails is asked for again under the rules of `hwlive_show_record_callback`; the client's retries
 * count for the whole call. The account needs the permission live:record:listCallbacks.
 *
 * If `publish_domain` is not NULL, only the callbacks of this ingest domain are listed: 1 to 255 characters. If `app` is
 * not NULL, only those that apply to this application: 1 to 128 characters. A callback whose app is "*" applies to every
 * application, so it is listed too.
 *
 * `*list_out` is set to the list, or to NULL if the call fails. Free it with `hwlive_record_callback_list_free`. It does
 * not depend on the client. It may be empty.
 *
 * Fails with
 *
 * - `HWLIVE_CODE_INVALID_ARGUMENT` if `client` or `list_out` is NULL or a filter is not usable. Nothing was sent.
 * - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, the file with an
 *   ID token or with the agent's token is not usable, or the region has no project or several.
 * - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
 *   permission.
 * - `HWLIVE_CODE_NOT_FOUND` if the service answered with the status 404.
 * - `HWLIVE_CODE_THROTTLED` if there were too many requests.
 * - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
 * - `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TLS` or `HWLIVE_CODE_TIMEOUT` if there was no complete answer.
 * - `HWLIVE_CODE_BAD_RESPONSE` if an answer was not understood, or a callback of the list has no id.
 * - `HWLIVE_CODE_CANCELLED` if `hwlive_client_shutdown` was called.
 * - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_list_record_callbacks(const hwlive_client *client,
                                         const char *publish_domain,
                                         const char *app,
                                         hwlive_record_callback_list **list_out,
                                         hwlive_error **error_out);

/**
 * Asks the service for recording callbacks, with options of this call.
 *
 * It does what `hwlive_list_record_callbacks` does. `call` has the limit, the header lines and the credentials of this
 * call; NULL: none of its own. They count for the whole list: one limit for all its pages. Afterwards
 * `hwlive_call_attempts` counts the call and each time that a page was asked for again. What else `call` says is about the
 * last page.
 *
 * `*list_out` is set to the list, or to NULL if the call fails. Free it with `hwlive_record_callback_list_free`.
 *
 * Fails with
 *
 * - `HWLIVE_CODE_INVALID_ARGUMENT` if `client` or `list_out` is NULL, a filter is not usable, or `call` is in
 *   use by another call. Nothing was sent.
 * - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, the file with an
 *   ID token or with the agent's token is not usable, or the region has no project or several.
 * - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
 *   permission.
 * - `HWLIVE_CODE_NOT_FOUND` if the service answered with the status 404.
 * - `HWLIVE_CODE_THROTTLED` if there were too many requests.
 * - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
 * - `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TLS` or `HWLIVE_CODE_TIMEOUT` if there was no complete answer.
 * - `HWLIVE_CODE_BAD_RESPONSE` if an answer was not understood, or a callback of the list has no id.
 * - `HWLIVE_CODE_CANCELLED` if `hwlive_call_cancel` or `hwlive_client_shutdown` was called.
 * - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
 *
 * Since 0.1.0.
 */
HWLIVE_MUST_USE
hwlive_code hwlive_list_record_callbacks_with(const hwlive_client *client,
                                              const char *publish_domain,
                                              const char *app,
                                              hwlive_call *call,
                                              hwlive_record_callback_list **list_out,
                                              hwlive_error **error_out);

/**
 * Returns how many callbacks are in the list. For NULL it is 0.
 *
 * Since 0.1.0.
 */
size_t hwlive_record_callback_list_count(const hwlive_record_callback_list *list);

/**
 * Returns a callback of the list, for the functions that begin with `hwlive_record_callback_`.
 *
 * The first one has the `index` 0. The callback is lent by `list`: it is there until the list is freed, and must not
 * be freed on its own. Its JSON is the part of the answer that describes it, and its request id is that of its page.
 * The result is NULL if `index` is past the end or `list` is NULL.
 *
 * Since 0.1.0.
 */
const hwlive_record_callback *hwlive_record_callback_list_at(const hwlive_record_callback_list *list,
                                                             size_t index);

/**
 * Returns how many callbacks there are, as the service said in the last page. With a filter it counts what the filter
 * lets through.
 *
 * The result is -1 if the service sent no number or `list` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_record_callback_list_total(const hwlive_record_callback_list *list);

/**
 * Returns 1 if all callbacks are in the list, or 0.
 *
 * It is 0 if there are more than can be listed: the service lets a page begin at number 4096 at most, and after 16 MiB
 * no further page is asked for. It is also 0 if the service sent fewer than it had announced, if callbacks were added or
 * removed between two pages, or if `list` is NULL. A filter makes a list shorter.
 *
 * Since 0.1.0.
 */
int32_t hwlive_record_callback_list_is_complete(const hwlive_record_callback_list *list);

/**
 * Returns the id of the last page's request, which the service's support asks for.
 *
 * The text is lent by `list`. It is NULL if the service sent none or `list` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_record_callback_list_request_id(const hwlive_record_callback_list *list);

/**
 * Frees a list and its callbacks. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_record_callback_list_free(hwlive_record_callback_list *list);

/**
 * Reads the body of a POST that came to `notify_callback_url`.
 *
 * `body` points to `length` bytes of JSON, at most 1048576, whatever the Content-Type says. It needs no NUL at its
 * end. The bytes are copied. No field is required here. Sends nothing.
 *
 * `*notification_out` is set to the notification, or to NULL if the function fails. Free it with
 * `hwlive_notification_free`.
 *
 * Fails with `HWLIVE_CODE_MALFORMED` if the body is too long, not UTF-8, not JSON, not an object, or nested more than
 * 32 deep. No text of the body is in the message. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `body` or
 * `notification_out` is NULL, or if `length` is more than half of SIZE_MAX.
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
 * `key` is the key that the callback was created with. White space around it is dropped. It is not empty and has no
 * control characters. `accept` is the sum of `HWLIVE_ACCEPT_*` for what you trust; `hwlive_record_callback_accept`
 * returns it for a callback. `tolerance_ms` is how long after its auth_timestamp a signature is accepted, such as
 * `HWLIVE_NOTIFICATION_TOLERANCE_MS`; -1 means for ever. An auth_timestamp in the future is accepted. `now_unix` is
 * the time to check against, in seconds since 1970; 0 means this machine's clock. Signatures are compared in constant
 * time.
 *
 * HMACSHA256 covers auth_timestamp, event_type, publish_domain, app, stream, download_url and play_url, and no other
 * field. MD5 covers only auth_timestamp.
 *
 * Fails with
 *
 * - `HWLIVE_CODE_INVALID_ARGUMENT` if `notification` or `key` is NULL, or if an argument is not usable.
 * - `HWLIVE_CODE_UNSIGNED` if there is no signature and `accept` does not have `HWLIVE_ACCEPT_UNSIGNED`.
 * - `HWLIVE_CODE_WRONG_SIGNATURE` if the signature is not right, or if its sign type is not accepted.
 * - `HWLIVE_CODE_EXPIRED` if the signature is right but too old.
 * - `HWLIVE_CODE_MALFORMED` if the signature has no known form, if its auth_timestamp is no number, or if a field that
 *   it covers can be read in more than one way. Also if the auth_timestamp is missing, unless `tolerance_ms` is -1.
 *
 * Neither the key nor the right signature is in the message.
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
 * Returns what `hwlive_notification_verify` should accept for a callback: the bit `HWLIVE_ACCEPT_*` of its sign type
 * in force.
 *
 * If the service sent no `sign_type`, the result is `HWLIVE_ACCEPT_HMACSHA256`. It is 0, which accepts nothing, if
 * this version cannot check the sign type or `callback` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_record_callback_accept(const hwlive_record_callback *callback);

/**
 * Returns the event as a bit `HWLIVE_EVENT_*`, to compare with `hwlive_record_callback_events`.
 *
 * The result is `HWLIVE_EVENT_OTHER` if `event_type` is missing or this version of the library does not know it. It is
 * 0 if `notification` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_notification_event(const hwlive_notification *notification);

/**
 * Returns the body as it was received, with every field, also those that this version of the library does not know.
 *
 * `*length_out` is set to the length in bytes, without the NUL at the end. `length_out` may be NULL. The text is lent
 * by `notification`. It is NULL, with a length of 0, only if `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_json(const hwlive_notification *notification,
                                     size_t *length_out);

/**
 * Frees a notification and the texts that it lent. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_notification_free(hwlive_notification *notification);

/**
 * Returns the project, `project_id`.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_project_id(const hwlive_notification *notification);

/**
 * Returns the job, which is the same in all events about one file, `job_id`. Sent with RECORD_NEW_FILE_START and
 * RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_job_id(const hwlive_notification *notification);

/**
 * Returns the recording task, `task_id`.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_task_id(const hwlive_notification *notification);

/**
 * Returns the event as sent, `event_type`.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 * `hwlive_notification_event` returns it as a bit.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_event_type(const hwlive_notification *notification);

/**
 * Returns the ingest domain, `publish_domain`.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_publish_domain(const hwlive_notification *notification);

/**
 * Returns the application, `app`.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_app(const hwlive_notification *notification);

/**
 * Returns the stream, `stream`.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_stream(const hwlive_notification *notification);

/**
 * Returns the format, `record_format`: "HLS", "FLV" or "MP4".
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_record_format(const hwlive_notification *notification);

/**
 * Returns where the file can be downloaded, `download_url`. Sent with RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_download_url(const hwlive_notification *notification);

/**
 * Returns where the file can be played, `play_url`.
 *
 * The signature covers this field, but the service's current list of fields does not have it. The text is lent by
 * `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_play_url(const hwlive_notification *notification);

/**
 * Returns the media asset in VOD, `asset_id`. Sent with RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_asset_id(const hwlive_notification *notification);

/**
 * Returns when the file begins, `start_time`, as sent. It is documented as yyyy-mm-ddThh:mm:ssZ. Sent with
 * RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_start_time(const hwlive_notification *notification);

/**
 * Returns when the file ends, `end_time`, as sent. It is documented as yyyy-mm-ddThh:mm:ssZ. Sent with
 * RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_end_time(const hwlive_notification *notification);

/**
 * Returns the endpoint of the object storage, `obs_location`. Sent with RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_obs_location(const hwlive_notification *notification);

/**
 * Returns the bucket, `obs_bucket`. Sent with RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_obs_bucket(const hwlive_notification *notification);

/**
 * Returns the path of the file in the bucket, `obs_object`. Sent with RECORD_FILE_COMPLETE.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_obs_object(const hwlive_notification *notification);

/**
 * Returns the signature, `auth_sign`. Sent if the callback has a key. Keep it out of logs.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_auth_sign(const hwlive_notification *notification);

/**
 * Returns when the signature expires, `auth_timestamp`, as sent: seconds since 1970.
 *
 * The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_notification_auth_timestamp(const hwlive_notification *notification);

/**
 * Returns the size of the file in bytes, `file_size`.
 *
 * The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_file_size(const hwlive_notification *notification);

/**
 * Returns the length of the recording in whole seconds, `record_duration`. Fractions are cut off.
 *
 * The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_record_duration(const hwlive_notification *notification);

/**
 * Returns the width of the picture in pixels, `width`.
 *
 * The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_width(const hwlive_notification *notification);

/**
 * Returns the height of the picture in pixels, `height`.
 *
 * The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_height(const hwlive_notification *notification);

/**
 * Returns when the file begins, `start_time`, in seconds since 1970, UTC.
 *
 * Fractions are cut off. The result is INT64_MIN if none was sent, if the text is not understood, or if `notification`
 * is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_start_time_unix(const hwlive_notification *notification);

/**
 * Returns when the file ends, `end_time`, in seconds since 1970, UTC.
 *
 * Fractions are cut off. The result is INT64_MIN if none was sent, if the text is not understood, or if `notification`
 * is NULL.
 *
 * Since 0.1.0.
 */
int64_t hwlive_notification_end_time_unix(const hwlive_notification *notification);

/**
 * Returns the code of an error: the one that the failed function returned.
 *
 * The result is one of `HWLIVE_CODE_*`. It is `HWLIVE_CODE_OK` if `error` is NULL.
 *
 * Since 0.1.0.
 */
hwlive_code hwlive_error_code(const hwlive_error *error);

/**
 * Returns one line of English that describes an error, for logs and people.
 *
 * It says what went wrong and, if that is known, what to do. It contains no secret. The wording may change in any
 * version, so let programs decide by the code. The text is lent by `error` and is never NULL. It is "no error" if
 * `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_message(const hwlive_error *error);

/**
 * Returns the HTTP status of the answer that made the call fail, such as 404.
 *
 * The result is 0 if there was no answer or `error` is NULL.
 *
 * Since 0.1.0.
 */
int32_t hwlive_error_http_status(const hwlive_error *error);

/**
 * Returns the code that the service, its gateway, IAM or STS gave, such as "LIVE.100011001" or "APIGW.0301".
 *
 * The text is lent by `error`. It is NULL if there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_service_code(const hwlive_error *error);

/**
 * Returns the message that the service, its gateway, IAM or STS gave.
 *
 * Secrets are cut out of it, and so is everything past 4096 characters. The text is lent by `error`. It is NULL if
 * there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_service_message(const hwlive_error *error);

/**
 * Returns the id under which the service's support finds the request.
 *
 * The text is lent by `error`. It is NULL if there was none or `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_request_id(const hwlive_error *error);

/**
 * Returns why a policy denied the call, as the encoded text that the service sends with some answers of status 403.
 *
 * The STS call decode-authorization-message decodes it. The text is lent by `error`. It is NULL if there was none or
 * `error` is NULL.
 *
 * Since 0.1.0.
 */
const char *hwlive_error_encoded_authorization_message(const hwlive_error *error);

/**
 * Returns how long the service asked to wait before the next call (its Retry-After header), in milliseconds.
 *
 * The result is -1 if the service did not ask for it or `error` is NULL. It is at most 24 hours.
 *
 * Since 0.1.0.
 */
int64_t hwlive_error_retry_after_ms(const hwlive_error *error);

/**
 * Returns how many times the call was tried, including the first time.
 *
 * If a kept connection turns out to be dead, the request is sent once more; that is not counted. The result is 0 if
 * nothing was tried or `error` is NULL.
 *
 * Since 0.1.0.
 */
uint32_t hwlive_error_attempts(const hwlive_error *error);

/**
 * Returns 1 if the same call may succeed later, otherwise 0.
 *
 * It is 1 for `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TIMEOUT`, `HWLIVE_CODE_THROTTLED`, and for `HWLIVE_CODE_SERVICE`
 * with a status of 500 or more. It is 0 for every other code, and if `error` is NULL.
 *
 * Since 0.1.0.
 */
int32_t hwlive_error_is_retryable(const hwlive_error *error);

/**
 * Frees an error and the texts that it lent. NULL is allowed and does nothing.
 *
 * Since 0.1.0.
 */
void hwlive_error_free(hwlive_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* HWLIVE_H */
