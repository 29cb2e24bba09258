/*
 * One call, and what came of it: wire URL CA|- PROXY CODE STATUS ATTEMPTS [TEXT]
 *
 * The test says what has to come; TEXT has to stand in the message.
 */
#include <hwlive.h>

#include "check.h"

static int call(int argc, char **argv)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;
    hwlive_record_callback *callback = RUBBISH;
    hwlive_error *error = RUBBISH;
    hwlive_code code;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, argv[1], error_out));
    if (strcmp(argv[2], "-") != 0)
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ca_file(config, argv[2], error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_proxy(config, argv[3], error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sentinel-secret", NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 10000, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_connect_timeout_ms(config, 5000, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);

    code = hwlive_show_record_callback(client, "e2fe84def7e476651034ec4b9e92bc30", &callback, &error);
    if (code != atoi(argv[4]) || hwlive_error_http_status(error) != atoi(argv[5]) ||
        hwlive_error_attempts(error) != (uint32_t)atoi(argv[6]) ||
        (argc > 7 && strstr(hwlive_error_message(error), argv[7]) == NULL)) {
        fprintf(stderr, "code %d, status %d, attempts %u: %s\n", (int)code, (int)hwlive_error_http_status(error),
                (unsigned)hwlive_error_attempts(error), hwlive_error_message(error));
        return 1;
    }
    CHECK((callback == NULL) == (code != HWLIVE_CODE_OK));
    CHECK(strstr(hwlive_error_message(error), "sentinel") == NULL);
    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
    hwlive_error_free(error);
    return 0;
}

int main(int argc, char **argv)
{
    int i;

    CHECK(argc >= 7);
    for (i = 0; i < TIMES; i++)
        if (call(argc, argv) != 0)
            return 1;
    return 0;
}
