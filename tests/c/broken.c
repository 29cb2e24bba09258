/* What sanitizers have to find, or they are not there: broken leak|freed|race */
#include <hwlive.h>

#include <pthread.h>

#include "check.h"

static hwlive_config *shared;

static void *set(void *unused)
{
    (void)unused;
    return hwlive_config_set_project_id(shared, "p", NULL) == HWLIVE_CODE_OK ? NULL : shared;
}

int main(int argc, char **argv)
{
    pthread_t threads[2];
    int i;

    CHECK(argc == 2);
    shared = hwlive_config_new();
    switch (argv[1][0]) {
    case 'l': /* Never freed. */
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(shared, "p", error_out));
        break;
    case 'f': /* Used after it was freed. */
        hwlive_config_free(shared);
        set(NULL);
        break;
    default: /* Used by two threads, as a config must not be. */
        for (i = 0; i < 2; i++)
            CHECK(pthread_create(&threads[i], NULL, set, NULL) == 0);
        for (i = 0; i < 2; i++)
            CHECK(pthread_join(threads[i], NULL) == 0);
        hwlive_config_free(shared);
    }
    shared = NULL;
    return 0;
}
