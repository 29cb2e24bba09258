/* Bugs on purpose, at points in the depths of the library: for libraries with such points, against the stand-in. */
#include <hwlive.h>

#include "client.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

static hwlive_code provide(hwlive_credentials *credentials, void *userdata)
{
    (void)userdata;
    EXPECT(HWLIVE_CODE_OK, hwlive_credentials_set_access_key(credentials, getenv("HUAWEICLOUD_SDK_AK"),
                                                             getenv("HUAWEICLOUD_SDK_SK"), NULL, error_out));
    return HWLIVE_CODE_OK;
}

/* The client lives on after each, and does what it did before. */
static void fault(const char *point, hwlive_code with, hwlive_code without, const char *endpoint, int is_provided)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = NULL;
    int i;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 0, error_out));
    if (endpoint != NULL)
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, endpoint, error_out));
    if (is_provided)
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider(config, provide, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    for (i = 0; i < 3; i++) {
        CHECK(setenv("HWLIVE_FAULT", point, 1) == 0);
        gives(with, client, EXAMPLE);
        CHECK(unsetenv("HWLIVE_FAULT") == 0);
        if (without != HWLIVE_CODE_OK || i == 2)
            gives(without, client, EXAMPLE);
    }
    hwlive_client_free(client);
}

int main(void)
{
    fault("connect", HWLIVE_CODE_PANIC, HWLIVE_CODE_OK, NULL, 0);
    fault("read", HWLIVE_CODE_PANIC, HWLIVE_CODE_OK, NULL, 0);
    fault("lookup", HWLIVE_CODE_PANIC, HWLIVE_CODE_CONNECT, "https://live.invalid", 0);
    fault("provider", HWLIVE_CODE_CREDENTIALS, HWLIVE_CODE_OK, NULL, 1);
    return 0;
}
