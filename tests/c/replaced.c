/* 16 threads call and replace the credentials of one client: no request mixes two sets. */
#include <hwlive.h>

#include "server.h"

#define THREADS 16
#define CALLS 25

/* Requires the access key and the security token of one set, and answers with its number. */
static void answer_number(const char *request, char *answer, size_t size)
{
    const char *key = strstr(request, "Access=ak-"), *token = strstr(request, "x-security-token: token-");
    int number_of_key, number_of_token;
    char body[64];

    CHECK(key != NULL && sscanf(key, "Access=ak-%d,", &number_of_key) == 1);
    CHECK(token != NULL && sscanf(token, "x-security-token: token-%d\r", &number_of_token) == 1);
    CHECK(number_of_key == number_of_token);
    snprintf(body, sizeof body, "{\"id\":\"id\",\"app\":\"%d\"}", number_of_key);
    snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: %u\r\n\r\n%s", (unsigned)strlen(body), body);
}

static void set_credentials(hwlive_config *config, int number)
{
    char key[32], secret[32], token[32];

    snprintf(key, sizeof key, "ak-%d", number);
    snprintf(secret, sizeof secret, "secret-%d", number);
    snprintf(token, sizeof token, "token-%d", number);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, key, secret, token, error_out));
}

struct caller {
    hwlive_client *client;
    int number;
};

/* Every second thread replaces twice as often as it calls, the others the other way round. */
static void *call_and_replace(void *argument)
{
    const struct caller *caller = argument;
    int i, j;

    for (i = 0; i < CALLS; i++) {
        for (j = 0; j < 1 + caller->number % 2; j++) {
            hwlive_config *config = hwlive_config_new();

            set_credentials(config, caller->number * CALLS + i + 1);
            EXPECT(HWLIVE_CODE_OK, hwlive_client_replace_credentials(caller->client, config, error_out));
            hwlive_config_free(config);
        }
        for (j = 0; j < 2 - caller->number % 2; j++) {
            hwlive_record_callback *callback = RUBBISH;

            EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(caller->client, "id", &callback, error_out));
            CHECK(atoi(hwlive_record_callback_app(callback)) > 0);
            hwlive_record_callback_free(callback);
        }
    }
    return NULL;
}

int main(void)
{
    static struct server server;
    hwlive_config *config;
    hwlive_client *client = RUBBISH;
    struct caller callers[THREADS];
    pthread_t threads[THREADS];
    int i;

    server_start(&server, answer_number);
    config = server_config(&server, "http", "project");
    set_credentials(config, 1);
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    for (i = 0; i < THREADS; i++) {
        callers[i].client = client;
        callers[i].number = i;
        CHECK(pthread_create(&threads[i], NULL, call_and_replace, &callers[i]) == 0);
    }
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    hwlive_client_free(client);
    return 0;
}
