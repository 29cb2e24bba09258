/* 16 threads that call with one client, and cancel each other's calls: each call ends as it should, and nothing else does. */
#include <hwlive.h>

#include <time.h>

#include "server.h"

#define THREADS 16
#ifndef ROUNDS
#define ROUNDS 40
#endif

/* An id of "stuck" gets half an answer. */
static void answer_half(const char *request, char *answer, size_t size)
{
    if (strstr(request, "/stuck HTTP") != NULL)
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
    else
        snprintf(answer, size, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"id\":\"id\"}");
}

/* The call that a thread is in. Whoever cancels it has the lock, so that it is not freed meanwhile. */
static struct slot {
    pthread_mutex_t lock;
    hwlive_call *call;
    int is_over;
} slots[THREADS];

static hwlive_client *client;

static void put(struct slot *slot, hwlive_call *call)
{
    pthread_mutex_lock(&slot->lock);
    slot->call = call;
    pthread_mutex_unlock(&slot->lock);
}

static void cancel_call_of(struct slot *slot)
{
    pthread_mutex_lock(&slot->lock);
    hwlive_call_cancel(slot->call);
    pthread_mutex_unlock(&slot->lock);
}

static void *caller(void *argument)
{
    struct slot *slot = argument;
    int number = (int)(slot - slots), round;

    for (round = 0; round < ROUNDS; round++) {
        hwlive_call *call = hwlive_call_new();
        hwlive_record_callback *callback = RUBBISH;
        hwlive_error *error = RUBBISH;
        int is_stuck = (number + round) % 2;
        hwlive_code code;

        put(slot, call);
        cancel_call_of(&slots[(number + 1 + round) % THREADS]);
        code = hwlive_show_record_callback_with(client, is_stuck ? "stuck" : "id", call, &callback, &error);
        if (code != HWLIVE_CODE_OK && code != HWLIVE_CODE_CANCELLED)
            fprintf(stderr, "%s\n", hwlive_error_message(error));
        CHECK(code == HWLIVE_CODE_CANCELLED || (code == HWLIVE_CODE_OK && !is_stuck));
        CHECK((callback != NULL) == (code == HWLIVE_CODE_OK) && (error == NULL) == (code == HWLIVE_CODE_OK));
        /* One that was cancelled before it began has tried nothing. */
        CHECK(hwlive_call_attempts(call) == 1 || (hwlive_call_attempts(call) == 0 && code == HWLIVE_CODE_CANCELLED));
        CHECK((hwlive_call_total_us(call) >= 0) == (hwlive_call_attempts(call) == 1));
        if (code == HWLIVE_CODE_OK)
            CHECK(hwlive_call_peer_address(call) != NULL && hwlive_call_bytes_received(call) > 0);
        hwlive_record_callback_free(callback);
        hwlive_error_free(error);
        put(slot, NULL);
        hwlive_call_free(call);
        /* A call without options is nobody's to cancel. */
        EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, "id", &callback, error_out));
        hwlive_record_callback_free(callback);
    }
    pthread_mutex_lock(&slot->lock);
    slot->is_over = 1;
    pthread_mutex_unlock(&slot->lock);
    return NULL;
}

int main(void)
{
    static struct server server;
    pthread_t threads[THREADS];
    hwlive_config *config;
    int i, running;

    server_start(&server, answer_half);
    config = server_config(&server, "http", "p");
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_mutex_init(&slots[i].lock, NULL) == 0);
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, caller, &slots[i]) == 0);
    /* The last ones have nobody else who would cancel them. */
    do {
        struct timespec moment = {0, 1000000};
        nanosleep(&moment, NULL);
        for (running = 0, i = 0; i < THREADS; i++) {
            cancel_call_of(&slots[i]);
            pthread_mutex_lock(&slots[i].lock);
            running += !slots[i].is_over;
            pthread_mutex_unlock(&slots[i].lock);
        }
    } while (running > 0);
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    hwlive_client_free(client);
    return 0;
}
