/*
 * One call with everything that TLS needs from memory, and what came of it:
 *
 *     from_memory URL CA CERT|- KEY|- PINS|- CODE [TEXT]
 *
 * CA, CERT and KEY are files, which this program reads; TEXT has to stand in the message.
 */
#include <hwlive.h>

#include "check.h"

static char *text_of(const char *path)
{
    static char texts[3][64 * 1024];
    static size_t used;
    char *text = texts[used++ % 3];
    FILE *file = fopen(path, "rb");

    CHECK(file != NULL);
    text[fread(text, 1, sizeof texts[0] - 1, file)] = '\0';
    fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;
    hwlive_record_callback *callback = RUBBISH;
    hwlive_error *error = RUBBISH;
    hwlive_code code;

    CHECK(argc >= 7);
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, argv[1], error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_proxy(config, "", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_project_id(config, "p", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_access_key(config, "ak", "sentinel-secret", NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_min_tls_version(config, HWLIVE_TLS_1_3, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_trust(config, HWLIVE_TRUST_SYSTEM, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_ca_pem(config, text_of(argv[2]), error_out));
    if (strcmp(argv[3], "-") != 0) {
        char *certificate = text_of(argv[3]), *key = text_of(argv[4]);

        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_client_certificate_pem(config, certificate, key, error_out));
        memset(key, 'x', strlen(key));
    }
    if (strcmp(argv[5], "-") != 0)
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_pinned_public_keys(config, argv[5], error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &client, error_out));
    hwlive_config_free(config);

    code = hwlive_show_record_callback(client, "e2fe84def7e476651034ec4b9e92bc30", &callback, &error);
    if (code != atoi(argv[6]) || (argc > 7 && strstr(hwlive_error_message(error), argv[7]) == NULL)) {
        fprintf(stderr, "code %d: %s\n", (int)code, code == HWLIVE_CODE_OK ? "" : hwlive_error_message(error));
        return 1;
    }
    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
    hwlive_error_free(error);
    return 0;
}
