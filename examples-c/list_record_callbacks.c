/*
 * Lists the recording callbacks of the project: list_record_callbacks [--json] [PUBLISH_DOMAIN [APP]]
 *
 * Prints a line for each: id, domain, application and URL. The id is what show_record_callback asks for. Settings come from
 * the environment; see hwlive_config_load_environment. The exit status is the hwlive_code of what went wrong,
 * or 1 if stdout cannot be written.
 */
#include <hwlive.h>

#include <stdio.h>
#include <string.h>

static const char *text(const char *given)
{
    return given != NULL ? given : "(none)";
}

static void print_list(const hwlive_record_callback_list *list, int json)
{
    size_t count = hwlive_record_callback_list_count(list);
    size_t i;

    for (i = 0; i < count; i++) {
        const hwlive_record_callback *callback = hwlive_record_callback_list_at(list, i);

        if (json)
            printf("%s\n", hwlive_record_callback_json(callback, NULL));
        else
            printf("%s %s %s %s\n", hwlive_record_callback_id(callback),
                   text(hwlive_record_callback_publish_domain(callback)), text(hwlive_record_callback_app(callback)),
                   text(hwlive_record_callback_notify_callback_url(callback)));
    }
    if (hwlive_record_callback_list_is_complete(list) == 0)
        fprintf(stderr, "not all of them: list those of one domain, or list again if some were added meanwhile\n");
}

int main(int argc, char **argv)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_client *client = NULL;
    hwlive_record_callback_list *list = NULL;
    hwlive_error *error = NULL;
    int json = argc > 1 && strcmp(argv[1], "--json") == 0;
    const char *publish_domain = argc > 1 + json ? argv[1 + json] : NULL;
    const char *app = argc > 2 + json ? argv[2 + json] : NULL;
    hwlive_code code = hwlive_config_load_environment(config, &error);
    int status;

    if (code == HWLIVE_CODE_OK)
        code = hwlive_client_new(config, &client, &error);
    if (code == HWLIVE_CODE_OK)
        code = hwlive_list_record_callbacks(client, publish_domain, app, &list, &error);
    if (code == HWLIVE_CODE_OK)
        print_list(list, json);
    else
        fprintf(stderr, "%s\n", hwlive_error_message(error));
    status = (int)code;
    /* What was printed may still be in a buffer, and the disk may be full. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "cannot write to stdout\n");
        status = status != 0 ? status : 1;
    }

    hwlive_record_callback_list_free(list);
    hwlive_client_free(client);
    hwlive_config_free(config);
    hwlive_error_free(error);
    return status;
}
