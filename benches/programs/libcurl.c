/* libcurl, OpenSSL and cJSON by hand: a handle for each thread, used again and again. */
#include "by_hand.h"

#include <curl/curl.h>
#include <stdlib.h>

const char program_name[] = "libcurl";

static const struct settings *settings;

struct caller {
    CURL *curl;
    char path[512], url[1024];
    char *body;
    size_t length, room;
    cJSON *json;
};

void program_start(const struct settings *given)
{
    static struct settings copy;

    copy = *given;
    settings = &copy;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        fail("no libcurl");
}

static size_t receive(char *bytes, size_t size, size_t count, void *argument)
{
    struct caller *caller = argument;
    size_t length = size * count;

    if (caller->room - caller->length < length) {
        size_t room = 2 * caller->room + length;
        char *grown = room > 1024 * 1024 ? NULL : realloc(caller->body, room);

        if (grown == NULL)
            return 0;
        caller->body = grown;
        caller->room = room;
    }
    memcpy(caller->body + caller->length, bytes, length);
    caller->length += length;
    return length;
}

void *caller_new(void)
{
    struct caller *caller = calloc(1, sizeof *caller);
    CURL *curl = curl_easy_init();

    if (caller == NULL || curl == NULL)
        fail("out of memory");
    caller->curl = curl;
    snprintf(caller->path, sizeof caller->path, "/v1/%s/record/callbacks/%s", settings->project_id, settings->id);
    snprintf(caller->url, sizeof caller->url, "%s%s", settings->endpoint, caller->path);
    curl_easy_setopt(curl, CURLOPT_URL, caller->url);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 30000L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, caller);
    if (settings->ca_file != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, settings->ca_file);
    return caller;
}

void call(void *argument, struct fields *fields)
{
    struct caller *caller = argument;
    struct signature signature;
    struct curl_slist *headers = NULL;
    char line[600];
    CURLcode code;
    long status = 0;

    cJSON_Delete(caller->json);
    caller->json = NULL;
    caller->length = 0;
    sign(&signature, settings, host_of(settings->endpoint), caller->path);
    snprintf(line, sizeof line, "X-Project-Id: %s", settings->project_id);
    headers = curl_slist_append(headers, line);
    snprintf(line, sizeof line, "X-Sdk-Date: %s", signature.date);
    headers = curl_slist_append(headers, line);
    snprintf(line, sizeof line, "Authorization: %s", signature.authorization);
    headers = curl_slist_append(headers, line);
    headers = curl_slist_append(headers, "Accept: application/json");
    curl_easy_setopt(caller->curl, CURLOPT_HTTPHEADER, headers);
    code = curl_easy_perform(caller->curl);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        fail("%s", curl_easy_strerror(code));
    curl_easy_getinfo(caller->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200)
        fail("status %ld: %.*s", status, (int)caller->length, caller->body);
    caller->json = decode(caller->body, caller->length, fields);
}

void caller_free(void *argument)
{
    struct caller *caller = argument;

    cJSON_Delete(caller->json);
    curl_easy_cleanup(caller->curl);
    free(caller->body);
    free(caller);
}

void program_end(void)
{
    curl_global_cleanup();
}
