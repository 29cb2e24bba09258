/* Every kind of failure that can be provoked without a network comes out as its code, and its details with it. */
#include <hwlive.h>

#include "server.h"

#define ANSWER(status, headers, body)                                                              \
    "HTTP/1.1 " status "\r\nX-Request-Id: r-1\r\n" headers "Connection: close\r\n\r\n" body

static const struct {
    const char *answer;
    hwlive_code code;
    int32_t http_status;
    int32_t is_retryable;
    const char *service_code;
    const char *service_message;
    int64_t retry_after_ms;
} CASES[] = {
    {ANSWER("401 Unauthorized", "", "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication information\"}"),
     HWLIVE_CODE_UNAUTHORIZED, 401, 0, "APIGW.0301", "Incorrect IAM authentication information", -1},
    {ANSWER("403 Forbidden", "", "{\"error_code\":\"LIVE.100010002\",\"error_msg\":\"denied\"}"),
     HWLIVE_CODE_UNAUTHORIZED, 403, 0, "LIVE.100010002", "denied", -1},
    {ANSWER("404 Not Found", "", "{\"error_code\":\"LIVE.100011001\",\"error_msg\":\"no such callback\"}"),
     HWLIVE_CODE_NOT_FOUND, 404, 0, "LIVE.100011001", "no such callback", -1},
    {ANSWER("404 Not Found", "", "{\"error_code\":\"APIGW.0101\",\"error_msg\":\"The API does not exist\"}"),
     HWLIVE_CODE_SERVICE, 404, 0, "APIGW.0101", "The API does not exist", -1},
    {ANSWER("429 Too Many Requests", "Retry-After: 7\r\n", "{\"error_code\":\"APIGW.0308\",\"error_msg\":\"slow down\"}"),
     HWLIVE_CODE_THROTTLED, 429, 1, "APIGW.0308", "slow down", 7000},
    {ANSWER("400 Bad Request", "", "{\"error_code\":\"LIVE.100011000\",\"error_msg\":\"bad\"}"),
     HWLIVE_CODE_SERVICE, 400, 0, "LIVE.100011000", "bad", -1},
    {ANSWER("503 Service Unavailable", "", ""), HWLIVE_CODE_SERVICE, 503, 1, NULL, NULL, -1},
    {ANSWER("200 OK", "", "<html>log in first</html>"), HWLIVE_CODE_BAD_RESPONSE, 200, 0, NULL, NULL, -1},
    {ANSWER("200 OK", "Content-Length: 0\r\n", ""), HWLIVE_CODE_BAD_RESPONSE, 200, 0, NULL, NULL, -1},
    {ANSWER("302 Found", "Location: http://127.0.0.1:9/\r\n", ""), HWLIVE_CODE_BAD_RESPONSE, 302, 0, NULL, NULL, -1},
    {"", HWLIVE_CODE_CONNECT, 0, 1, NULL, NULL, -1},
};

static int same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The id in the path is the number of the case. */
static void answer_case(const char *request, char *answer, size_t size)
{
    const char *id = strstr(request, "/record/callbacks/");
    size_t number = id == NULL ? 0 : (size_t)strtoul(id + strlen("/record/callbacks/"), NULL, 10);
    CHECK(number < sizeof CASES / sizeof CASES[0]);
    snprintf(answer, size, "%s", CASES[number].answer);
}

