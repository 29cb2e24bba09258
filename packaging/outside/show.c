/* Shows the URL of the callback that the stand-in knows. */
#include <hwlive.h>
#include <stdio.h>

int main(void)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    hwlive_error *error = NULL;
    hwlive_code code = hwlive_config_load_environment(config, &error);

    if (code == HWLIVE_CODE_OK)
        code = hwlive_client_new(config, &client, &error);
    if (code == HWLIVE_CODE_OK)
        code = hwlive_show_record_callback(client, "e2fe84def7e476651034ec4b9e92bc30", &callback, &error);
    if (code == HWLIVE_CODE_OK)
        printf("%s\n", hwlive_record_callback_notify_callback_url(callback));
    else
        fprintf(stderr, "%s\n", hwlive_error_message(error));
    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
    hwlive_config_free(config);
    hwlive_error_free(error);
    return (int)code;
}
