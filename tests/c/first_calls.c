/* A fork at any moment of the first call of a process, in whatever its other threads are doing then: the child has to be
 * able to call, with its parent's client and with one of its own. Against the stand-in, as often as the argument says. */
#include <hwlive.h>

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "client.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

/* How long a first call takes here at least, in nanoseconds. */
#define HTTP 150000
#define HTTPS 3000000

/* In seconds: a child that takes longer does not end at all. */
#ifndef PATIENCE
#define PATIENCE 60
#endif

enum { ENDED = 0, FAILED = 1, HANGS = 2 };

static pthread_barrier_t start;
/* NULL: every thread makes one. */
static hwlive_client *shared;

static void shows(const hwlive_client *client)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    CHECK(strcmp(hwlive_record_callback_id(callback), EXAMPLE) == 0);
    hwlive_record_callback_free(callback);
}

static void shows_with_its_own(void)
{
    hwlive_client *own = of_stand_in();

    shows(own);
    hwlive_client_free(own);
}

static void *first_call(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&start);
    if (shared != NULL)
        shows(shared);
    else
        shows_with_its_own();
    return NULL;
}

/* Without sleeping, which would take longer than the whole call. */
static void wait_for(long nanoseconds)
{
    struct timespec since, now;

    CHECK(clock_gettime(CLOCK_MONOTONIC, &since) == 0);
    do
        CHECK(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    while ((now.tv_sec - since.tv_sec) * 1000000000L + now.tv_nsec - since.tv_nsec < nanoseconds);
}

/* A process that has never called: it calls in two threads, and forks meanwhile. */
static int process(long nanoseconds, int is_shared, int child_uses_it)
{
    pthread_t threads[2];
    int i, status = -1;
    pid_t child;

    if (is_shared)
        shared = of_stand_in();
    CHECK(pthread_barrier_init(&start, NULL, 3) == 0);
    for (i = 0; i < 2; i++)
        CHECK(pthread_create(&threads[i], NULL, first_call, NULL) == 0);
    pthread_barrier_wait(&start);
    wait_for(nanoseconds);
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        /* What nobody catches ends it. */
        alarm(PATIENCE);
        if (child_uses_it)
            shows(shared);
        else
            shows_with_its_own();
        _exit(ENDED);
    }
    CHECK(waitpid(child, &status, 0) == child);
    for (i = 0; i < 2; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM ? HANGS : FAILED;
    return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    const char *endpoint = getenv("HUAWEICLOUD_SDK_ENDPOINT");
    long longest, processes, failed = 0, hung = 0, i;

    CHECK(argc == 2 && endpoint != NULL);
    longest = strncmp(endpoint, "https:", 6) == 0 ? HTTPS : HTTP;
    processes = strtol(argv[1], NULL, 10);
    srand((unsigned)time(NULL));
    for (i = 0; i < processes; i++) {
        long nanoseconds = (long)((double)longest * rand() / RAND_MAX);
        int status = -1;
        pid_t child = fork();

        CHECK(child >= 0);
        if (child == 0) {
            /* The client of all, used by the child too; the same, and the child makes its own; everybody makes one. */
            int code = process(nanoseconds, i % 3 != 2, i % 3 == 0);
            _exit(code);
        }
        CHECK(waitpid(child, &status, 0) == child);
        if (WIFEXITED(status) && WEXITSTATUS(status) == HANGS)
            hung++;
        else if (!WIFEXITED(status) || WEXITSTATUS(status) != ENDED)
            failed++;
    }
    if (hung + failed > 0) {
        fprintf(stderr, "of %ld children that were forked within %ld us of the first call, %ld did not end and %ld failed\n",
                processes, longest / 1000, hung, failed);
        return 1;
    }
    return 0;
}
