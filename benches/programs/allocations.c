/* Counts allocations of the program that it is preloaded into, and writes their number to the file descriptor in
 * ALLOCATIONS_FD when the program ends. It uses glibc's own names of malloc, so that it needs no dlsym. */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_ulong count;

void *malloc(size_t size)
{
    count++;
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    count++;
    return __libc_calloc(number, size);
}

/* Growing counts as well: more often than not it is an allocation and a copy. */
void *realloc(void *memory, size_t size)
{
    count++;
    return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size)
{
    count++;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    *memory = memalign(alignment, size);
    return *memory == NULL ? ENOMEM : 0;
}

__attribute__((destructor)) static void report(void)
{
    unsigned long total = count;
    const char *fd = getenv("ALLOCATIONS_FD");

    if (fd != NULL)
        dprintf(atoi(fd), "%lu\n", total);
}