static void answers(void)
{
    static struct server server;
    hwlive_config *config;
    hwlive_client *client = NULL;
    size_t i;

    if (server.port == 0)
        server_start(&server, answer_case);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    for (i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        hwlive_record_callback *callback = RUBBISH;
        hwlive_error *error = RUBBISH;
        char id[8];
        hwlive_code code;

        snprintf(id, sizeof id, "%d", (int)i);
        code = hwlive_show_record_callback(client, id, &callback, &error);
        if (code != CASES[i].code) {
            fprintf(stderr, "case %d: %d: %s\n", (int)i, (int)code, hwlive_error_message(error));
            exit(1);
        }
        CHECK(callback == NULL);
        CHECK(hwlive_error_code(error) == code);
        CHECK(hwlive_error_message(error)[0] != '\0');
        CHECK(hwlive_error_http_status(error) == CASES[i].http_status);
        CHECK(hwlive_error_is_retryable(error) == CASES[i].is_retryable);
        CHECK(same(hwlive_error_service_code(error), CASES[i].service_code));
        CHECK(same(hwlive_error_service_message(error), CASES[i].service_message));
        CHECK(same(hwlive_error_request_id(error), CASES[i].http_status == 0 ? NULL : "r-1"));
        CHECK(hwlive_error_encoded_authorization_message(error) == NULL);
        CHECK(hwlive_error_retry_after_ms(error) == CASES[i].retry_after_ms);
        CHECK(hwlive_error_attempts(error) == 1);
        hwlive_error_free(error);
    }
    hwlive_client_free(client);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int asked;

/* Says that somebody asks, and never answers. */
static void answer_never(const char *request, char *answer, size_t size)
{
    (void)request, (void)answer, (void)size;
    pthread_mutex_lock(&mutex);
    asked = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    for (;;)
        pause();
}

static void *shut_down_when_asked(void *client)
{
    pthread_mutex_lock(&mutex);
    while (!asked)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
    hwlive_client_shutdown(client);
    return NULL;
}

static void limits_and_shutdown(void)
{
    static struct server server;
    hwlive_config *config;
    hwlive_client *client = NULL, *hasty = NULL;
    hwlive_record_callback *callback = RUBBISH;
    pthread_t thread;

    if (server.port == 0)
        server_start(&server, answer_never);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 100, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &hasty, error_out));
    hwlive_config_free(config);

    EXPECT(HWLIVE_CODE_TIMEOUT, hwlive_show_record_callback(hasty, "1", &callback, error_out));
    CHECK(callback == NULL);
    hwlive_client_free(hasty);

    pthread_mutex_lock(&mutex);
    asked = 0;
    pthread_mutex_unlock(&mutex);
    CHECK(pthread_create(&thread, NULL, shut_down_when_asked, client) == 0);
    callback = RUBBISH;
    EXPECT(HWLIVE_CODE_CANCELLED, hwlive_show_record_callback(client, "1", &callback, error_out));
    CHECK(callback == NULL);
    CHECK(pthread_join(thread, NULL) == 0);
    EXPECT(HWLIVE_CODE_CANCELLED, hwlive_show_record_callback(client, "1", &callback, error_out));
    hwlive_client_shutdown(client);
    hwlive_client_free(client);
}

static void answer_in_the_clear(const char *request, char *answer, size_t size)
{
    (void)request;
    snprintf(answer, size, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
}

static void handshake(void)
{
    static struct server server;
    hwlive_config *config;
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = RUBBISH;

    if (server.port == 0)
        server_start(&server, answer_in_the_clear);
    config = server_config(&server, "https", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    EXPECT(HWLIVE_CODE_TLS, hwlive_show_record_callback(client, "1", &callback, error_out));
    CHECK(callback == NULL);
    hwlive_client_free(client);
}

/* What is wrong before anything is sent. */
static void nothing_sent(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    EXPECT(HWLIVE_CODE_INVALID_ARGUMENT, hwlive_client_new(config, &client, error_out));
    CHECK(client == NULL);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, "http://live.example.com", error_out));
    EXPECT(HWLIVE_CODE_INVALID_ARGUMENT, hwlive_client_new(config, &client, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, "http://127.0.0.1:9", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    EXPECT(HWLIVE_CODE_INVALID_ARGUMENT, hwlive_show_record_callback(client, "", &callback, error_out));
    EXPECT(HWLIVE_CODE_INVALID_ARGUMENT, hwlive_show_record_callback(client, "..", &callback, error_out));
    REFUSED("id is not UTF-8", hwlive_show_record_callback(client, "\xff", &callback, error_out));
    CHECK(callback == NULL);
    hwlive_client_free(client);

    config = hwlive_config_new();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region(config, "cn-north-4", error_out));
    EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
}

int main(void)
{
    int i;

    for (i = 0; i < TIMES; i++) {
        nothing_sent();
        answers();
        limits_and_shutdown();
        handshake();
    }
    return 0;
}
