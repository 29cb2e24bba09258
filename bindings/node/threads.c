/* Makes the calls that ask the service, each in a thread of its own. In Node's pool they would take the threads that files and
 * name lookups need, and Node would wait for them before a worker ends or the process does. It also frees clients whose worker ends:
 * JavaScript has no part in that. And it hands on what is logged, without waiting for JavaScript.
 *
 * It knows no function of the library but by address, so that it fits any build of it. `compile` and `pack` compile it. */
#if !defined(_WIN32)
#define _GNU_SOURCE /* dladdr */
#endif
#define NAPI_VERSION 8
#include <node_api.h>

#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#include <windows.h>
typedef SRWLOCK lock_type;
typedef CONDITION_VARIABLE signal_type;
#define lock_init InitializeSRWLock
#define lock_take AcquireSRWLockExclusive
#define lock_give ReleaseSRWLockExclusive
#define signal_init InitializeConditionVariable
#define signal_all WakeAllConditionVariable
#else
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
typedef pthread_mutex_t lock_type;
typedef pthread_cond_t signal_type;
#define lock_init(lock) pthread_mutex_init(lock, NULL)
#define lock_take pthread_mutex_lock
#define lock_give pthread_mutex_unlock
#define signal_init(signal) pthread_cond_init(signal, NULL)
#define signal_all pthread_cond_broadcast
#endif

enum {
    MOST_TEXTS = 2,
    STACK_BYTES = 512 * 1024, /* The library needs 64 KiB; what it calls back may need more. */
    LAST_WAIT_MS = 1000       /* A cancelled call ends within 200 ms, unless its log function does not return. */
};

typedef int32_t (*with_one_text)(void *client, const char *, void *call, void **out, void **error);
typedef int32_t (*with_two_texts)(void *client, const char *, const char *, void *call, void **out, void **error);

/* A client that JavaScript has not freed. */
typedef struct kept {
    struct kept *next;
    void *object;
    void (*free)(void *);
} kept;

/* What one environment of Node, the main one or a worker's, has. It outlives its calls. */
typedef struct {
    lock_type lock;
    signal_type ended;
    struct job *first;
    size_t running; /* Threads that have not ended. */
    int is_closed; /* No call may begin, and nobody takes results. */
    int was_left;  /* It ended before its calls did: the last of them frees this. */
    /* The rest is of the environment's thread alone. */
    size_t waited_for; /* Jobs that JavaScript waits for. */
    kept *clients;
    napi_ref log; /* A function that takes the number of a log function, the level and the message. */
    const void *pinned; /* Some function of the library, which must stay loaded as long as threads may be in it. */
    napi_threadsafe_function finished;
} environment;

/* What is handed to the environment's thread. Without an env, nobody takes it any more. */
typedef struct item {
    void (*deliver)(napi_env env, environment *of, struct item *);
} item;

/* A log function of JavaScript's, by its number; C has it as userdata. */
typedef struct {
    environment *of;
    uint32_t number;
} log_target;

typedef struct {
    item item;
    uint32_t number;
    int32_t level;
    char message[];
} log_event;

typedef struct job {
    item item;
    environment *of;
    struct job *previous, *next;
    void *function, *client, *call;
    char *texts[MOST_TEXTS];
    size_t text_count;
    void (*cancel)(const void *call), (*free_out)(void *), (*free_error)(void *);
    int32_t code;
    void *out, *error;
    napi_ref done;
} job;

static void free_job(job *one) {
    for (size_t i = 0; i < MOST_TEXTS; i++) free(one->texts[i]);
    free(one);
}

/* What nobody asks for any more. */
static void drop(job *one) {
    one->free_out(one->out);
    one->free_error(one->error);
    free_job(one);
}

static void run(job *one) {
    environment *of = one->of;
    if (one->text_count == 1)
        one->code = ((with_one_text)one->function)(one->client, one->texts[0], one->call, &one->out, &one->error);
    else
        one->code = ((with_two_texts)one->function)(one->client, one->texts[0], one->texts[1], one->call, &one->out, &one->error);

    lock_take(&of->lock);
    if (one->previous) one->previous->next = one->next;
    else of->first = one->next;
    if (one->next) one->next->previous = one->previous;
    if (of->is_closed || napi_call_threadsafe_function(of->finished, one, napi_tsfn_nonblocking) != napi_ok) drop(one);
    int is_last = --of->running == 0 && of->was_left;
    signal_all(&of->ended);
    lock_give(&of->lock);
    if (is_last) free(of);
}

#if defined(_WIN32)
static DWORD WINAPI thread(void *data) {
    run(data);
    return 0;
}

static int start_thread(job *one) {
    HANDLE made = CreateThread(NULL, STACK_BYTES, thread, one, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    return made && CloseHandle(made);
}

static void wait_for_end(environment *of) {
    ULONGLONG begun = GetTickCount64(), waited;
    while (of->running > 0 && (waited = GetTickCount64() - begun) < LAST_WAIT_MS)
        SleepConditionVariableSRW(&of->ended, &of->lock, (DWORD)(LAST_WAIT_MS - waited), 0);
}

static void pin(const void *address) {
    HMODULE module;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN, address, &module);
}
#else
static void *thread(void *data) {
    run(data);
    return NULL;
}

