/* The options of a call: what is refused, that it is for one call at a time, that it can be cancelled from anywhere, and what
 * it says afterwards. */
#include <hwlive.h>

#include <signal.h>

#include "server.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* How many requests have come that are never answered in full, and how many at all. */
static int stuck, requests;
static hwlive_call *interrupted;

/* An id of "stuck" gets half an answer, "none" does not exist, and any other id is answered. "half" is as "stuck", but is not
 * counted: a call that is not waited for may be counted when the next one is. */
static void answer_some(const char *request, char *answer, size_t size)
{
    const char *body = "{\"id\":\"e2fe84def7e476651034ec4b9e92bc30\"}";
    int is_stuck = strstr(request, "/stuck HTTP") != NULL, is_half = strstr(request, "/half HTTP") != NULL;

    if (strstr(request, "/none HTTP") != NULL)
        snprintf(answer, size, "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}");
    else if (is_stuck || is_half)
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
    else if (strstr(request, "\r\ntraceparent: 00-1\r\n") != NULL && strstr(request, "Access=own,") != NULL)
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"id\":\"traced\"}");
    else
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: %u\r\n\r\n%s", (unsigned)strlen(body), body);
    pthread_mutex_lock(&lock);
    stuck += is_stuck;
    requests += !is_half;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static void wait_until_stuck(int count)
{
    pthread_mutex_lock(&lock);
    while (stuck < count)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

static int requests_so_far(void)
{
    int count;

    pthread_mutex_lock(&lock);
    count = requests;
    pthread_mutex_unlock(&lock);
    return count;
}

static void nothing_is_known(const hwlive_call *call)
{
    CHECK(hwlive_call_attempts(call) == 0);
    CHECK(hwlive_call_connection_reused(call) == 0);
    CHECK(hwlive_call_peer_address(call) == NULL);
    CHECK(hwlive_call_lookup_us(call) == -1);
    CHECK(hwlive_call_connect_us(call) == -1);
    CHECK(hwlive_call_proxy_us(call) == -1);
    CHECK(hwlive_call_tls_us(call) == -1);
    CHECK(hwlive_call_first_byte_us(call) == -1);
    CHECK(hwlive_call_total_us(call) == -1);
    CHECK(hwlive_call_bytes_sent(call) == 0);
    CHECK(hwlive_call_bytes_received(call) == 0);
    CHECK(hwlive_call_tls_version(call) == NULL);
}

static void refused_options(const hwlive_client *client)
{
    static const char *const OWN[] = {
        "Accept", "accept-encoding", "AUTHORIZATION", "Connection", "Content-Length", "content-x", "Expect", "Host", "Keep-Alive",
        "Proxy-Authorization", "proxy-", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "X-Auth-Token",
        "X-Project-Id", "X-Sdk-Date", "x-sdk-anything", "X-Security-Token"};
    static const char *const NO_NAMES[] = {"", " ", "a b", "a:", ":a", "a\r\nb", "\t", "na\x7fme", "n\xc3\xa4me"};
    static const char *const NO_VALUES[] = {"", " ", "a\r\nHost: b", "a\nb", "a\tb", "a\x01", "a\x7f", "\xc3\xa4"};
    char long_text[8194];
    hwlive_call *call = hwlive_call_new();
    size_t i;

    REFUSED("timeout", hwlive_call_set_timeout_ms(call, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_call_set_timeout_ms(call, UINT32_MAX, error_out));
    for (i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
        REFUSED(OWN[i], hwlive_call_add_header(call, OWN[i], "v", error_out));
    for (i = 0; i < sizeof NO_NAMES / sizeof NO_NAMES[0]; i++)
        REFUSED("name", hwlive_call_add_header(call, NO_NAMES[i], "v", error_out));
    for (i = 0; i < sizeof NO_VALUES / sizeof NO_VALUES[0]; i++)
        REFUSED("value", hwlive_call_add_header(call, "x-mine", NO_VALUES[i], error_out));
    REFUSED("name is not UTF-8", hwlive_call_add_header(call, "\xff", "v", error_out));
    REFUSED("value is not UTF-8", hwlive_call_add_header(call, "x-mine", "\xff", error_out));
    memset(long_text, 'x', sizeof long_text);
    long_text[129] = '\0';
    REFUSED("name is longer", hwlive_call_add_header(call, long_text, "v", error_out));
    long_text[129] = 'x';
    long_text[8193] = '\0';
    REFUSED("value is longer", hwlive_call_add_header(call, "x-mine", long_text, error_out));
    long_text[8192] = '\0';
    {
        /* Two of the longest are too much together. */
        hwlive_call *other = hwlive_call_new();
        EXPECT(HWLIVE_CODE_OK, hwlive_call_add_header(other, "x-mine", long_text, error_out));
        REFUSED("value", hwlive_call_add_header(other, "x-mine", long_text, error_out));
        hwlive_call_free(other);
    }
    REFUSED("access key", hwlive_call_set_access_key(call, "", "sk", NULL, error_out));
    REFUSED("secret key", hwlive_call_set_access_key(call, "ak", " ", NULL, error_out));
    REFUSED("security token", hwlive_call_set_access_key(call, "ak", "sk", "a\nb", error_out));
    REFUSED("security_token is not UTF-8", hwlive_call_set_access_key(call, "ak", "sk", "\xff", error_out));
    REFUSED("auth token", hwlive_call_set_auth_token(call, "", error_out));
    REFUSED("token is not UTF-8", hwlive_call_set_auth_token(call, "\xff", error_out));

    {
        /* What was refused left nothing behind. */
        hwlive_record_callback *callback = RUBBISH;
        EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback_with(client, "id", call, &callback, error_out));
        hwlive_record_callback_free(callback);
        CHECK(hwlive_call_attempts(call) == 1);
        /* A call that does not begin says nothing. */
        REFUSED("the id is empty", hwlive_show_record_callback_with(client, "", call, &callback, error_out));
        nothing_is_known(call);
    }
    hwlive_call_free(call);
}

static void reports(const hwlive_client *client, const struct server *server)
{
    hwlive_call *call = hwlive_call_new();
    hwlive_record_callback *callback = RUBBISH;
    char peer[32];

    snprintf(peer, sizeof peer, "127.0.0.1:%u", server->port);
    nothing_is_known(NULL);
    nothing_is_known(call);
    EXPECT(HWLIVE_CODE_OK, hwlive_call_add_header(call, "traceparent", " 00-1 ", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_call_set_access_key(call, "own", "secret", NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback_with(client, "id", call, &callback, error_out));
    CHECK(strcmp(hwlive_record_callback_id(callback), "traced") == 0);
    hwlive_record_callback_free(callback);
    EXPECT(HWLIVE_CODE_NOT_FOUND, hwlive_show_record_callback_with(client, "none", call, &callback, error_out));
    CHECK(hwlive_call_attempts(call) == 1);
    CHECK(hwlive_call_connection_reused(call) == 1);
    CHECK(strcmp(hwlive_call_peer_address(call), peer) == 0);
    CHECK(hwlive_call_lookup_us(call) == -1 && hwlive_call_connect_us(call) == -1);
    CHECK(hwlive_call_first_byte_us(call) >= 0 && hwlive_call_total_us(call) >= hwlive_call_first_byte_us(call));
    CHECK(hwlive_call_bytes_sent(call) > 200);
    CHECK(hwlive_call_bytes_received(call) == strlen("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}"));
    CHECK(hwlive_call_tls_version(call) == NULL);
    EXPECT(HWLIVE_CODE_OK, hwlive_call_set_timeout_ms(call, 50, error_out));
    EXPECT(HWLIVE_CODE_TIMEOUT, hwlive_show_record_callback_with(client, "half", call, &callback, error_out));
    CHECK(hwlive_call_total_us(call) > 0);
    hwlive_call_free(call);

    /* Without options. */
    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback_with(client, "id", NULL, &callback, error_out));
    hwlive_record_callback_free(callback);
}

struct stuck_call {
    const hwlive_client *client;
    hwlive_call *call;
};

static void *call_that_is_stuck(void *argument)
{
    const struct stuck_call *it = argument;
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_CANCELLED, hwlive_show_record_callback_with(it->client, "stuck", it->call, &callback, error_out));
    CHECK(callback == NULL);
    return NULL;
}

#ifndef _WIN32
static void cancel_in_handler(int signal)
{
    (void)signal;
    hwlive_call_cancel(interrupted);
}
#endif

static void cancelled(const hwlive_client *client, int in_handler)
{
    struct stuck_call it;
    hwlive_record_callback *callback = RUBBISH;
    pthread_t thread;
    int before;

    it.client = client;
    it.call = interrupted = hwlive_call_new();
    pthread_mutex_lock(&lock);
    before = stuck;
    pthread_mutex_unlock(&lock);
    CHECK(pthread_create(&thread, NULL, call_that_is_stuck, &it) == 0);
    wait_until_stuck(before + 1);

    /* It is for one call at a time, and nobody waits for it. */
    REFUSED("call is in use", hwlive_show_record_callback_with(client, "id", it.call, &callback, error_out));
    CHECK(callback == NULL);
    REFUSED("call is in use", hwlive_call_set_timeout_ms(it.call, 1, error_out));
    REFUSED("call is in use", hwlive_call_add_header(it.call, "n", "v", error_out));
    REFUSED("call is in use", hwlive_call_set_access_key(it.call, "ak", "sk", NULL, error_out));
    REFUSED("call is in use", hwlive_call_set_auth_token(it.call, "t", error_out));
    nothing_is_known(it.call);

#ifndef _WIN32
    if (in_handler)
        CHECK(pthread_kill(thread, SIGUSR1) == 0);
#endif
    if (!in_handler) {
        hwlive_call_cancel(it.call);
        hwlive_call_cancel(it.call);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(hwlive_call_attempts(it.call) == 1);
    CHECK(hwlive_call_bytes_sent(it.call) > 200 && hwlive_call_total_us(it.call) >= 0);

    /* It stays so, and nothing is sent. The client goes on. */
    before = requests_so_far();
    EXPECT(HWLIVE_CODE_CANCELLED, hwlive_show_record_callback_with(client, "id", it.call, &callback, error_out));
    CHECK(callback == NULL);
    CHECK(requests_so_far() == before);
    hwlive_call_free(it.call);
    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, "id", &callback, error_out));
    hwlive_record_callback_free(callback);
}

int main(void)
{
    static struct server server;
    hwlive_client *client = RUBBISH;
    hwlive_config *config;
    int i;

#ifndef _WIN32
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = cancel_in_handler;
    CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
#endif
    server_start(&server, answer_some);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    for (i = 0; i < TIMES; i++) {
        refused_options(client);
        reports(client, &server);
        cancelled(client, 0);
#ifndef _WIN32
        cancelled(client, 1);
#endif
    }
    hwlive_client_free(client);
    return 0;
}
