/* usage: scale calls NUMBER | scale clients NUMBER | scale idle NUMBER
 *
 * calls: one client makes NUMBER calls. clients: NUMBER clients are made, call once and are freed. At each power of ten
 * prints a line of JSON: what they took since the line before, and what the process holds. idle: NUMBER threads call at once
 * and end, so that their connections lie idle; prints what a call of one thread takes then. The environment is as in main.c. */
#include <dirent.h>
#include <hwlive.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static void must(hwlive_code code, hwlive_error *error)
{
    if (code != HWLIVE_CODE_OK) {
        fprintf(stderr, "scale: %s\n", hwlive_error_message(error));
        exit(1);
    }
}

static hwlive_client *make_client(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client;
    hwlive_error *error;

    must(hwlive_config_load_environment(config, &error), error);
    must(hwlive_config_set_proxy(config, "", &error), error);
    must(hwlive_client_new(config, &client, &error), error);
    hwlive_config_free(config);
    return client;
}

static void call(const hwlive_client *client, const char *id)
{
    hwlive_record_callback *callback;
    hwlive_error *error;

    must(hwlive_show_record_callback(client, id, &callback, &error), error);
    hwlive_record_callback_free(callback);
}

static double cpu_seconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double seconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long resident_kib(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    long resident = -1;

    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmRSS: %ld", &resident) == 1)
            break;
    if (status != NULL)
        fclose(status);
    return resident;
}

static int entries(const char *path)
{
    DIR *directory = opendir(path);
    int count = 0;

    while (directory != NULL && readdir(directory) != NULL)
        count++;
    if (directory != NULL)
        closedir(directory);
    return count - 2; /* . and .. */
}

struct burst {
    const hwlive_client *client;
    const char *id;
    pthread_barrier_t start;
};

static void *call_at_once(void *argument)
{
    struct burst *burst = argument;
    int i;

    pthread_barrier_wait(&burst->start);
    for (i = 0; i < 20; i++)
        call(burst->client, burst->id);
    return NULL;
}

static void after_a_burst(const hwlive_client *client, const char *id, long number)
{
    enum { CALLS = 10000 };
    struct burst burst = {.client = client, .id = id};
    pthread_t *threads = calloc((size_t)number, sizeof *threads);
    double cpu;
    long i;

    pthread_barrier_init(&burst.start, NULL, (unsigned)number);
    for (i = 0; i < number; i++)
        if (threads == NULL || pthread_create(&threads[i], NULL, call_at_once, &burst) != 0)
            exit(1);
    for (i = 0; i < number; i++)
        pthread_join(threads[i], NULL);
    cpu = cpu_seconds();
    for (i = 0; i < CALLS; i++)
        call(client, id);
    printf("{\"cpu_us\": %.1f, \"descriptors\": %d}\n", (cpu_seconds() - cpu) * 1e6 / CALLS, entries("/proc/self/fd") - 1);
    free(threads);
}

int main(int count, char **arguments)
{
    const char *id = getenv("BENCH_ID");
    long number = count == 3 ? atol(arguments[2]) : 0, next = 10, last = 0, i;
    int of_clients = count == 3 && strcmp(arguments[1], "clients") == 0;
    hwlive_client *client = NULL;
    double cpu, since;

    if (number <= 0 || id == NULL) {
        fprintf(stderr, "usage: BENCH_ID=id scale calls|clients|idle NUMBER\n");
        return 2;
    }
    if (!of_clients)
        client = make_client();
    if (strcmp(arguments[1], "idle") == 0) {
        after_a_burst(client, id, number);
        hwlive_client_free(client);
        return 0;
    }
    cpu = cpu_seconds();
    since = seconds();
    for (i = 1; i <= number; i++) {
        if (of_clients)
            client = make_client();
        call(client, id);
        if (of_clients)
            hwlive_client_free(client);
        if (i == next || i == number) {
            printf("{\"number\": %ld, \"cpu_us\": %.1f, \"us\": %.1f, \"resident_kib\": %ld, \"descriptors\": %d, "
                   "\"threads\": %d}\n",
                   i, (cpu_seconds() - cpu) * 1e6 / (double)(i - last), (seconds() - since) * 1e6 / (double)(i - last),
                   /* One descriptor is that of the folder that is read. */
                   resident_kib(), entries("/proc/self/fd") - 1, entries("/proc/self/task"));
            next *= 10;
            last = i;
            cpu = cpu_seconds();
            since = seconds();
        }
    }
    if (!of_clients)
        hwlive_client_free(client);
    return 0;
}