static int start_thread(job *one) {
    pthread_t made;
    pthread_attr_t attributes;
    sigset_t all, before;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigfillset(&all); /* Signals are Node's. */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int is_made = pthread_create(&made, &attributes, thread, one) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return is_made;
}

static void wait_for_end(environment *of) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LAST_WAIT_MS / 1000;
    while (of->running > 0 && pthread_cond_timedwait(&of->ended, &of->lock, &until) == 0) {}
}

static void pin(const void *address) {
    Dl_info found;
    if (dladdr(address, &found)) dlopen(found.dli_fname, RTLD_LAZY | RTLD_NODELETE);
}
#endif

/* In the environment's thread. */
static void deliver(napi_env env, napi_value nothing, void *context, void *data) {
    (void)nothing;
    ((item *)data)->deliver(env, context, data);
}

static void finish(napi_env env, environment *of, item *given_item) {
    job *one = (job *)given_item;
    if (!env) {
        drop(one);
        return;
    }
    napi_value done, receiver, given[3], result;
    napi_get_reference_value(env, one->done, &done);
    napi_delete_reference(env, one->done);
    napi_get_undefined(env, &receiver);
    napi_create_int32(env, one->code, &given[0]);
    napi_create_bigint_uint64(env, (uintptr_t)one->out, &given[1]);
    napi_create_bigint_uint64(env, (uintptr_t)one->error, &given[2]);
    if (--of->waited_for == 0) napi_unref_threadsafe_function(env, of->finished);
    /* It fails if the environment is ending. */
    if (napi_call_function(env, receiver, done, 3, given, &result) == napi_ok) free_job(one);
    else drop(one);
}

static void deliver_log(napi_env env, environment *of, item *given_item) {
    log_event *event = (log_event *)given_item;
    napi_value log, receiver, given[3], result;
    if (env && of->log) {
        napi_get_reference_value(env, of->log, &log);
        napi_get_undefined(env, &receiver);
        napi_create_uint32(env, event->number, &given[0]);
        napi_create_int32(env, event->level, &given[1]);
        napi_create_string_utf8(env, event->message, NAPI_AUTO_LENGTH, &given[2]);
        napi_call_function(env, receiver, log, 3, given, &result);
    }
    free(event);
}

/* In the call's thread. What it hands on comes before the end of the call, which takes the same way. */
static void write_log(int32_t level, const char *message, void *userdata) {
    log_target *target = userdata;
    environment *of = target->of;
    size_t length = strlen(message) + 1;
    log_event *event = malloc(sizeof *event + length);
    if (!event) return;
    event->item.deliver = deliver_log;
    event->number = target->number;
    event->level = level;
    memcpy(event->message, message, length);
    lock_take(&of->lock);
    if (of->is_closed || napi_call_threadsafe_function(of->finished, event, napi_tsfn_nonblocking) != napi_ok) free(event);
    lock_give(&of->lock);
}

/* The environment ends: its calls are cancelled, and waited for, since they use what goes with it. */
static void leave(void *data) {
    environment *of = data;
    lock_take(&of->lock);
    of->is_closed = 1;
    for (job *one = of->first; one; one = one->next) one->cancel(one->call);
    wait_for_end(of);
    of->was_left = of->running > 0;
    int is_last = !of->was_left;
    lock_give(&of->lock);
    if (!is_last) return; /* A call may use any of the clients. */
    for (kept *one = of->clients, *next; one; one = next) {
        next = one->next;
        one->free(one->object);
        free(one);
    }
    free(of);
}

static void *pointer(napi_env env, napi_value value) {
    uint64_t address = 0;
    bool is_exact;
    napi_get_value_bigint_uint64(env, value, &address, &is_exact);
    return (void *)(uintptr_t)address;
}

/* A copy of a text, or NULL for what is no text. */
static char *text(napi_env env, napi_value value) {
    size_t length;
    if (napi_get_value_string_utf8(env, value, NULL, 0, &length) != napi_ok) return NULL;
    char *copy = malloc(length + 1);
    if (copy) napi_get_value_string_utf8(env, value, copy, length + 1, &length);
    return copy;
}

/* start(done, function, client, call, cancel, freeOut, freeError, ...texts): done gets the code, and the addresses of the result
 * and of the error. Returns whether a thread could be made. */
