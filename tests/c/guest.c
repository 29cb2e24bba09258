/* A guest in a process that changes around it: its environment, its locale, its limits. Against the stand-in. On Windows the
 * environment is not a variable, and there is no limit of descriptors. */
#define _DEFAULT_SOURCE
#include <hwlive.h>

#include <errno.h>
#include <locale.h>
#ifndef _WIN32
#include <sys/mman.h>
#include <sys/resource.h>
#endif
#include <time.h>

#include "client.h"
#include "server.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

#ifndef _WIN32
extern char **environ;
#endif

static hwlive_code provide(hwlive_credentials *credentials, void *userdata)
{
    (void)userdata;
    EXPECT(HWLIVE_CODE_OK, hwlive_credentials_set_access_key(credentials, "ak", "sk", NULL, error_out));
    return HWLIVE_CODE_OK;
}

static void shows(const hwlive_client *client)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    CHECK(strcmp(hwlive_record_callback_id(callback), EXAMPLE) == 0);
    CHECK(hwlive_record_callback_create_time_unix(callback) == 1583139585);
    hwlive_record_callback_free(callback);
}

static void fails(hwlive_code code, const hwlive_client *client)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(code, hwlive_show_record_callback(client, "unknown", &callback, error_out));
    CHECK(callback == NULL);
}

static void answer_unavailable(const char *request, char *answer, size_t size)
{
    (void)request;
    snprintf(answer, size, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
}

static struct server unavailable;

/* Whoever reads an environment variable meanwhile crashes: so no call does, unless it looks up a name. The stand-in and the
 * server here have addresses; getaddrinfo of the C library may read variables. */
static void no_call_without_a_lookup_reads_the_environment(void)
{
    hwlive_config *provided = server_config(&unavailable, "http", "p");
    hwlive_config *retried = server_config(&unavailable, "http", "p");
    hwlive_config *garbled = server_config(&unavailable, "https", "p");
    hwlive_client *clients[4];
    size_t i;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider(provided, provide, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(retried, 1, error_out));
    clients[0] = of_stand_in();
    clients[1] = client_of(provided);
    clients[2] = client_of(retried);
    clients[3] = client_of(garbled);

#ifndef _WIN32
    char **before = environ;
    environ = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(environ != MAP_FAILED);
#endif
    shows(clients[0]);
    fails(HWLIVE_CODE_NOT_FOUND, clients[0]);
    fails(HWLIVE_CODE_SERVICE, clients[1]);
    fails(HWLIVE_CODE_SERVICE, clients[2]);
    fails(HWLIVE_CODE_TLS, clients[3]);
#ifndef _WIN32
    CHECK(munmap(environ, 4096) == 0);
    environ = before;
#endif
    for (i = 0; i < sizeof clients / sizeof clients[0]; i++)
        hwlive_client_free(clients[i]);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int enough;

static void *change_environment(void *unused)
{
    char value[32];
    int i, done = 0;

    (void)unused;
    for (i = 0; !done; i++) {
        snprintf(value, sizeof value, "%d", i);
        CHECK(setenv("HTTPS_PROXY", value, 1) == 0);
        CHECK(setenv(value, value, 1) == 0);
        CHECK(unsetenv(value) == 0);
        pthread_mutex_lock(&mutex);
        done = enough;
        pthread_mutex_unlock(&mutex);
    }
    CHECK(unsetenv("HTTPS_PROXY") == 0);
    return NULL;
}

static void calls_while_the_environment_changes(void)
{
    hwlive_client *client = of_stand_in();
    pthread_t thread;
    int i;

    CHECK(pthread_create(&thread, NULL, change_environment, NULL) == 0);
    for (i = 0; i < 30; i++) {
        shows(client);
        fails(HWLIVE_CODE_NOT_FOUND, client);
    }
    pthread_mutex_lock(&mutex);
    enough = 1;
    pthread_mutex_unlock(&mutex);
    CHECK(pthread_join(thread, NULL) == 0);
    hwlive_client_free(client);
}

/* Times, numbers and case are the same in all of them; those that are not installed change nothing. */
static void any_locale_and_zone(void)
{
    static const char *const LOCALES[] = {"C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "zh_CN.GB18030", "C"};
    size_t i;

    for (i = 0; i < sizeof LOCALES / sizeof LOCALES[0]; i++) {
        hwlive_client *client;
        char found[64];

        (void)setlocale(LC_ALL, LOCALES[i]);
        snprintf(found, sizeof found, "%s", setlocale(LC_ALL, NULL));
        CHECK(setenv("TZ", i % 2 == 0 ? "<+14>-14" : "<-12>12", 1) == 0);
        tzset();
        client = of_stand_in();
        shows(client);
        hwlive_client_free(client);
        CHECK(strcmp(setlocale(LC_ALL, NULL), found) == 0);
    }
    CHECK(unsetenv("TZ") == 0);
}

#ifndef _WIN32
static void no_descriptors(void)
{
    hwlive_client *client = of_stand_in();
    struct rlimit before, none;

    CHECK(getrlimit(RLIMIT_NOFILE, &before) == 0);
    none = before;
    none.rlim_cur = 0;
    CHECK(setrlimit(RLIMIT_NOFILE, &none) == 0);
    fails(HWLIVE_CODE_CONNECT, client);
    CHECK(setrlimit(RLIMIT_NOFILE, &before) == 0);
    shows(client);
    hwlive_client_free(client);
}
#endif

int main(void)
{
    server_start(&unavailable, answer_unavailable);
    no_call_without_a_lookup_reads_the_environment();
    calls_while_the_environment_changes();
    any_locale_and_zone();
#ifndef _WIN32
    no_descriptors();
#endif
    return 0;
}
