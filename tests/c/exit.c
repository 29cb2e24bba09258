/* The end of a process: while a call is under way, and with calls from what runs at the end. Against the stand-in. On Windows the
 * program starts itself again in place of a fork. */
#include <hwlive.h>

#ifdef _WIN32
#include <process.h>
#else
#include <sys/wait.h>
#endif

#include "server.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

/* Never freed, as by programs that do not care. */
static hwlive_client *client;
static int calls_at_exit;

static void shows(void)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    hwlive_record_callback_free(callback);
}

static void call_at_exit(void)
{
    shows();
    calls_at_exit++;
}

/* Runs after the handlers. */
__attribute__((destructor)) static void call_after_main(void)
{
    if (calls_at_exit > 0) {
        shows();
        _exit(7);
    }
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int asked;

static void answer_never(const char *request, char *answer, size_t size)
{
    (void)request, (void)answer, (void)size;
    pthread_mutex_lock(&mutex);
    asked++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    for (;;)
        pause();
}

static void *call_for_ever(void *of_silent)
{
    hwlive_record_callback *callback = NULL;

    /* The process ends before it does. */
    return hwlive_show_record_callback(of_silent, "1", &callback, NULL) == HWLIVE_CODE_OK ? callback : NULL;
}

static void exits_during_calls(void)
{
    static struct server server;
    hwlive_config *config;
    hwlive_client *of_silent = NULL;
    pthread_t thread;
    int i;

    server_start(&server, answer_never);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &of_silent, error_out));
    for (i = 0; i < 4; i++)
        CHECK(pthread_create(&thread, NULL, call_for_ever, of_silent) == 0);
    pthread_mutex_lock(&mutex);
    while (asked < 4)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
    exit(3);
}

static void calls_from_handlers(void)
{
    hwlive_config *config = hwlive_config_new();

    CHECK(atexit(call_at_exit) == 0);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    shows();
    exit(5);
}

static void (*const PROGRAMS[])(void) = {exits_during_calls, calls_from_handlers};

/* Runs one of them in a child, which has to end with this status. */
#ifdef _WIN32
static void ends(int status, int program)
{
    const char number[] = {(char)('0' + program), 0};

    CHECK(_spawnl(_P_WAIT, _pgmptr, "exit", number, NULL) == status);
}
#else
static void ends(int status, int program)
{
    int found;
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0)
        PROGRAMS[program]();
    CHECK(waitpid(child, &found, 0) == child);
    CHECK(WIFEXITED(found) && WEXITSTATUS(found) == status);
}
#endif

int main(int argc, char **argv)
{
    /* Any other argument is the id that each program is run with. */
    if (argc > 1 && (strcmp(argv[1], "0") == 0 || strcmp(argv[1], "1") == 0)) {
        PROGRAMS[argv[1][0] - '0']();
        /* It has to end the process itself. */
        return 1;
    }
    ends(3, 0);
    ends(7, 1);
    return 0;
}
