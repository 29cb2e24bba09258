/*
 * Credentials for programs without long-lived keys, against a stand-in: workloads KIND CALLBACK AGENCY-URN EXTERNAL-ID DOMAIN-ID
 *
 * The environment has the variables of this kind. First they are enough; then the same is set by the setters.
 */
#include <hwlive.h>

#include "client.h"

static const char *callback_id, *agency_urn, *external_id, *domain_id;

static void shows(hwlive_config *config)
{
    hwlive_client *client = client_of(config);
    hwlive_record_callback *callback = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_show_record_callback(client, callback_id, &callback, error_out));
    CHECK(strcmp(hwlive_record_callback_id(callback), callback_id) == 0);
    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
}

/* The call has to fail, and the message has to show no token. */
static void fails(hwlive_code code, hwlive_config *config, const char *token)
{
    hwlive_client *client = client_of(config);
    hwlive_record_callback *callback = RUBBISH;
    hwlive_error *error = RUBBISH;

    CHECK(hwlive_show_record_callback(client, callback_id, &callback, &error) == code);
    CHECK(callback == NULL);
    CHECK(strstr(hwlive_error_message(error), token) == NULL);
    hwlive_error_free(error);
    hwlive_client_free(client);
}

/* A variable that the stand-in has set. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    CHECK(value != NULL);
    return value;
}

/* Everything but credentials, by setters. */
static hwlive_config *endpoints(void)
{
    hwlive_config *config = hwlive_config_new();

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, variable("HUAWEICLOUD_SDK_ENDPOINT"), error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_iam_endpoint(config, variable("HUAWEICLOUD_SDK_IAM_ENDPOINT"), error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_sts_endpoint(config, variable("HUAWEICLOUD_SDK_STS_ENDPOINT"), error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, variable("HUAWEICLOUD_SDK_PROJECT_ID"), error_out));
    if (getenv("SSL_CERT_FILE") != NULL)
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ca_file(config, getenv("SSL_CERT_FILE"), error_out));
    return config;
}

static void by_variables(void)
{
    hwlive_config *config = hwlive_config_new();

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    shows(config);
    config = hwlive_config_new();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_default(config, 0, error_out));
    shows(config);
}

static void identity_provider(void)
{
    const char *idp_id = variable("HUAWEICLOUD_SDK_IDP_ID"), *file = variable("HUAWEICLOUD_SDK_ID_TOKEN_FILE");
    hwlive_config *config = endpoints();

    REFUSED("idp_id", hwlive_config_set_identity_provider(config, NULL, file, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_identity_provider(config, idp_id, file, error_out));
    shows(config);
    config = endpoints();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_identity_provider(config, "another", file, error_out));
    fails(HWLIVE_CODE_UNAUTHORIZED, config, "opens-nothing");
    config = endpoints();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_identity_provider(config, idp_id, "/nonexistent", error_out));
    fails(HWLIVE_CODE_CREDENTIALS, config, "opens-nothing");
}

/* A text of the file, which is a short one. */
static void read_file(const char *path, char text[1024])
{
    FILE *file = fopen(path, "r");

    CHECK(file != NULL);
    CHECK(fgets(text, 1024, file) == text);
    CHECK(fclose(file) == 0);
}

static void oidc(void)
{
    const char *provider = variable("HUAWEICLOUD_OIDC_PROVIDER_URN"), *agency = variable("HUAWEICLOUD_OIDC_AGENCY_URN");
    const char *file = variable("HUAWEICLOUD_OIDC_TOKEN_FILE");
    hwlive_config *config = endpoints();
    char token[1024];

    read_file(file, token);
    REFUSED("id_token", hwlive_config_set_oidc(config, provider, agency, token, file, error_out));
    REFUSED("id_token", hwlive_config_set_oidc(config, provider, agency, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc(config, provider, agency, NULL, file, error_out));
    shows(config);
    config = endpoints();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc_session(config, "a-session", 900, "{}", "one, two", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc(config, provider, agency, token, NULL, error_out));
    shows(config);
    config = endpoints();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_oidc(config, provider, agency, "sentinel", NULL, error_out));
    fails(HWLIVE_CODE_UNAUTHORIZED, config, "sentinel");
}

static void pod_identity(void)
{
    const char *uri = variable("HC_CONTAINER_CREDENTIALS_FULL_URI");
    const char *file = variable("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    hwlive_config *config = endpoints();

    REFUSED("uri", hwlive_config_set_pod_identity(config, NULL, file, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_pod_identity(config, uri, file, error_out));
    shows(config);
    config = endpoints();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_pod_identity(config, uri, "/nonexistent", error_out));
    fails(HWLIVE_CODE_CREDENTIALS, config, "opens-nothing");
}

static hwlive_config *with_access_key(void)
{
    hwlive_config *config = endpoints();

    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, variable("HUAWEICLOUD_SDK_AK"),
                                                        variable("HUAWEICLOUD_SDK_SK"), NULL, error_out));
    return config;
}

static void agency(void)
{
    const char *name = variable("HW_ASSUME_ROLE_AGENCY_NAME"), *domain = variable("HW_ASSUME_ROLE_DOMAIN_NAME");
    hwlive_config *config = with_access_key();

    /* The project is the agency's alone. */
    fails(HWLIVE_CODE_UNAUTHORIZED, config, variable("HUAWEICLOUD_SDK_SK"));
    config = with_access_key();
    REFUSED("domain_name", hwlive_config_set_agency_by_name(config, name, domain, domain_id, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency_by_name(config, name, domain, NULL, error_out));
    shows(config);
    config = with_access_key();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency_session(config, NULL, 86400, NULL, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency_by_name(config, name, NULL, domain_id, error_out));
    shows(config);
    config = with_access_key();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency(config, agency_urn, external_id, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency_session(config, "a-session", 900, "{}", "one", error_out));
    shows(config);
    config = with_access_key();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_agency(config, agency_urn, "another id", error_out));
    fails(HWLIVE_CODE_UNAUTHORIZED, config, variable("HUAWEICLOUD_SDK_SK"));
}

int main(int argc, char **argv)
{
    static const struct {
        const char *kind;
        void (*by_setters)(void);
    } kinds[] = {{"identity-provider", identity_provider}, {"oidc", oidc}, {"pod-identity", pod_identity}, {"agency", agency}};
    size_t kind = 0;
    int i;

    CHECK(argc == 6);
    callback_id = argv[2];
    agency_urn = argv[3];
    external_id = argv[4];
    domain_id = argv[5];
    while (strcmp(kinds[kind].kind, argv[1]) != 0)
        CHECK(++kind < sizeof kinds / sizeof kinds[0]);
    for (i = 0; i < TIMES; i++) {
        by_variables();
        kinds[kind].by_setters();
    }
    return 0;
}
