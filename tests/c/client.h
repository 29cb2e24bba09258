/* Clients that have to be made. */
#ifndef CLIENT_H
#define CLIENT_H

#include <hwlive.h>

#include "check.h"

/* A client with these settings, which it frees. */
static inline hwlive_client *client_of(hwlive_config *config)
{
    hwlive_client *client = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    return client;
}

/* A client of the stand-in that runs the program. */
static inline hwlive_client *of_stand_in(void)
{
    hwlive_config *config = hwlive_config_new();

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    return client_of(config);
}

#endif
