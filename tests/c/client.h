/* Clients that have to be made, and calls that have to end with a code. */
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

/* A call for this id ends with this code, and shows a callback only if that is OK. */
static inline void gives(hwlive_code code, const hwlive_client *client, const char *id)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(code, hwlive_show_record_callback(client, id, &callback, error_out));
    CHECK((callback != NULL) == (code == HWLIVE_CODE_OK));
    hwlive_record_callback_free(callback);
}

#endif
