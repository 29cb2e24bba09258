/* Every source of credentials, against a stand-in: credentials URL PROFILE KOOCLI-FILE */
#include <hwlive.h>

#include <pthread.h>

#include "client.h"

#define REGION "cn-north-4"
#define PROJECT "0605767b5780d5762fc5c0118072a564"
#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

static const char *url, *access_key, *secret_key;

static hwlive_config *config_for_project(void)
{
    hwlive_config *config = hwlive_config_new();

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, url, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_iam_endpoint(config, url, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_metadata_endpoint(config, url, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, PROJECT, error_out));
    return config;
}

static void shows(hwlive_client *client)
{
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    CHECK(strcmp(hwlive_record_callback_id(callback), EXAMPLE) == 0);
    hwlive_record_callback_free(callback);
}

static void profile(const char *path)
{
    hwlive_config *config = config_for_project();
    hwlive_client *client;

    EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_config_load_profile(config, "/nonexistent", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_profile(config, path, error_out));
    client = client_of(config);
    shows(client);
    hwlive_client_free(client);
}

/* Its file has the profile "wrong", which is the current one, and "right". */
static void koocli_profile(const char *path)
{
    hwlive_config *config = config_for_project();
    hwlive_client *client;
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_config_load_koocli_profile(config, "/nonexistent", NULL, error_out));
    EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_config_load_koocli_profile(config, path, "nobody", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_koocli_profile(config, path, NULL, error_out));
    client = client_of(config);
    EXPECT(HWLIVE_CODE_UNAUTHORIZED, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    hwlive_client_free(client);

    config = config_for_project();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_koocli_profile(config, path, "right", error_out));
    client = client_of(config);
    shows(client);
    hwlive_client_free(client);
}

static void iam_user(void)
{
    hwlive_config *config = config_for_project();
    hwlive_client *client;
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_iam_user(config, "user", "password", "domain", error_out));
    client = client_of(config);
    shows(client);
    hwlive_client_free(client);

    config = config_for_project();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_iam_user(config, "user", "sentinel", "domain", error_out));
    client = client_of(config);
    EXPECT(HWLIVE_CODE_UNAUTHORIZED, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    hwlive_client_free(client);
}

static void metadata(void)
{
    hwlive_config *config = config_for_project();
    hwlive_client *client;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_metadata_credentials(config, error_out));
    client = client_of(config);
    shows(client);
    hwlive_client_free(client);
}

