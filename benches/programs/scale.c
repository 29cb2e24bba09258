/* usage: scale calls NUMBER | scale clients NUMBER
 *
 * calls: one client makes NUMBER calls. clients: NUMBER clients are made, call once and are freed. At each power of ten
 * prints a line of JSON: what they took since the line before, and what the process holds. The environment is as in main.c. */
#include <dirent.h>
#include <hwlive.h>
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

int main(int count, char **arguments)
{
    const char *id = getenv("BENCH_ID");
    long number = count == 3 ? atol(arguments[2]) : 0, next = 10, last = 0, i;
    int of_clients = count == 3 && strcmp(arguments[1], "clients") == 0;
    hwlive_client *client = NULL;
    double cpu, since;

    if (number <= 0 || id == NULL) {
        fprintf(stderr, "usage: BENCH_ID=id scale calls|clients NUMBER\n");
        return 2;
    }
    if (!of_clients)
        client = make_client();
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
