/* What happens in a call is told to the function that was set, and no secret is in it. */
#include <hwlive.h>

#include "check.h"

struct seen {
    int events, of_the_answer;
};

static void see(int32_t level, const char *message, void *userdata)
{
    struct seen *seen = userdata;
    const char *secret_key = getenv("HUAWEICLOUD_SDK_SK");

    CHECK(secret_key != NULL && strlen(secret_key) > 8);
    CHECK(level >= HWLIVE_LOG_ERROR && level <= HWLIVE_LOG_TRACE);
    CHECK(strstr(message, secret_key) == NULL);
    CHECK(strstr(message, "Signature=") == NULL);
    CHECK(strchr(message, '\n') == NULL);
    seen->events++;
    if (level == HWLIVE_LOG_DEBUG && strstr(message, "status 404") != NULL && strstr(message, "127.0.0.1:") != NULL)
        seen->of_the_answer++;
}

static struct seen seen_at(int32_t level)
{
    struct seen seen = {0, 0};
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_log(config, level, see, &seen, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    EXPECT(HWLIVE_CODE_NOT_FOUND, hwlive_show_record_callback(client, "unknown", &callback, error_out));
    hwlive_client_free(client);
    return seen;
}

int main(void)
{
    CHECK(seen_at(HWLIVE_LOG_TRACE).of_the_answer == 1);
    CHECK(seen_at(HWLIVE_LOG_DEBUG).of_the_answer == 1);
    CHECK(seen_at(HWLIVE_LOG_INFO).events == 0);
    CHECK(seen_at(HWLIVE_LOG_OFF).events == 0);
    return 0;
}
