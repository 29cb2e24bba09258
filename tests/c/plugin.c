/* Loaded and unloaded at run time, while threads that called it live on. */
#include <hwlive.h>

#include <dlfcn.h>
#include <pthread.h>
#include <time.h>

#include "check.h"

#ifndef ROUNDS
#define ROUNDS 50
#endif

static const char *path;

/* ISO C has no way from an object pointer to a function pointer but through memory. The types are the header's. */
#define LOAD(name)                                                                                 \
    __typeof__(hwlive_##name) *name;                                                               \
    *(void **)(&name) = dlsym(library, "hwlive_" #name);                                           \
    CHECK(name != NULL)

/* A call that fails in the library's depths: nobody listens there. */
static void use(void *library)
{
    LOAD(config_new);
    LOAD(config_set_endpoint);
    LOAD(config_set_project_id);
    LOAD(config_set_proxy);
    LOAD(config_set_auth_token);
    LOAD(config_set_max_retries);
    LOAD(client_new);
    LOAD(show_record_callback);
    LOAD(config_free);
    LOAD(client_free);
    LOAD(error_free);
    hwlive_config *config = config_new();
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = RUBBISH;
    hwlive_error *error = NULL;

    CHECK(config_set_endpoint(config, NULL, &error) == HWLIVE_CODE_INVALID_ARGUMENT);
    error_free(error);
    CHECK(config_set_endpoint(config, "https://127.0.0.1:9", NULL) == HWLIVE_CODE_OK);
    CHECK(config_set_project_id(config, "p", NULL) == HWLIVE_CODE_OK);
    CHECK(config_set_proxy(config, "", NULL) == HWLIVE_CODE_OK);
    CHECK(config_set_auth_token(config, "t", NULL) == HWLIVE_CODE_OK);
    CHECK(config_set_max_retries(config, 0, NULL) == HWLIVE_CODE_OK);
    CHECK(client_new(config, &client, NULL) == HWLIVE_CODE_OK);
    config_free(config);
    CHECK(show_record_callback(client, "1", &callback, &error) == HWLIVE_CODE_CONNECT);
    CHECK(callback == NULL);
    error_free(error);
    client_free(client);
}

static void *use_in_thread(void *library)
{
    use(library);
    return NULL;
}

static void load_use_and_unload(void)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    pthread_t thread;

    CHECK(library != NULL);
    use(library);
    CHECK(pthread_create(&thread, NULL, use_in_thread, library) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(dlclose(library) == 0);
    /* Really gone, although this thread has called it and goes on. */
    CHECK(dlopen(path, RTLD_NOW | RTLD_NOLOAD) == NULL);
}

static void *many_rounds(void *unused)
{
    int i;

    (void)unused;
    for (i = 0; i < ROUNDS; i++)
        load_use_and_unload();
    return NULL;
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int may_return, has_returned;

/* Takes longer than the call that needs it. */
static hwlive_code provide_late(hwlive_credentials *credentials, void *userdata)
{
    (void)credentials, (void)userdata;
    pthread_mutex_lock(&mutex);
    while (!may_return)
        pthread_cond_wait(&changed, &mutex);
    has_returned = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    return HWLIVE_CODE_OTHER;
}

static int threads(void)
{
    char line[256];
    int count = 0;
    FILE *status = fopen("/proc/self/status", "r");

    CHECK(status != NULL);
    while (fgets(line, sizeof line, status) != NULL)
        (void)sscanf(line, "Threads: %d", &count);
    fclose(status);
    return count;
}

/* The call has given up, the client is freed and the library closed when its helper comes back into it. */
static void unload_under_a_helper(void)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    struct timespec moment = {0, 1000000};
    int before = threads();

    CHECK(library != NULL);
    {
        LOAD(config_new);
        LOAD(config_set_endpoint);
        LOAD(config_set_project_id);
        LOAD(config_set_proxy);
        LOAD(config_set_timeout_ms);
        LOAD(config_set_credentials_provider);
        LOAD(client_new);
        LOAD(show_record_callback);
        LOAD(config_free);
        LOAD(client_free);
        hwlive_config *config = config_new();
        hwlive_client *client = NULL;
        hwlive_record_callback *callback = RUBBISH;

        CHECK(config_set_endpoint(config, "https://127.0.0.1:9", NULL) == HWLIVE_CODE_OK);
        CHECK(config_set_project_id(config, "p", NULL) == HWLIVE_CODE_OK);
        CHECK(config_set_proxy(config, "", NULL) == HWLIVE_CODE_OK);
        CHECK(config_set_timeout_ms(config, 200, NULL) == HWLIVE_CODE_OK);
        CHECK(config_set_credentials_provider(config, provide_late, NULL, NULL) == HWLIVE_CODE_OK);
        CHECK(client_new(config, &client, NULL) == HWLIVE_CODE_OK);
        config_free(config);
        CHECK(show_record_callback(client, "1", &callback, NULL) == HWLIVE_CODE_TIMEOUT);
        client_free(client);
    }
    CHECK(dlclose(library) == 0);
    pthread_mutex_lock(&mutex);
    may_return = 1;
    pthread_cond_broadcast(&changed);
    while (!has_returned)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
    while (threads() > before)
        nanosleep(&moment, NULL);
}

int main(int argc, char **argv)
{
    pthread_t thread;

    CHECK(argc == 2);
    path = argv[1];
    CHECK(pthread_create(&thread, NULL, many_rounds, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    many_rounds(NULL);
    unload_under_a_helper();
    return 0;
}
