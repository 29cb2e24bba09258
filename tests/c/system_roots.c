/* The system's roots, against the stand-in. With an argument, which is the file, they are the stand-in's. Without one there are
 * none. */
#include <hwlive.h>

#include "client.h"

int main(int argc, char **argv)
{
    static const char *const FILES[] = {
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    };
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = RUBBISH;
    hwlive_record_callback *callback = RUBBISH;
    size_t i;

    (void)argv;
    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_trust(config, HWLIVE_TRUST_SYSTEM, error_out));
    if (argc == 1) {
        for (i = 0; i < sizeof FILES / sizeof FILES[0]; i++)
            REFUSED(FILES[i], hwlive_client_new(config, &client, error_out));
        CHECK(client == NULL);
        EXPECT(HWLIVE_CODE_OK, hwlive_config_set_trust(config, HWLIVE_TRUST_BUILT_IN, error_out));
    }
    client = client_of(config);
    EXPECT(argc == 1 ? HWLIVE_CODE_TLS : HWLIVE_CODE_NOT_FOUND,
           hwlive_show_record_callback(client, "unknown", &callback, error_out));
    hwlive_client_free(client);
    return 0;
}
