/* What a C programmer writes without hwlive: the signature with OpenSSL, the fields with cJSON. */
#ifndef BY_HAND_H
#define BY_HAND_H

#include "program.h"

#include <cjson/cJSON.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct signature {
    char date[17];
    char authorization[512];
};

static void hex(const unsigned char *bytes, char *text)
{
    static const char digits[] = "0123456789abcdef";
    int i;

    for (i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        *text++ = digits[bytes[i] >> 4];
        *text++ = digits[bytes[i] & 15];
    }
    *text = '\0';
}

/* Signs GET `path` of `host`. */
static void sign(struct signature *signature, const struct settings *settings, const char *host, const char *path)
{
    static const char empty[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static const char names[] = "host;x-project-id;x-sdk-date";
    unsigned char hash[SHA256_DIGEST_LENGTH];
    char hash_text[2 * SHA256_DIGEST_LENGTH + 1], text[1024];
    time_t seconds = time(NULL);
    struct tm utc;
    int length;

    gmtime_r(&seconds, &utc);
    strftime(signature->date, sizeof signature->date, "%Y%m%dT%H%M%SZ", &utc);
    length = snprintf(text, sizeof text, "GET\n%s/\n\nhost:%s\nx-project-id:%s\nx-sdk-date:%s\n\n%s\n%s", path, host,
                      settings->project_id, signature->date, names, empty);
    if (length < 0 || (size_t)length >= sizeof text)
        fail("the request is too long");
    SHA256((unsigned char *)text, (size_t)length, hash);
    hex(hash, hash_text);
    length = snprintf(text, sizeof text, "SDK-HMAC-SHA256\n%s\n%s", signature->date, hash_text);
    HMAC(EVP_sha256(), settings->secret_key, (int)strlen(settings->secret_key), (unsigned char *)text, (size_t)length,
         hash, NULL);
    hex(hash, hash_text);
    snprintf(signature->authorization, sizeof signature->authorization,
             "SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s", settings->access_key, names, hash_text);
}

static const char *text_of(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

/* The fields of a body; they live as long as what is returned. */
static cJSON *decode(const char *body, size_t length, struct fields *fields)
{
    cJSON *json = cJSON_ParseWithLength(body, length);
    const cJSON *events;

    if (json == NULL)
        fail("not JSON");
    fields->id = text_of(json, "id");
    fields->publish_domain = text_of(json, "publish_domain");
    fields->app = text_of(json, "app");
    fields->notify_callback_url = text_of(json, "notify_callback_url");
    events = cJSON_GetObjectItemCaseSensitive(json, "notify_event_subscription");
    fields->events = cJSON_GetArraySize(events);
    fields->first_event = cJSON_GetStringValue(cJSON_GetArrayItem(events, 0));
    fields->sign_type = text_of(json, "sign_type");
    fields->create_time = text_of(json, "create_time");
    fields->update_time = text_of(json, "update_time");
    return json;
}

/* The endpoint without its scheme: what Host says. */
static const char *host_of(const char *endpoint)
{
    const char *host = strstr(endpoint, "://");

    return host == NULL ? endpoint : host + 3;
}

#endif
