/* The floor: a bare socket, one send and one recv a call. No TLS, no limits, no care for anything that can go wrong. */
#include "by_hand.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

const char program_name[] = "floor";

static const struct settings *settings;

struct caller {
    int socket;
    char path[512];
    cJSON *json;
};

void program_start(const struct settings *given)
{
    static struct settings copy;

    copy = *given;
    settings = &copy;
}

void *caller_new(void)
{
    struct caller *caller = calloc(1, sizeof *caller);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const char *port = strrchr(settings->endpoint, ':');
    int on = 1;

    if (caller == NULL || strncmp(settings->endpoint, "http://127.0.0.1:", 17) != 0)
        fail("only http://127.0.0.1:PORT");
    address.sin_port = htons((unsigned short)atoi(port + 1));
    snprintf(caller->path, sizeof caller->path, "/v1/%s/record/callbacks/%s", settings->project_id, settings->id);
    caller->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(caller->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(caller->socket, (struct sockaddr *)&address, sizeof address) != 0)
        fail("no connection");
    return caller;
}

void call(void *argument, struct fields *fields)
{
    struct caller *caller = argument;
    struct signature signature;
    char text[4096], *body;
    int length;
    ssize_t received;

    cJSON_Delete(caller->json);
    sign(&signature, settings, host_of(settings->endpoint), caller->path);
    length = snprintf(text, sizeof text,
                      "GET %s HTTP/1.1\r\nHost: %s\r\nX-Project-Id: %s\r\nX-Sdk-Date: %s\r\nAuthorization: %s\r\n"
                      "Accept: application/json\r\n\r\n",
                      caller->path, host_of(settings->endpoint), settings->project_id, signature.date,
                      signature.authorization);
    if (send(caller->socket, text, (size_t)length, MSG_NOSIGNAL) != length)
        fail("not sent");
    received = recv(caller->socket, text, sizeof text - 1, 0);
    if (received <= 0 || strncmp(text, "HTTP/1.1 200", 12) != 0)
        fail("no answer");
    text[received] = '\0';
    body = strstr(text, "\r\n\r\n");
    if (body == NULL)
        fail("half an answer");
    body += 4;
    caller->json = decode(body, (size_t)(text + received - body), fields);
}

void caller_free(void *argument)
{
    struct caller *caller = argument;

    cJSON_Delete(caller->json);
    close(caller->socket);
    free(caller);
}

void program_end(void)
{
}
