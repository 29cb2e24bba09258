/* What interrupts a thread of a host on Windows, and what a host has set for its faults: procedure calls again and
 * again, the handlers of C and the filter of exceptions as they were, connections that are gone. Against the stand-in. */
#include <hwlive.h>

#include <signal.h>

#include "../client.h"
#include "../server.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

static void handle(int number) { (void)number; }

static LONG WINAPI filter(EXCEPTION_POINTERS *exception)
{
    (void)exception;
    return EXCEPTION_EXECUTE_HANDLER;
}

static const int SIGNALS[] = {SIGINT, SIGILL, SIGFPE, SIGSEGV, SIGTERM, SIGBREAK, SIGABRT};

/* Every second one is at its default. */
static void set_all(void)
{
    size_t i;

    for (i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++)
        CHECK(signal(SIGNALS[i], i % 2 == 0 ? handle : SIG_DFL) != SIG_ERR);
    (void)SetUnhandledExceptionFilter(filter);
}

/* signal() returns a handler only when it sets another one, and so does the filter's function. All are set again at the end. */
static void are_untouched(void)
{
    size_t i;

    for (i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++)
        CHECK(signal(SIGNALS[i], SIG_IGN) == (i % 2 == 0 ? handle : SIG_DFL));
    CHECK(SetUnhandledExceptionFilter(NULL) == filter);
    set_all();
}

/* Takes every connection, waits for its first bytes and resets it. */
static void *reset_all(void *argument)
{
    const struct linger at_once = {1, 0};
    const struct server *server = argument;

    for (;;) {
        char some[1024];
        int socket = accept(server->socket, NULL, NULL);

        CHECK(socket >= 0);
        (void)recv(socket, some, sizeof some, 0);
        CHECK(setsockopt((SOCKET)socket, SOL_SOCKET, SO_LINGER, (const char *)&at_once, sizeof at_once) == 0);
        close(socket);
    }
}

static void answer_never(const char *request, char *answer, size_t size)
{
    (void)request, (void)answer, (void)size;
    for (;;)
        pause();
}

static struct server resetting, silent;

static void resets(void)
{
    hwlive_client *plain = client_of(server_config(&resetting, "http", "p"));
    hwlive_client *secure = client_of(server_config(&resetting, "https", "p"));
    int i;

    for (i = 0; i < 20; i++) {
        gives(HWLIVE_CODE_CONNECT, plain, EXAMPLE);
        gives(HWLIVE_CODE_CONNECT, secure, EXAMPLE);
    }
    hwlive_client_free(plain);
    hwlive_client_free(secure);
}

static volatile LONG calls, enough;

static void CALLBACK count(ULONG_PTR unused)
{
    (void)unused;
    calls++;
}

/* Queues procedure calls for a thread, with a Sleep(1) between them, which can take 15 ms. They queue until the thread waits in a
 * way that they can interrupt, and one such wait runs all that have queued. Their count shows that they ran, not that every wait was
 * interrupted. */
static DWORD WINAPI interrupt(void *thread)
{
    while (!enough) {
        (void)QueueUserAPC(count, thread, 0);
        Sleep(1);
    }
    return 0;
}

static void procedure_calls_end_no_call(void)
{
    hwlive_config *config = server_config(&silent, "http", "p");
    hwlive_client *hasty;
    HANDLE this_thread, thread;
    ULONGLONG since;
    int i;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 200, error_out));
    hasty = client_of(config);
    CHECK(DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &this_thread, 0, FALSE,
                          DUPLICATE_SAME_ACCESS));
    thread = CreateThread(NULL, 0, interrupt, this_thread, 0, NULL);
    CHECK(thread != NULL);
    for (i = 0; i < 10; i++) {
        hwlive_client *client = of_stand_in();

        gives(HWLIVE_CODE_OK, client, EXAMPLE);
        gives(HWLIVE_CODE_NOT_FOUND, client, "unknown");
        hwlive_client_free(client);
        are_untouched();
    }
    since = GetTickCount64();
    gives(HWLIVE_CODE_TIMEOUT, hasty, EXAMPLE);
    CHECK(GetTickCount64() - since >= 180);
    enough = 1;
    CHECK(WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0);
    CHECK(calls > 5);
    CloseHandle(thread);
    CloseHandle(this_thread);
    hwlive_client_free(hasty);
}

int main(void)
{
    hwlive_client *client;

    server_start(&silent, answer_never);
    server_start_taken_by(&resetting, NULL, reset_all);
    set_all();
    client = of_stand_in();
    gives(HWLIVE_CODE_OK, client, EXAMPLE);
    resets();
    gives(HWLIVE_CODE_NOT_FOUND, client, "unknown");
    hwlive_client_free(client);
    are_untouched();
    procedure_calls_end_no_call();
    return 0;
}
