/* A process with nothing: no descriptors 0 to 2, no home, no folder to be in. Against the stand-in. */
#include <hwlive.h>

#include <unistd.h>

#include "check.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

int main(void)
{
    char folder[] = "gone-XXXXXX";
    hwlive_config *config;
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    int i;

    CHECK(mkdtemp(folder) != NULL && chdir(folder) == 0);
    CHECK(unsetenv("HOME") == 0);
    for (i = 0; i < 3; i++)
        CHECK(close(i) == 0);

    /* Nothing can be printed from here on: the line is the exit status. */
#define HOLDS(condition)                                                                           \
    if (!(condition))                                                                              \
    _exit(__LINE__ % 100 + 100)
    config = hwlive_config_new();
    HOLDS(hwlive_config_load_environment(config, NULL) == HWLIVE_CODE_OK);
    HOLDS(hwlive_client_new(config, &client, NULL) == HWLIVE_CODE_OK);
    for (i = 0; i < 3; i++) {
        HOLDS(hwlive_show_record_callback(client, "unknown", &callback, NULL) == HWLIVE_CODE_NOT_FOUND);
        HOLDS(hwlive_show_record_callback(client, EXAMPLE, &callback, NULL) == HWLIVE_CODE_OK);
        hwlive_record_callback_free(callback);
    }
    hwlive_client_free(client);
    /* Its connections took the low numbers, and are closed with it. */
    for (i = 0; i < 3; i++)
        HOLDS(close(i) == -1);
    HOLDS(hwlive_config_load_profile(config, NULL, NULL) == HWLIVE_CODE_CREDENTIALS);
    hwlive_config_free(config);
    return 0;
}