static napi_value start(napi_env env, napi_callback_info info) {
    enum { TEXTS_AT = 7 };
    napi_value given[TEXTS_AT + MOST_TEXTS], result;
    size_t count = TEXTS_AT + MOST_TEXTS;
    environment *of;
    napi_get_cb_info(env, info, &count, given, NULL, (void **)&of);
    job *one = count > TEXTS_AT ? calloc(1, sizeof *one) : NULL;
    int is_started = 0;
    if (one) {
        one->item.deliver = finish;
        one->of = of;
        one->function = pointer(env, given[1]);
        one->client = pointer(env, given[2]);
        one->call = pointer(env, given[3]);
        one->cancel = (void (*)(const void *))pointer(env, given[4]);
        one->free_out = (void (*)(void *))pointer(env, given[5]);
        one->free_error = (void (*)(void *))pointer(env, given[6]);
        one->text_count = (count < TEXTS_AT + MOST_TEXTS ? count : TEXTS_AT + MOST_TEXTS) - TEXTS_AT;
        for (size_t i = 0; i < one->text_count; i++) one->texts[i] = text(env, given[TEXTS_AT + i]);
        napi_create_reference(env, given[0], 1, &one->done);
        if (of->pinned != one->function) pin(of->pinned = one->function);

        lock_take(&of->lock);
        is_started = start_thread(one);
        if (is_started) {
            one->next = of->first;
            if (one->next) one->next->previous = one;
            of->first = one;
            of->running++;
        }
        lock_give(&of->lock);
        if (is_started) {
            if (of->waited_for++ == 0) napi_ref_threadsafe_function(env, of->finished);
        } else {
            napi_delete_reference(env, one->done);
            free_job(one);
        }
    }
    napi_get_boolean(env, is_started, &result);
    return result;
}

/* keep(client, free): frees it when the environment ends, unless it is forgotten before. */
static napi_value keep(napi_env env, napi_callback_info info) {
    napi_value given[2];
    size_t count = 2;
    environment *of;
    napi_get_cb_info(env, info, &count, given, NULL, (void **)&of);
    kept *one = count == 2 ? malloc(sizeof *one) : NULL;
    if (one) {
        one->object = pointer(env, given[0]);
        one->free = (void (*)(void *))pointer(env, given[1]);
        one->next = of->clients;
        of->clients = one;
    }
    return NULL;
}

static napi_value forget(napi_env env, napi_callback_info info) {
    napi_value given;
    size_t count = 1;
    environment *of;
    napi_get_cb_info(env, info, &count, &given, NULL, (void **)&of);
    const void *object = count == 1 ? pointer(env, given) : NULL;
    for (kept **at = &of->clients; *at; at = &(*at)->next) {
        if ((*at)->object == object) {
            kept *one = *at;
            *at = one->next;
            free(one);
            break;
        }
    }
    return NULL;
}

/* onLog(log): what is called for each event. */
static napi_value on_log(napi_env env, napi_callback_info info) {
    napi_value given;
    size_t count = 1;
    environment *of;
    napi_get_cb_info(env, info, &count, &given, NULL, (void **)&of);
    napi_create_reference(env, given, 1, &of->log);
    return NULL;
}

/* openLog(number): the userdata for write_log, which closeLog frees. */
static napi_value open_log(napi_env env, napi_callback_info info) {
    napi_value given, result;
    size_t count = 1;
    environment *of;
    napi_get_cb_info(env, info, &count, &given, NULL, (void **)&of);
    log_target *target = calloc(1, sizeof *target);
    if (target) {
        target->of = of;
        napi_get_value_uint32(env, given, &target->number);
    }
    napi_create_bigint_uint64(env, (uintptr_t)target, &result);
    return result;
}

static napi_value close_log(napi_env env, napi_callback_info info) {
    napi_value given;
    size_t count = 1;
    napi_get_cb_info(env, info, &count, &given, NULL, NULL);
    free(pointer(env, given));
    return NULL;
}

static void export(napi_env env, napi_value exports, const char *name, napi_callback function, environment *of) {
    napi_value made;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, function, of, &made);
    napi_set_named_property(env, exports, name, made);
}

NAPI_MODULE_INIT(/* env, exports */) {
    napi_value name, logger;
    environment *of = calloc(1, sizeof *of);
    if (!of) return NULL;
    lock_init(&of->lock);
    signal_init(&of->ended);
    napi_create_string_utf8(env, "hwlive", NAPI_AUTO_LENGTH, &name);
    if (napi_create_threadsafe_function(env, NULL, NULL, name, 0, 1, NULL, NULL, of, deliver, &of->finished) != napi_ok) {
        free(of);
        return NULL;
    }
    napi_unref_threadsafe_function(env, of->finished);
    napi_add_env_cleanup_hook(env, leave, of);
    pin((const void *)&free_job);
    export(env, exports, "start", start, of);
    export(env, exports, "keep", keep, of);
    export(env, exports, "forget", forget, of);
    export(env, exports, "onLog", on_log, of);
    export(env, exports, "openLog", open_log, of);
    export(env, exports, "closeLog", close_log, of);
    napi_create_bigint_uint64(env, (uintptr_t)&write_log, &logger);
    napi_set_named_property(env, exports, "writeLog", logger);
    return exports;
}
