/* Signals are the host's: SIGPIPE at its default, an alarm every millisecond, handlers and mask as they were. Against the
 * stand-in. */
#define _DEFAULT_SOURCE
#include <hwlive.h>

#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include "client.h"
#include "server.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

/* Everything that a process has set for its signals. Too large for small stacks. */
struct signals {
    struct sigaction actions[NSIG];
    sigset_t mask;
};

static void look(struct signals *signals)
{
    int number;

    memset(signals, 0, sizeof *signals);
    for (number = 1; number < NSIG; number++)
        (void)sigaction(number, NULL, &signals->actions[number]);
    CHECK(pthread_sigmask(SIG_SETMASK, NULL, &signals->mask) == 0);
}

static int same_sets(const sigset_t *a, const sigset_t *b)
{
    int number;

    for (number = 1; number < NSIG; number++)
        if (sigismember(a, number) != sigismember(b, number))
            return 0;
    return 1;
}

static void are_untouched(const struct signals *before)
{
    static struct signals now;
    int number;

    look(&now);
    CHECK(same_sets(&before->mask, &now.mask));
    for (number = 1; number < NSIG; number++) {
        CHECK(before->actions[number].sa_handler == now.actions[number].sa_handler);
        CHECK(before->actions[number].sa_flags == now.actions[number].sa_flags);
        CHECK(same_sets(&before->actions[number].sa_mask, &now.actions[number].sa_mask));
    }
}

/* Takes every connection, waits for its first bytes, answers, ends and resets it. After that a write to it is a broken pipe. */
static void *answer_and_reset(void *argument)
{
    const struct linger at_once = {1, 0};
    const struct server *server = argument;

    for (;;) {
        char some[1024], answer[64] = "";
        int socket = accept(server->socket, NULL, NULL);

        CHECK(socket >= 0);
        (void)recv(socket, some, sizeof some, 0);
        server->answers(some, answer, sizeof answer);
        server_send(socket, answer);
        (void)shutdown(socket, SHUT_WR);
        CHECK(setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == 0);
        close(socket);
    }
}

static void answer_nothing(const char *request, char *answer, size_t size) { (void)request, (void)answer, (void)size; }

/* As a proxy that has made a tunnel. */
static void answer_success(const char *request, char *answer, size_t size)
{
    (void)request;
    snprintf(answer, size, "HTTP/1.1 200 OK\r\n\r\n");
}

static void answer_never(const char *request, char *answer, size_t size)
{
    (void)request, (void)answer, (void)size;
    for (;;)
        pause();
}

static struct server resetting, tunnelling, silent;

static hwlive_config *hasty_config(void)
{
    hwlive_config *config = server_config(&silent, "http", "p");

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 200, error_out));
    return config;
}

static hwlive_config *through_tunnel(void)
{
    char url[64];
    hwlive_config *config = server_config(&tunnelling, "https", "p");

    snprintf(url, sizeof url, "http://127.0.0.1:%u", tunnelling.port);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_proxy(config, url, error_out));
    return config;
}

/* A write to a connection that is gone would end the process. */
static void resets(void)
{
    hwlive_client *plain = client_of(server_config(&resetting, "http", "p"));
    hwlive_client *secure = client_of(server_config(&resetting, "https", "p"));
    hwlive_client *proxied = client_of(through_tunnel());
    int i;

    for (i = 0; i < 50; i++) {
        gives(HWLIVE_CODE_CONNECT, plain, EXAMPLE);
        gives(HWLIVE_CODE_CONNECT, secure, EXAMPLE);
        gives(HWLIVE_CODE_CONNECT, proxied, EXAMPLE);
    }
    hwlive_client_free(plain);
    hwlive_client_free(secure);
    hwlive_client_free(proxied);
}

static volatile sig_atomic_t alarms;

static void count(int number)
{
    (void)number;
    alarms++;
}

static int64_t now_ms(void)
{
    struct timespec now;

    CHECK(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* No system call is restarted for the library: the handler is installed without SA_RESTART. */
static void alarms_every_millisecond(void)
{
    const struct itimerval every = {{0, 1000}, {0, 1000}}, never = {{0, 0}, {0, 0}};
    static struct signals before;
    struct sigaction counts;
    hwlive_client *hasty = client_of(hasty_config());
    int64_t since;
    sigset_t set;
    int i;

    memset(&counts, 0, sizeof counts);
    counts.sa_handler = count;
    CHECK(sigaction(SIGALRM, &counts, NULL) == 0);
    CHECK(sigemptyset(&set) == 0 && sigaddset(&set, SIGALRM) == 0);
    CHECK(pthread_sigmask(SIG_UNBLOCK, &set, NULL) == 0);
    look(&before);
    CHECK(setitimer(ITIMER_REAL, &every, NULL) == 0);
    for (i = 0; i < 10; i++) {
        hwlive_client *client = of_stand_in();

        gives(HWLIVE_CODE_OK, client, EXAMPLE);
        gives(HWLIVE_CODE_NOT_FOUND, client, "unknown");
        hwlive_client_free(client);
        are_untouched(&before);
    }
    since = now_ms();
    gives(HWLIVE_CODE_TIMEOUT, hasty, EXAMPLE);
    CHECK(now_ms() - since >= 200);
    CHECK(setitimer(ITIMER_REAL, &never, NULL) == 0);
    CHECK(alarms > 20);
    hwlive_client_free(hasty);
}

int main(void)
{
    static struct signals before;
    hwlive_client *client;
    sigset_t set;

    /* A mask that is not empty, so that one that was reset is seen; and the servers are not interrupted. */
    CHECK(sigemptyset(&set) == 0 && sigaddset(&set, SIGALRM) == 0 && sigaddset(&set, SIGUSR1) == 0);
    CHECK(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
    server_start(&silent, answer_never);
    server_start_taken_by(&resetting, answer_nothing, answer_and_reset);
    server_start_taken_by(&tunnelling, answer_success, answer_and_reset);
    CHECK(signal(SIGPIPE, SIG_DFL) != SIG_ERR);
    look(&before);
    client = of_stand_in();
    gives(HWLIVE_CODE_OK, client, EXAMPLE);
    resets();
    gives(HWLIVE_CODE_NOT_FOUND, client, "unknown");
    hwlive_client_free(client);
    are_untouched(&before);
    alarms_every_millisecond();
    return 0;
}
