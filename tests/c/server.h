/* A scripted HTTP server on loopback, in threads of its own. */
#ifndef SERVER_H
#define SERVER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

/* Writes the answer to a request into `answer`; "" closes the connection. Runs in the thread of the connection. */
typedef void server_answers(const char *request, char *answer, size_t size);

struct server {
    int socket;
    unsigned port;
    server_answers *answers;
};

struct connection {
    int socket;
    server_answers *answers;
};

/* Sends all of it; that the other side has gone is no matter here. */
static void server_send(int socket, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t sent = send(socket, text, left, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        text += sent;
        left -= (size_t)sent;
    }
}

static void *server_connection(void *argument)
{
    struct connection connection = *(struct connection *)argument;
    char request[8192], answer[8192];
    size_t length = 0;

    free(argument);
    for (;;) {
        ssize_t got = recv(connection.socket, request + length, sizeof request - 1 - length, 0);
        if (got <= 0)
            break;
        length += (size_t)got;
        request[length] = '\0';
        /* The first byte of a TLS handshake is 22. */
        if (request[0] != 22 && strstr(request, "\r\n\r\n") == NULL)
            continue;
        length = 0;
        answer[0] = '\0';
        connection.answers(request, answer, sizeof answer);
        if (answer[0] == '\0')
            break;
        server_send(connection.socket, answer);
        if (strstr(answer, "Connection: close") != NULL)
            break;
    }
    close(connection.socket);
    return NULL;
}

static void *server_listen(void *argument)
{
    struct server server = *(struct server *)argument;
    for (;;) {
        pthread_t thread;
        struct connection *connection;
        int socket = accept(server.socket, NULL, NULL);
        if (socket < 0)
            return NULL;
        connection = malloc(sizeof *connection);
        CHECK(connection != NULL);
        connection->socket = socket;
        connection->answers = server.answers;
        CHECK(pthread_create(&thread, NULL, server_connection, connection) == 0);
        CHECK(pthread_detach(thread) == 0);
    }
}

/* Starts a server that lives as long as the process, with a thread that takes its connections. `server` has to as well. */
static void server_start_taken_by(struct server *server, server_answers *answers, void *(*take)(void *))
{
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    pthread_t thread;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->answers = answers;
    server->socket = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(server->socket >= 0);
    CHECK(bind(server->socket, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(listen(server->socket, 128) == 0);
    CHECK(getsockname(server->socket, (struct sockaddr *)&address, &length) == 0);
    server->port = ntohs(address.sin_port);
    CHECK(pthread_create(&thread, NULL, take, server) == 0);
    CHECK(pthread_detach(thread) == 0);
}

/* The same, with a thread for each connection. */
static void server_start(struct server *server, server_answers *answers)
{
    server_start_taken_by(server, answers, server_listen);
}

/* Settings that reach the server, with a time limit that no test runs into by accident. */
static hwlive_config *server_config(const struct server *server, const char *scheme, const char *project_id)
{
    char url[64];
    hwlive_config *config = hwlive_config_new();

    snprintf(url, sizeof url, "%s://127.0.0.1:%u", scheme, server->port);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, url, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, project_id, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sk", NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 60000, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 0, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_proxy(config, "", error_out));
    return config;
}

#endif
