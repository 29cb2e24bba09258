/* Where a client connects to: an address instead of a lookup, the local address, the IP family, and a region by pattern. */
#include <hwlive.h>

#include "server.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char last_request[512];

static void remember(const char *request, char *answer, size_t size)
{
    pthread_mutex_lock(&lock);
    snprintf(last_request, sizeof last_request, "%.511s", request);
    pthread_mutex_unlock(&lock);
    if (strncmp(request, "CONNECT ", 8) == 0)
        snprintf(answer, size, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
    else
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\":\"1\"}");
}

static int was_asked(const char *start)
{
    int was;

    pthread_mutex_lock(&lock);
    was = strncmp(last_request, start, strlen(start)) == 0;
    last_request[0] = '\0';
    pthread_mutex_unlock(&lock);
    return was;
}

/* Makes a client with the settings, frees them, and calls once. */
static void call_once(hwlive_config *config, hwlive_code expected, const char *peer)
{
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    hwlive_call *call = hwlive_call_new();
    const char *found;

    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    EXPECT(expected, hwlive_show_record_callback_with(client, "1", call, &callback, error_out));
    found = hwlive_call_peer_address(call);
    CHECK(peer == NULL || (found != NULL && strcmp(found, peer) == 0));
    hwlive_record_callback_free(callback);
    hwlive_call_free(call);
    hwlive_client_free(client);
}

int main(void)
{
    struct server server;
    hwlive_config *config;
    hwlive_client *client = NULL;
    char text[128], peer[64];

    server_start(&server, remember);
    snprintf(peer, sizeof peer, "127.0.0.1:%u", server.port);

    /* The name has no address of its own. */
    config = server_config(&server, "http", "p");
    snprintf(text, sizeof text, "http://no-such-name.localhost:%u", server.port);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, text, error_out));
    snprintf(text, sizeof text, "no-such-name.localhost:%u:127.0.0.1", server.port);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_add_resolve(config, text, error_out));
    call_once(config, HWLIVE_CODE_OK, peer);
    CHECK(was_asked("GET /v1/p/record/callbacks/1 "));

    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_local_address(config, "127.0.0.2", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ip_family(config, HWLIVE_IP_4, error_out));
    call_once(config, HWLIVE_CODE_OK, peer);
    CHECK(was_asked("GET "));

    /* The server has an address of the other family alone. */
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_local_address(config, "::1", error_out));
    call_once(config, HWLIVE_CODE_CONNECT, NULL);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ip_family(config, HWLIVE_IP_6, error_out));
    call_once(config, HWLIVE_CODE_CONNECT, NULL);
    CHECK(!was_asked("GET "));

    /* A region that is not built in: not without being asked for, then by the pattern, as the proxy sees. */
    config = hwlive_config_new();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region(config, "cn-south-1", error_out));
    snprintf(text, sizeof text, "http://%s", peer);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_proxy(config, text, error_out));
    REFUSED("cn-south-1", hwlive_client_new(config, &client, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region_by_pattern(config, 1, error_out));
    call_once(config, HWLIVE_CODE_CONNECT, NULL);
    CHECK(was_asked("CONNECT live.cn-south-1.myhuaweicloud.com:443 "));
    return 0;
}