static hwlive_code give(hwlive_credentials *credentials, void *userdata)
{
    int *times = userdata;

    ++*times;
    REFUSED("seconds is negative", hwlive_credentials_set_expiry_unix(credentials, -1, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_credentials_set_expiry_unix(credentials, INT64_C(4102444800), error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_credentials_set_auth_token(credentials, "replaced below", error_out));
    return hwlive_credentials_set_access_key(credentials, access_key, secret_key, NULL, NULL);
}

static hwlive_code give_nothing(hwlive_credentials *credentials, void *userdata)
{
    (void)credentials;
    return *(hwlive_code *)userdata;
}

static void provider(void)
{
    int times = 0;
    hwlive_code results[] = {HWLIVE_CODE_OK, HWLIVE_CODE_OTHER};
    hwlive_config *config = config_for_project();
    hwlive_client *client;
    size_t i;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider(config, give, &times, error_out));
    client = client_of(config);
    CHECK(times == 0);
    shows(client);
    shows(client);
    CHECK(times == 1);
    hwlive_client_free(client);

    for (i = 0; i < 2; i++) {
        hwlive_record_callback *callback = RUBBISH;

        config = config_for_project();
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider(config, give_nothing, &results[i], error_out));
        client = client_of(config);
        EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
        CHECK(callback == NULL);
        hwlive_client_free(client);
    }
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* What a provider is given: freed by the library, and by nobody else. */
struct provided {
    int *running, *may_return, *released;
};

static void say(int *what)
{
    pthread_mutex_lock(&mutex);
    ++*what;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

static void wait_for(const int *what)
{
    pthread_mutex_lock(&mutex);
    while (*what == 0)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
}

static hwlive_code give_late(hwlive_credentials *credentials, void *userdata)
{
    struct provided *provided = userdata;

    say(provided->running);
    wait_for(provided->may_return);
    say(provided->running);
    return hwlive_credentials_set_access_key(credentials, access_key, secret_key, NULL, NULL);
}

static void release(void *userdata)
{
    struct provided *provided = userdata;
    int *released = provided->released;

    free(provided);
    say(released);
}

static void released_once_and_last(void)
{
    int running = 0, may_return = 0, released[4] = {0}, i;
    struct provided *provided[4];
    hwlive_config *config = config_for_project();
    hwlive_client *client = RUBBISH, *other;
    hwlive_record_callback *callback = RUBBISH;

    for (i = 0; i < 4; i++) {
        CHECK((provided[i] = malloc(sizeof *provided[i])) != NULL);
        *provided[i] = (struct provided){&running, &may_return, &released[i]};
    }
    /* What is refused stays the caller's. */
    REFUSED("config is NULL", hwlive_config_set_credentials_provider_with_release(NULL, give_late, provided[0], release, error_out));
    REFUSED("function is NULL", hwlive_config_set_credentials_provider_with_release(config, NULL, provided[0], release, error_out));
    CHECK(released[0] == 0);
    /* Replaced, and freed with settings of which no client was made. */
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider_with_release(config, give_late, provided[0], release, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider_with_release(config, give_late, provided[1], release, error_out));
    CHECK(released[0] == 1 && released[1] == 0);
    hwlive_config_free(config);
    CHECK(released[1] == 1);
    /* Two clients have it; replaced in one, freed with the other. */
    config = config_for_project();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider_with_release(config, give_late, provided[2], release, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    other = client_of(config);
    config = config_for_project();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_auth_token(config, "token", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_replace_credentials(client, config, error_out));
    hwlive_client_free(client);
    CHECK(released[2] == 0);
    hwlive_client_free(other);
    CHECK(released[2] == 1 && running == 0);
    /* A call of it outlives the client. */
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_timeout_ms(config, 200, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider_with_release(config, give_late, provided[3], release, error_out));
    client = client_of(config);
    EXPECT(HWLIVE_CODE_TIMEOUT, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    hwlive_client_free(client);
    wait_for(&running);
    CHECK(released[3] == 0);
    say(&may_return);
    wait_for(&released[3]);
    CHECK(running == 2);
    for (i = 0; i < 4; i++)
        CHECK(released[i] == 1);
}

static void project_of_a_region(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_define_region(config, REGION, url, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_region(config, REGION, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_iam_endpoint(config, url, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, access_key, secret_key, NULL, error_out));
    client = client_of(config);
    shows(client);
    hwlive_client_free(client);
}

static void replaced(void)
{
    hwlive_config *config = config_for_project();
    hwlive_config *right = hwlive_config_new();
    hwlive_client *client;
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, access_key, "wrong", NULL, error_out));
    client = client_of(config);
    EXPECT(HWLIVE_CODE_UNAUTHORIZED, hwlive_show_record_callback(client, EXAMPLE, &callback, error_out));
    EXPECT(HWLIVE_CODE_CREDENTIALS, hwlive_client_replace_credentials(client, right, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(right, access_key, secret_key, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_replace_credentials(client, right, error_out));
    hwlive_config_free(right);
    shows(client);
    hwlive_client_free(client);
}

static void from_the_environment(int32_t with_metadata)
{
    hwlive_config *config = config_for_project();
    hwlive_client *client;

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_default(config, with_metadata, error_out));
    client = client_of(config);
    shows(client);
    hwlive_client_free(client);
}

int main(int argc, char **argv)
{
    int i;

    CHECK(argc == 4);
    url = argv[1];
    access_key = getenv("HUAWEICLOUD_SDK_AK");
    secret_key = getenv("HUAWEICLOUD_SDK_SK");
    CHECK(access_key != NULL && secret_key != NULL);
    for (i = 0; i < TIMES; i++) {
        profile(argv[2]);
        koocli_profile(argv[3]);
        iam_user();
        metadata();
        provider();
        released_once_and_last();
        project_of_a_region();
        replaced();
        from_the_environment(0);
        from_the_environment(1);
    }
    return 0;
}
