/* What first_calls.c leaves to chance: making a client and its first call stop wherever they allocate memory or open a file, and
 * there the process forks. A child that needs what another thread has begun to make waits for ever. This program stands between
 * the library and the system, and says that the kernel has no getrandom, so that files are opened in its place. Against the
 * stand-in. */
#define _GNU_SOURCE
#include <hwlive.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "client.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

/* In seconds: a child that takes longer does not end at all. */
#ifndef PATIENCE
#define PATIENCE 60
#endif

/* Making a client allocates a thousand times, mostly for the trusted certificates: after the first so many, it forks at one in
 * so many of those. */
#define FIRST 150
#define SELDOM 16

static __thread int stops;
static sem_t stopped, may_go_on;
static volatile int is_opening, has_ended;
static hwlive_client *volatile client;

static void stop(void)
{
    if (!stops)
        return;
    CHECK(sem_post(&stopped) == 0);
    while (sem_wait(&may_go_on) != 0)
        ;
}

/* glibc's names for its own. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

void *malloc(size_t size)
{
    stop();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    stop();
    return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    stop();
    return __libc_realloc(memory, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    stop();
    *memory = __libc_memalign(alignment, size);
    return *memory == NULL ? ENOMEM : 0;
}

static int opens(const char *path, int flags, va_list more)
{
    is_opening = 1;
    stop();
    is_opening = 0;
    return openat(AT_FDCWD, path, flags, flags & O_CREAT ? va_arg(more, int) : 0);
}

int open(const char *path, int flags, ...)
{
    va_list more;
    int file;

    va_start(more, flags);
    file = opens(path, flags, more);
    va_end(more);
    return file;
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    int file;

    va_start(more, flags);
    file = opens(path, flags, more);
    va_end(more);
    return file;
}

ssize_t getrandom(void *bytes, size_t length, unsigned flags)
{
    (void)bytes, (void)length, (void)flags;
    errno = ENOSYS;
    return -1;
}

typedef long with_six(long, long, long, long, long, long, long);

long syscall(long number, ...)
{
    static with_six *system_syscall;
    long arguments[6];
    va_list more;
    int i;

    if (number == SYS_getrandom) {
        errno = ENOSYS;
        return -1;
    }
    va_start(more, number);
    for (i = 0; i < 6; i++)
        arguments[i] = va_arg(more, long);
    va_end(more);
    if (system_syscall == NULL)
        *(void **)(&system_syscall) = dlsym(RTLD_NEXT, "syscall");
    return system_syscall(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}

static void shows(const hwlive_client *with)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(with, EXAMPLE, &callback, error_out));
    hwlive_record_callback_free(callback);
}

static void *makes_a_client_and_calls(void *unused)
{
    (void)unused;
    stops = 1;
    client = of_stand_in();
    shows(client);
    stops = 0;
    has_ended = 1;
    CHECK(sem_post(&stopped) == 0);
    return NULL;
}

/* Calls with its parent's client, and with one of its own: always if there is no other, else now and then. */
static void child(int is_seldom)
{
    alarm(PATIENCE);
    if (client == NULL || is_seldom) {
        hwlive_client *own = of_stand_in();

        shows(own);
        hwlive_client_free(own);
    }
    if (client != NULL)
        shows(client);
    _exit(0);
}

int main(void)
{
    pthread_t thread;
    long moment;

    CHECK(sem_init(&stopped, 0, 0) == 0 && sem_init(&may_go_on, 0, 0) == 0);
    CHECK(pthread_create(&thread, NULL, makes_a_client_and_calls, NULL) == 0);
    for (moment = 1;; moment++) {
        while (sem_wait(&stopped) != 0)
            ;
        if (has_ended)
            break;
        if (client != NULL || is_opening || moment <= FIRST || moment % SELDOM == 0) {
            int status = -1;
            pid_t id = fork();

            CHECK(id >= 0);
            if (id == 0)
                child(moment % SELDOM == 0);
            CHECK(waitpid(id, &status, 0) == id);
            if (status != 0) {
                fprintf(stderr, "a child that was forked at moment %ld %s the first call %s\n", moment,
                        client == NULL ? "before" : "of",
                        WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? "did not end" : "failed");
                return 1;
            }
        }
        CHECK(sem_post(&may_go_on) == 0);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(moment > 100);
    hwlive_client_free(client);
    return 0;
}
