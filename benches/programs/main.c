/* usage: PROGRAM WARM_UP CALLS THREADS
 *
 * Makes CALLS calls in each of THREADS threads, after WARM_UP that are not measured, and prints one line of JSON: what
 * they took. The environment says where to ask and as whom, as hwlive-stand-in sets it; BENCH_ID is the callback. */
#include "program.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct thread {
    pthread_t id;
    pthread_barrier_t *start;
    long warm_up, calls;
    uint32_t *nanoseconds; /* of each call; NULL where there is one call only */
};

void fail(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "%s: ", program_name);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static double cpu_seconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void check(const struct fields *fields)
{
    if (fields->id == NULL || strlen(fields->id) != 32)
        fail("no id");
    if (fields->publish_domain == NULL || fields->app == NULL || fields->notify_callback_url == NULL)
        fail("a field is missing");
    if (fields->events != 2 || strcmp(fields->first_event, "RECORD_NEW_FILE_START") != 0)
        fail("not the events of the example");
    if (fields->sign_type == NULL || fields->create_time == NULL || fields->update_time == NULL)
        fail("a field is missing");
}

static void *run(void *argument)
{
    struct thread *thread = argument;
    void *caller = caller_new();
    struct fields fields;
    long i;

    for (i = 0; i < thread->warm_up; i++)
        call(caller, &fields);
    if (thread->start != NULL) {
        pthread_barrier_wait(thread->start);
        pthread_barrier_wait(thread->start);
    }
    for (i = 0; i < thread->calls; i++) {
        uint64_t before = thread->nanoseconds != NULL ? now() : 0;

        call(caller, &fields);
        if (thread->nanoseconds != NULL)
            thread->nanoseconds[i] = (uint32_t)(now() - before);
        if (i == 0)
            check(&fields);
    }
    if (thread->start != NULL)
        pthread_barrier_wait(thread->start);
    caller_free(caller);
    return NULL;
}

/* Of this program: the system's own count, ru_maxrss, begins with that of whoever started it. */
static double peak_kib(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    long peak = 0;

    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmHWM: %ld", &peak) == 1)
            break;
    if (status != NULL)
        fclose(status);
    return (double)peak;
}

static int by_size(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

    return (a > b) - (a < b);
}

static const char *variable(const char *name, const char *otherwise)
{
    const char *value = getenv(name);

    if (value != NULL && *value != '\0')
        return value;
    return otherwise;
}

static const char *needed(const char *name)
{
    const char *value = variable(name, NULL);

    if (value == NULL)
        fail("%s is not set", name);
    return value;
}

static long number(const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (*end != '\0' || value < 0)
        fail("%s is no number", text);
    return value;
}

int main(int count, char **arguments)
{
    struct settings settings;
    struct thread *threads;
    pthread_barrier_t start;
    uint32_t *all = NULL;
    uint64_t before = 0, took = 0;
    double cpu = 0;
    long warm_up, calls, number_of_threads, i;
    size_t total;

    if (count != 4)
        fail("usage: %s WARM_UP CALLS THREADS", arguments[0]);
    warm_up = number(arguments[1]);
    calls = number(arguments[2]);
    number_of_threads = number(arguments[3]);
    settings.endpoint = needed("HUAWEICLOUD_SDK_ENDPOINT");
    settings.access_key = needed("HUAWEICLOUD_SDK_AK");
    settings.secret_key = needed("HUAWEICLOUD_SDK_SK");
    settings.project_id = needed("HUAWEICLOUD_SDK_PROJECT_ID");
    settings.ca_file = variable("SSL_CERT_FILE", NULL);
    settings.id = needed("BENCH_ID");
    program_start(&settings);

    /* With 0 threads the main thread calls, and nothing is timed here: for processes and counters. */
    if (number_of_threads == 0) {
        struct thread alone = {.calls = calls, .warm_up = warm_up};

        run(&alone);
        program_end();
        return 0;
    }
    total = (size_t)(calls * number_of_threads);
    all = malloc(total * sizeof *all);
    threads = calloc((size_t)number_of_threads, sizeof *threads);
    if (all == NULL || threads == NULL)
        fail("out of memory");
    /* Touched now, so that the first calls do not pay for it. */
    memset(all, 0, total * sizeof *all);
    pthread_barrier_init(&start, NULL, (unsigned)number_of_threads + 1);
    for (i = 0; i < number_of_threads; i++) {
        threads[i].warm_up = warm_up;
        threads[i].calls = calls;
        threads[i].start = &start;
        threads[i].nanoseconds = all + i * calls;
        if (pthread_create(&threads[i].id, NULL, run, &threads[i]) != 0)
            fail("no thread could be started");
    }
    pthread_barrier_wait(&start); /* all are warm */
    cpu = cpu_seconds();
    before = now();
    pthread_barrier_wait(&start); /* off they go */
    pthread_barrier_wait(&start); /* all are done */
    took = now() - before;
    cpu = cpu_seconds() - cpu;
    for (i = 0; i < number_of_threads; i++)
        pthread_join(threads[i].id, NULL);
    program_end();
    qsort(all, total, sizeof *all, by_size);
    printf("{\"median_us\": %.3f, \"p99_us\": %.3f, \"cpu_us\": %.3f, \"per_second\": %.1f, \"peak_mib\": %.3f}\n",
           all[total / 2] / 1e3, all[total * 99 / 100] / 1e3, cpu * 1e6 / (double)total,
           (double)total * 1e9 / (double)took, (peak_kib() - (double)(total * sizeof *all) / 1024) / 1024);
    free(all);
    free(threads);
    return 0;
}
