/*
 * Receives recording notifications: receive_notifications KEY ID [COUNT]
 *
 * Asks for the recording callback ID, with settings from the environment; listens on loopback at the port of its
 * notify_callback_url; verifies what is posted there with KEY, the callback's, and prints the URL of each file that is
 * complete. Ends after COUNT notifications, or on SIGTERM or SIGINT. `receive_notifications --free-port` prints a free port.
 *
 * HTTP is libmicrohttpd's.
 */
#include <hwlive.h>

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The service's own notifications have less than 1 KiB. */
#define MAX_BODY 65536

struct receiver {
    const char *key;
    const hwlive_record_callback *callback;
    pthread_t main_thread;
    unsigned long count; /* 0: no end */
    unsigned long received;
};

struct post {
    size_t length;
    int too_long;
    char body[MAX_BODY];
};

/* Whether the notification is genuine. What it says is printed; what is refused, too. */
static int handle(const struct receiver *receiver, const struct post *post)
{
    hwlive_notification *notification = NULL;
    hwlive_error *error = NULL;
    const char *event;
    const char *url;
    hwlive_code code = hwlive_notification_parse(post->body, post->length, &notification, &error);

    if (code == HWLIVE_CODE_OK)
        code = hwlive_notification_verify(notification, receiver->key, hwlive_record_callback_accept(receiver->callback),
                                          HWLIVE_NOTIFICATION_TOLERANCE_MS, 0, &error);
    if (code == HWLIVE_CODE_OK) {
        event = hwlive_notification_event_type(notification);
        url = hwlive_notification_download_url(notification);
        printf("verified: %s %s\n", event != NULL ? event : "(no event)", url != NULL ? url : "(no file)");
    } else {
        printf("refused: code %d: %s\n", (int)code, hwlive_error_message(error));
    }
    fflush(stdout);
    hwlive_notification_free(notification);
    hwlive_error_free(error);
    return code == HWLIVE_CODE_OK;
}

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *body)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(body), (void *)body, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result queued;

    MHD_add_response_header(response, "Content-Type", "application/json");
    queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload_data, size_t *upload_data_size, void **context)
{
    struct receiver *receiver = cls;
    struct post *post = *context;
    enum MHD_Result result;

    (void)url;
    (void)version;
    if (post == NULL) {
        if (strcmp(method, "POST") != 0)
            return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "{\"status\":0}");
        *context = calloc(1, sizeof *post);
        return *context != NULL ? MHD_YES : MHD_NO;
    }
    if (*upload_data_size > 0) {
        if (*upload_data_size > sizeof post->body - post->length) {
            post->too_long = 1;
        } else {
            memcpy(post->body + post->length, upload_data, *upload_data_size);
            post->length += *upload_data_size;
        }
        *upload_data_size = 0;
        return MHD_YES;
    }
    if (post->too_long)
        result = answer(connection, MHD_HTTP_CONTENT_TOO_LARGE, "{\"status\":0}");
    else if (handle(receiver, post))
        result = answer(connection, MHD_HTTP_OK, "{\"status\":1}");
    else
        result = answer(connection, MHD_HTTP_FORBIDDEN, "{\"status\":0}");
    return result;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
    struct receiver *receiver = cls;

    (void)connection;
    (void)code;
    if (*context == NULL)
        return;
    free(*context);
    if (++receiver->received == receiver->count)
        pthread_kill(receiver->main_thread, SIGTERM);
}

/* The port of http://HOST:PORT/PATH; 0: there is none. */
static uint16_t port_of(const char *url)
{
    const char *host = strncmp(url, "http://", 7) == 0 ? url + 7 : NULL;
    const char *colon = host != NULL ? strchr(host, ':') : NULL;
    unsigned long port = colon != NULL ? strtoul(colon + 1, NULL, 10) : 0;

    return (uint16_t)(port <= 65535 ? port : 0);
}

static struct sockaddr_in loopback(uint16_t port)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int print_free_port(void)
{
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int found = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
                getsockname(fd, (struct sockaddr *)&address, &length) == 0;

    if (found)
        printf("%u\n", (unsigned)ntohs(address.sin_port));
    if (fd >= 0)
        close(fd);
    return found ? 0 : 1;
}

/* Until the last notification was answered, or somebody asks for the end: both come as a signal. */
static int serve(struct receiver *receiver, const char *url)
{
    struct sockaddr_in address = loopback(port_of(url));
    struct MHD_Daemon *daemon;
    sigset_t ends;
    int signal_number;

    if (address.sin_port == 0) {
        fprintf(stderr, "the callback's URL has no port of this machine: %s\n", url);
        return 1;
    }
    /* Before there is another thread: it has them blocked, too. */
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    receiver->main_thread = pthread_self();
    daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, on_request, receiver, MHD_OPTION_SOCK_ADDR,
                              (struct sockaddr *)&address, MHD_OPTION_NOTIFY_COMPLETED, on_completed, receiver,
                              MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
    if (daemon == NULL) {
        fprintf(stderr, "cannot listen on port %u\n", (unsigned)ntohs(address.sin_port));
        return 1;
    }
    printf("receiving at %s\n", url);
    fflush(stdout);
    sigwait(&ends, &signal_number);
    MHD_stop_daemon(daemon);
    return 0;
}

int main(int argc, char **argv)
{
    struct receiver receiver;
    hwlive_config *config;
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    hwlive_error *error = NULL;
    hwlive_code code;
    const char *url;
    int status = 1;

    if (argc == 2 && strcmp(argv[1], "--free-port") == 0)
        return print_free_port();
    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: %s KEY ID [COUNT]\n", argv[0]);
        return HWLIVE_CODE_INVALID_ARGUMENT;
    }

    config = hwlive_config_new();
    code = hwlive_config_load_environment(config, &error);
    if (code == HWLIVE_CODE_OK)
        code = hwlive_client_new(config, &client, &error);
    if (code == HWLIVE_CODE_OK)
        code = hwlive_show_record_callback(client, argv[2], &callback, &error);
    if (code == HWLIVE_CODE_OK) {
        memset(&receiver, 0, sizeof receiver);
        receiver.key = argv[1];
        receiver.callback = callback;
        receiver.count = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
        url = hwlive_record_callback_notify_callback_url(callback);
        status = serve(&receiver, url != NULL ? url : "");
    } else {
        fprintf(stderr, "%s\n", hwlive_error_message(error));
        status = (int)code;
    }
    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
    hwlive_config_free(config);
    hwlive_error_free(error);
    return status;
}
