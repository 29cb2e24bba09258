/* Stands before the C library (LD_PRELOAD) and says what names mean, whether a lookup ends, whether a thread can be
 * started, and what the steady clock shows. The program under test sets all of that through the functions at the end. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static atomic_int lookups, holding, refusing_threads;
static atomic_long seconds_ahead;
static _Atomic(const char *) addresses;

static struct addrinfo *entry(const char *text) {
    struct { struct addrinfo info; struct sockaddr_storage address; } *both = calloc(1, sizeof *both);
    struct sockaddr_in *v4 = (void *)&both->address;
    struct sockaddr_in6 *v6 = (void *)&both->address;
    both->info.ai_addr = (void *)&both->address;
    both->info.ai_socktype = SOCK_STREAM;
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
        both->info.ai_family = v4->sin_family = AF_INET;
        both->info.ai_addrlen = sizeof *v4;
    } else if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1) {
        both->info.ai_family = v6->sin6_family = AF_INET6;
        both->info.ai_addrlen = sizeof *v6;
    } else {
        abort();
    }
    return &both->info;
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
    (void)node, (void)service, (void)hints;
    const char *list = atomic_load(&addresses);
    atomic_fetch_add(&lookups, 1);
    while (atomic_load(&holding))
        usleep(1000);
    if (!list || !*list)
        return EAI_NONAME;
    char *copy = strdup(list), *rest = copy, *text;
    while ((text = strsep(&rest, ","))) {
        *result = entry(text);
        result = &(*result)->ai_next;
    }
    free(copy);
    return 0;
}

void freeaddrinfo(struct addrinfo *info) {
    while (info) {
        struct addrinfo *next = info->ai_next;
        free(info);
        info = next;
    }
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = dlsym(RTLD_NEXT, "pthread_create");
    return atomic_load(&refusing_threads) ? EAGAIN : real(thread, attributes, start, argument);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (clock == CLOCK_MONOTONIC)
        now->tv_sec += atomic_load(&seconds_ahead);
    return result;
}

/* What every name means from now on: addresses with commas between; "": nothing. The text has to stay. */
void resolver_says(const char *list) { atomic_store(&addresses, list); }
/* Whether lookups hang. */
void resolver_hangs(int on) { atomic_store(&holding, on); }
/* How many lookups there were. */
int resolver_lookups(void) { return atomic_load(&lookups); }
/* Whether no thread can be started. */
void threads_are_refused(int on) { atomic_store(&refusing_threads, on); }
/* Puts the steady clock ahead. */
void clock_goes_ahead(long seconds) { atomic_fetch_add(&seconds_ahead, seconds); }
