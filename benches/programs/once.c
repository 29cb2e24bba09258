/* usage: once TIMES PROGRAM ARGUMENT...
 *
 * Runs PROGRAM so often, one after the other, and prints the median of the milliseconds from its start to its end. */
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double milliseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_size(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;

    return (a > b) - (a < b);
}

int main(int count, char **arguments)
{
    int times = count > 2 ? atoi(arguments[1]) : 0, i;
    double *took = calloc((size_t)times + 1, sizeof *took);

    if (times <= 0 || took == NULL)
        return 2;
    for (i = 0; i < times; i++) {
        double before = milliseconds();
        int status = 1;
        pid_t child;

        if (posix_spawn(&child, arguments[2], NULL, NULL, arguments + 2, environ) != 0 ||
            waitpid(child, &status, 0) != child || status != 0) {
            fprintf(stderr, "once: %s failed\n", arguments[2]);
            return 1;
        }
        took[i] = milliseconds() - before;
    }
    qsort(took, (size_t)times, sizeof *took, by_size);
    printf("%.3f\n", took[times / 2]);
    free(took);
    return 0;
}
