/* A list of recording callbacks: its pages, one of which fails once, its filters, and what is refused. */
#include <hwlive.h>

#include "server.h"

/* How many callbacks the project has, and at which offset the next page is to fail, or -1. */
static unsigned total = 250;
static long failing = -1;
static char last_target[512];

static void same(const char *expected, const char *found)
{
    CHECK(found != NULL && strcmp(expected, found) == 0);
}

static long number_in(const char *request, const char *name)
{
    const char *value = strstr(request, name);

    return value == NULL ? -1 : strtol(value + strlen(name), NULL, 10);
}

/* The connection that the client keeps is served by one thread. */
static void answer_page(const char *request, char *answer, size_t size)
{
    static char body[8192 - 128];
    const long offset = number_in(request, "offset="), limit = number_in(request, "limit=");
    size_t length;
    unsigned at;

    snprintf(last_target, sizeof last_target, "%.*s", (int)(strchr(request + 4, ' ') - request - 4), request + 4);
    if (offset == failing) {
        failing = -1;
        snprintf(answer, size, "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    length = (size_t)snprintf(body, sizeof body, "{\"total\":%u,\"callback_config\":[", total);
    for (at = (unsigned)offset; at < total && at < (unsigned)(offset + limit); at++)
        length += (size_t)snprintf(body + length, sizeof body - length, "%s{\"id\":\"c%u\",\"app\":\"*\"}",
                                   at == (unsigned)offset ? "" : ",", at);
    snprintf(body + length, sizeof body - length, "]}");
    snprintf(answer, size, "HTTP/1.1 200 OK\r\nX-Request-Id: r-%ld\r\nContent-Length: %u\r\n\r\n%s", offset,
             (unsigned)strlen(body), body);
}

static void pages(const hwlive_client *client)
{
    hwlive_record_callback_list *list = RUBBISH;
    hwlive_call *call = hwlive_call_new();
    size_t i;

    failing = 100;
    EXPECT(HWLIVE_CODE_OK, hwlive_list_record_callbacks_with(client, NULL, NULL, call, &list, error_out));
    CHECK(failing == -1);
    CHECK(hwlive_call_attempts(call) == 2);
    CHECK(hwlive_record_callback_list_count(list) == 250);
    CHECK(hwlive_record_callback_list_total(list) == 250);
    CHECK(hwlive_record_callback_list_is_complete(list) == 1);
    same("r-200", hwlive_record_callback_list_request_id(list));
    for (i = 0; i < 250; i++) {
        const hwlive_record_callback *callback = hwlive_record_callback_list_at(list, i);
        char text[64];

        snprintf(text, sizeof text, "c%u", (unsigned)i);
        same(text, hwlive_record_callback_id(callback));
        snprintf(text, sizeof text, "{\"id\":\"c%u\",\"app\":\"*\"}", (unsigned)i);
        same(text, hwlive_record_callback_json(callback, NULL));
        snprintf(text, sizeof text, "r-%u", (unsigned)(i / 100 * 100));
        same(text, hwlive_record_callback_request_id(callback));
    }
    CHECK(hwlive_record_callback_list_at(list, 250) == NULL);
    CHECK(hwlive_record_callback_list_at(list, SIZE_MAX) == NULL);
    hwlive_record_callback_list_free(list);
    hwlive_call_free(call);
}

static void filters(const hwlive_client *client)
{
    hwlive_record_callback_list *list = RUBBISH;

    total = 1;
    EXPECT(HWLIVE_CODE_OK, hwlive_list_record_callbacks(client, "a.example.com", "app&x=\xe5\xbd\x95", &list, error_out));
    same("/v1/p/record/callbacks?app=app%26x%3D%E5%BD%95&limit=100&offset=0&publish_domain=a.example.com", last_target);
    CHECK(hwlive_record_callback_list_count(list) == 1);
    hwlive_record_callback_list_free(list);
    total = 0;
    EXPECT(HWLIVE_CODE_OK, hwlive_list_record_callbacks(client, NULL, NULL, &list, error_out));
    same("/v1/p/record/callbacks?limit=100&offset=0", last_target);
    CHECK(list != NULL && hwlive_record_callback_list_count(list) == 0);
    CHECK(hwlive_record_callback_list_is_complete(list) == 1);
    CHECK(hwlive_record_callback_list_at(list, 0) == NULL);
    hwlive_record_callback_list_free(list);
}

static void refusals(const hwlive_client *client)
{
    hwlive_record_callback_list *list = RUBBISH;
    char long_text[257];

    memset(long_text, 'a', sizeof long_text);
    long_text[256] = '\0';
    last_target[0] = '\0';
    REFUSED("client is NULL", hwlive_list_record_callbacks(NULL, NULL, NULL, &list, error_out));
    CHECK(list == NULL);
    REFUSED("list_out is NULL", hwlive_list_record_callbacks(client, NULL, NULL, NULL, error_out));
    REFUSED("list_out is NULL", hwlive_list_record_callbacks_with(client, NULL, NULL, NULL, NULL, error_out));
    REFUSED("publish domain is empty", hwlive_list_record_callbacks(client, "", NULL, &list, error_out));
    REFUSED("app is empty", hwlive_list_record_callbacks(client, NULL, "", &list, error_out));
    REFUSED("publish domain has 256", hwlive_list_record_callbacks(client, long_text, NULL, &list, error_out));
    REFUSED("app has 256", hwlive_list_record_callbacks(client, NULL, long_text, &list, error_out));
    REFUSED("app is not UTF-8", hwlive_list_record_callbacks(client, NULL, "\xff", &list, error_out));
    CHECK(last_target[0] == '\0');
}

int main(void)
{
    struct server server;
    hwlive_config *config;
    hwlive_client *client = NULL;

    server_start(&server, answer_page);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    pages(client);
    filters(client);
    refusals(client);
    hwlive_client_free(client);
    return 0;
}
