/* The settings of the environment, signatures that the other side verifies, and one client in 16 threads. */
#include <hwlive.h>

#include <pthread.h>

#include "check.h"

static const char *id;

/* The stand-in has one callback, which is for every application. */
static void list(const hwlive_client *client)
{
    hwlive_record_callback_list *list = RUBBISH;
    const hwlive_record_callback *callback;

    EXPECT(HWLIVE_CODE_OK, hwlive_list_record_callbacks(client, "publish.example.com", "a & b+~*", &list, error_out));
    CHECK(hwlive_record_callback_list_count(list) == 1 && hwlive_record_callback_list_total(list) == 1);
    CHECK(hwlive_record_callback_list_is_complete(list) == 1);
    callback = hwlive_record_callback_list_at(list, 0);
    CHECK(strcmp(hwlive_record_callback_id(callback), id) == 0);
    CHECK(hwlive_record_callback_events(callback) != 0 && hwlive_record_callback_json(callback, NULL)[0] == '{');
    hwlive_record_callback_list_free(list);

    EXPECT(HWLIVE_CODE_OK, hwlive_list_record_callbacks(client, "other.example.com", NULL, &list, error_out));
    CHECK(hwlive_record_callback_list_count(list) == 0 && hwlive_record_callback_list_is_complete(list) == 1);
    hwlive_record_callback_list_free(list);
}

static void *show(void *client)
{
    hwlive_record_callback *callback = RUBBISH;
    size_t length = 0;
    const char *json;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, id, &callback, error_out));
    CHECK(hwlive_record_callback_id(callback)[0] != '\0');
    CHECK(hwlive_record_callback_notify_callback_url(callback) != NULL);
    CHECK(hwlive_record_callback_events(callback) != 0);
    CHECK(hwlive_record_callback_create_time_unix(callback) > 0);
    json = hwlive_record_callback_json(callback, &length);
    CHECK(json[0] == '{' && strlen(json) == length);
    hwlive_record_callback_free(callback);

    EXPECT(HWLIVE_CODE_NOT_FOUND, hwlive_show_record_callback(client, "unknown", &callback, error_out));
    CHECK(callback == NULL);
    list(client);
    return NULL;
}

/* The same settings but for one that is wrong. */
static void wrong(const char *project_id, const char *secret_key)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = RUBBISH;
    hwlive_record_callback_list *none = RUBBISH;
    hwlive_error *error = NULL;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    if (project_id != NULL)
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, project_id, error_out));
    if (secret_key != NULL)
        EXPECT(HWLIVE_CODE_OK,
               hwlive_config_set_access_key(config, getenv("HUAWEICLOUD_SDK_AK"), secret_key, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    CHECK(hwlive_show_record_callback(client, id, &callback, &error) == HWLIVE_CODE_UNAUTHORIZED);
    CHECK(callback == NULL);
    CHECK(secret_key == NULL || strstr(hwlive_error_message(error), secret_key) == NULL);
    CHECK(hwlive_error_service_code(error) != NULL);
    hwlive_error_free(error);
    EXPECT(HWLIVE_CODE_UNAUTHORIZED, hwlive_list_record_callbacks(client, NULL, NULL, &none, error_out));
    CHECK(none == NULL);
    hwlive_client_free(client);
}

int main(int argc, char **argv)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = NULL;
    pthread_t threads[16];
    size_t i;

    CHECK(argc == 2);
    id = argv[1];
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);
    for (i = 0; i < sizeof threads / sizeof threads[0]; i++)
        CHECK(pthread_create(&threads[i], NULL, show, client) == 0);
    for (i = 0; i < sizeof threads / sizeof threads[0]; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    hwlive_client_free(client);

    wrong("another-project", NULL);
    wrong(NULL, "a-wrong-secret");
    return 0;
}
