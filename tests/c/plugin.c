/* Loaded and unloaded at run time, while the thread that called it lives on. */
#include <hwlive.h>

#include <dlfcn.h>
#include <pthread.h>

#include "check.h"

#define ROUNDS 50

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

static void *load_use_and_unload(void *unused)
{
    int i;

    (void)unused;
    for (i = 0; i < ROUNDS; i++) {
        void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        CHECK(library != NULL);
        use(library);
        CHECK(dlclose(library) == 0);
        /* Really gone, although this thread has called it and goes on. */
        CHECK(dlopen(path, RTLD_NOW | RTLD_NOLOAD) == NULL);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t thread;

    CHECK(argc == 2);
    path = argv[1];
    CHECK(pthread_create(&thread, NULL, load_use_and_unload, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    load_use_and_unload(NULL);
    return 0;
}
