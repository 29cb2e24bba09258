/* Two clients with different projects, each used by 16 threads at once: nobody gets another's answer or error. */
#include <hwlive.h>

#include "server.h"

#define THREADS 16
#define CALLS 25

/* Answers with the project and the id that were asked for; an id of "none" does not exist. */
static void answer_echo(const char *request, char *answer, size_t size)
{
    char project[64], id[64], body[256];

    CHECK(sscanf(request, "GET /v1/%63[^/]/record/callbacks/%63[^ ] HTTP/1.1", project, id) == 2);
    if (strcmp(id, "none") == 0) {
        snprintf(body, sizeof body, "{\"error_code\":\"LIVE.100011001\",\"error_msg\":\"%s\"}", project);
        snprintf(answer, size, "HTTP/1.1 404 Not Found\r\nContent-Length: %u\r\n\r\n%s", (unsigned)strlen(body), body);
    } else {
        snprintf(body, sizeof body, "{\"id\":\"%s\",\"app\":\"%s\"}", id, project);
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: %u\r\n\r\n%s", (unsigned)strlen(body), body);
    }
}

struct caller {
    const hwlive_client *client;
    const char *project;
    int number;
};

static void *call(void *argument)
{
    const struct caller *caller = argument;
    int i;

    for (i = 0; i < CALLS; i++) {
        hwlive_record_callback *callback = RUBBISH;
        hwlive_error *error = RUBBISH;
        char id[32];

        snprintf(id, sizeof id, "%s-%d-%d", caller->project, caller->number, i);
        EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(caller->client, id, &callback, error_out));
        CHECK(strcmp(hwlive_record_callback_id(callback), id) == 0);
        CHECK(strcmp(hwlive_record_callback_app(callback), caller->project) == 0);
        hwlive_record_callback_free(callback);

        CHECK(hwlive_show_record_callback(caller->client, "none", &callback, &error) == HWLIVE_CODE_NOT_FOUND);
        CHECK(callback == NULL);
        CHECK(strcmp(hwlive_error_service_message(error), caller->project) == 0);
        hwlive_error_free(error);
    }
    return NULL;
}

int main(void)
{
    static const char *const PROJECTS[2] = {"first", "second"};
    static struct server server;
    hwlive_client *clients[2];
    struct caller callers[2 * THREADS];
    pthread_t threads[2 * THREADS];
    int i;

    server_start(&server, answer_echo);
    for (i = 0; i < 2; i++) {
        hwlive_config *config = server_config(&server, "http", PROJECTS[i]);
        EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &clients[i], error_out));
        hwlive_config_free(config);
    }
    for (i = 0; i < 2 * THREADS; i++) {
        callers[i].client = clients[i % 2];
        callers[i].project = PROJECTS[i % 2];
        callers[i].number = i;
        CHECK(pthread_create(&threads[i], NULL, call, &callers[i]) == 0);
    }
    for (i = 0; i < 2 * THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    for (i = 0; i < 2; i++)
        hwlive_client_free(clients[i]);
    return 0;
}
