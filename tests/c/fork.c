/* Forked processes: both sides go on with the client, free it, and end as they like. Against the stand-in. */
#include <hwlive.h>

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

static hwlive_client *client;

static void shows(void)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    CHECK(strcmp(hwlive_record_callback_id(callback), EXAMPLE) == 0);
    hwlive_record_callback_free(callback);
}

/* Forks. The child does this and ends, without what its parent would do at its end. */
static pid_t child_does(void (*program)(void))
{
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        program();
        _exit(0);
    }
    return child;
}

static void succeeds(pid_t child)
{
    int status = -1;

    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void shows_twice_and_frees(void)
{
    shows();
    shows();
    hwlive_client_free(client);
}

static void frees(void) { hwlive_client_free(client); }

static void forks_again(void)
{
    pid_t grandchild = child_does(shows_twice_and_frees);

    shows();
    succeeds(grandchild);
}

static void shuts_down(void)
{
    hwlive_record_callback *callback = RUBBISH;

    hwlive_client_shutdown(client);
    EXPECT(HWLIVE_CODE_CANCELLED, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int enough;

static void *shows_on(void *unused)
{
    int done = 0;

    (void)unused;
    while (!done) {
        shows();
        pthread_mutex_lock(&mutex);
        done = enough;
        pthread_mutex_unlock(&mutex);
    }
    return NULL;
}

/* Whatever locks the threads hold inside at that moment. */
static void forks_while_threads_call(void)
{
    pthread_t threads[4];
    int i;

    for (i = 0; i < 4; i++)
        CHECK(pthread_create(&threads[i], NULL, shows_on, NULL) == 0);
    for (i = 0; i < 10; i++)
        succeeds(child_does(shows_twice_and_frees));
    pthread_mutex_lock(&mutex);
    enough = 1;
    pthread_mutex_unlock(&mutex);
    for (i = 0; i < 4; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
}

int main(void)
{
    static void (*const PROGRAMS[])(void) = {shows_twice_and_frees, frees, forks_again, shuts_down};
    hwlive_config *config = hwlive_config_new();
    size_t i;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    shows();
    for (i = 0; i < sizeof PROGRAMS / sizeof PROGRAMS[0]; i++) {
        pid_t child = child_does(PROGRAMS[i]);

        shows();
        succeeds(child);
        shows();
    }
    forks_while_threads_call();
    shows();
    hwlive_client_free(client);
    return 0;
}
