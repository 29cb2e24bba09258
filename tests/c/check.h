/* What the C tests share: a check that says where it failed, and an output slot that nobody initialised. */
#ifndef CHECK_H
#define CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* The call has to give this code; where it does not, its error says why. */
#define EXPECT(code, call)                                                                         \
    do {                                                                                           \
        hwlive_error *error = NULL;                                                                \
        hwlive_error **error_out = &error;                                                         \
        hwlive_code found_ = (call);                                                               \
        if (found_ != (code)) {                                                                    \
            fprintf(stderr, "%s:%d: %s: %d: %s\n", __FILE__, __LINE__, #call, (int)found_,         \
                    hwlive_error_message(error));                                                  \
            exit(1);                                                                               \
        }                                                                                          \
        CHECK((error != NULL) == (found_ != HWLIVE_CODE_OK));                                      \
        CHECK(hwlive_error_code(error) == found_);                                                 \
        hwlive_error_free(error);                                                                  \
    } while (0)

/* The call has to be refused, in words that name `what`, whether somebody wants the error or not. */
#define REFUSED(what, call)                                                                        \
    do {                                                                                           \
        hwlive_error *error = RUBBISH;                                                             \
        hwlive_error **error_out = &error;                                                         \
        CHECK((call) == HWLIVE_CODE_INVALID_ARGUMENT);                                             \
        CHECK(error != NULL && error != RUBBISH);                                                  \
        if (strstr(hwlive_error_message(error), what) == NULL) {                                   \
            fprintf(stderr, "%s:%d: no %s in: %s\n", __FILE__, __LINE__, what,                     \
                    hwlive_error_message(error));                                                  \
            exit(1);                                                                               \
        }                                                                                          \
        CHECK(hwlive_error_code(error) == HWLIVE_CODE_INVALID_ARGUMENT);                           \
        CHECK(hwlive_error_http_status(error) == 0);                                               \
        CHECK(hwlive_error_attempts(error) == 0);                                                  \
        CHECK(hwlive_error_is_retryable(error) == 0);                                              \
        CHECK(hwlive_error_retry_after_ms(error) == -1);                                           \
        hwlive_error_free(error);                                                                  \
        error_out = NULL;                                                                          \
        CHECK((call) == HWLIVE_CODE_INVALID_ARGUMENT);                                             \
    } while (0)

/* How often a program does everything, for whoever looks for what is left behind. */
#ifndef TIMES
#define TIMES 1
#endif

/* What a variable that was never set may hold. Whoever reads or frees it crashes. */
#define RUBBISH ((void *)(uintptr_t)0x5a5a5a50u)

#endif
