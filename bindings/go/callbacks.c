#include "callbacks.h"

#include "_cgo_export.h"

/* Go must not get a number as a pointer: its garbage collector looks at pointers. */

static void write_log(int32_t level, const char *message, void *number)
{
    hwliveGoLog(level, (char *)message, (uintptr_t)number);
}

static hwlive_code give_credentials(hwlive_credentials *credentials, void *number)
{
    return hwliveGoCredentials(credentials, (uintptr_t)number);
}

static void release(void *number)
{
    hwliveGoRelease((uintptr_t)number);
}

hwlive_log_fn hwlive_go_log_function(void) { return write_log; }
hwlive_credentials_fn hwlive_go_credentials_function(void) { return give_credentials; }
hwlive_release_fn hwlive_go_release_function(void) { return release; }
