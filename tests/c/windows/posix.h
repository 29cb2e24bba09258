/* What the C tests use of POSIX and Windows has under other names. It is included first of all. */
#ifndef WINDOWS_POSIX_H
#define WINDOWS_POSIX_H

#include <stdlib.h>

static inline int setenv(const char *name, const char *value, int overwrite)
{
    (void)overwrite;
    return _putenv_s(name, value);
}

static inline int unsetenv(const char *name) { return _putenv_s(name, ""); }

#endif
