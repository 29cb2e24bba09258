/*
 * Shows one recording callback: show_record_callback [--json] [ID]
 *
 * Settings come from the environment; see hwlive_config_load_environment. Without an ID it asks for that of the
 * service's own example; list_record_callbacks finds your own. The exit status is the hwlive_code of what went wrong,
 * or 1 if stdout cannot be written.
 */
#include <hwlive.h>

#include <stdio.h>
#include <string.h>

#define EXAMPLE_ID "e2fe84def7e476651034ec4b9e92bc30"

static void print_line(const char *name, const char *text)
{
    printf("%-26s %s\n", name, text != NULL ? text : "(none)");
}

static void print_subscription(const hwlive_record_callback *callback)
{
    size_t count = hwlive_record_callback_notify_event_subscription_count(callback);
    size_t i;

    printf("%-26s", "notify_event_subscription");
    for (i = 0; i < count; i++)
        printf(" %s", hwlive_record_callback_notify_event_subscription_at(callback, i));
    printf("%s\n", count == 0 ? " (none)" : "");
}

/* What counts where the service left a field out, too. */
static void print_in_force(const hwlive_record_callback *callback)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } events[] = {
        {HWLIVE_EVENT_RECORD_NEW_FILE_START, "RECORD_NEW_FILE_START"},
        {HWLIVE_EVENT_RECORD_FILE_COMPLETE, "RECORD_FILE_COMPLETE"},
        {HWLIVE_EVENT_RECORD_OVER, "RECORD_OVER"},
        {HWLIVE_EVENT_RECORD_FAILED, "RECORD_FAILED"},
        {HWLIVE_EVENT_RECORD_START, "RECORD_START"},
        {HWLIVE_EVENT_OTHER, "other events"},
    };
    uint32_t in_force = hwlive_record_callback_events(callback);
    size_t i;

    printf("%-26s", "events in force");
    for (i = 0; i < sizeof events / sizeof events[0]; i++)
        if ((in_force & events[i].bit) != 0)
            printf(" %s", events[i].name);
    printf("\n");
    switch (hwlive_record_callback_sign_type(callback)) {
    case HWLIVE_SIGN_TYPE_HMACSHA256:
        print_line("sign type in force", "HMACSHA256");
        break;
    case HWLIVE_SIGN_TYPE_MD5:
        print_line("sign type in force", "MD5");
        break;
    default:
        print_line("sign type in force", "another");
        break;
    }
}

static void print_callback(const hwlive_record_callback *callback)
{
    print_line("id", hwlive_record_callback_id(callback));
    print_line("publish_domain", hwlive_record_callback_publish_domain(callback));
    print_line("app", hwlive_record_callback_app(callback));
    print_line("notify_callback_url", hwlive_record_callback_notify_callback_url(callback));
    print_subscription(callback);
    print_line("sign_type", hwlive_record_callback_sign_type_text(callback));
    print_line("create_time", hwlive_record_callback_create_time(callback));
    print_line("update_time", hwlive_record_callback_update_time(callback));
    print_line("request_id", hwlive_record_callback_request_id(callback));
    print_in_force(callback);
}

/* What to do about it, by the code. */
static const char *advice(hwlive_code code)
{
    switch (code) {
    case HWLIVE_CODE_INVALID_ARGUMENT:
        return "mend the argument or the setting that the message names";
    case HWLIVE_CODE_CREDENTIALS:
        return "set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HUAWEICLOUD_SDK_AUTH_TOKEN";
    case HWLIVE_CODE_UNAUTHORIZED:
        return "check key, project, permissions and clock before trying again: five bad signatures lock a key";
    case HWLIVE_CODE_NOT_FOUND:
        return "check the id, the project and the region; list_record_callbacks lists the ids";
    case HWLIVE_CODE_THROTTLED:
        return "ask less often";
    case HWLIVE_CODE_SERVICE:
        return "see the service's code; its support finds the request by its id";
    case HWLIVE_CODE_CONNECT:
        return "check endpoint, network and proxy";
    case HWLIVE_CODE_TLS:
        return "where a private CA signed the certificate, name its file in SSL_CERT_FILE";
    case HWLIVE_CODE_TIMEOUT:
        return "try again later";
    case HWLIVE_CODE_BAD_RESPONSE:
        return "somebody else answered: check endpoint and proxy, or log in to the network";
    default:
        return "see the message";
    }
}

static int explain(hwlive_code code, const hwlive_error *error)
{
    const char *service_code = hwlive_error_service_code(error);
    const char *request_id = hwlive_error_request_id(error);

    fprintf(stderr, "%s\n", hwlive_error_message(error));
    fprintf(stderr, "code %d, http status %d, attempts %u%s\n", (int)code, (int)hwlive_error_http_status(error),
            (unsigned)hwlive_error_attempts(error),
            hwlive_error_is_retryable(error) != 0 ? ", may succeed later" : "");
    if (service_code != NULL)
        fprintf(stderr, "service's code: %s\n", service_code);
    if (request_id != NULL)
        fprintf(stderr, "request id: %s\n", request_id);
    fprintf(stderr, "what to do: %s\n", advice(code));
    return (int)code;
}

int main(int argc, char **argv)
{
    hwlive_config *config;
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    hwlive_error *error = NULL;
    hwlive_code code;
    const char *id = NULL;
    int json = 0;
    int status = 0;
    int i;

    for (i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            json = 1;
        } else if (argv[i][0] != '-' && id == NULL) {
            id = argv[i];
        } else {
            fprintf(stderr, "usage: %s [--json] [ID]\n", argv[0]);
            return HWLIVE_CODE_INVALID_ARGUMENT;
        }
    }

    config = hwlive_config_new();
    code = hwlive_config_load_environment(config, &error);
    if (code == HWLIVE_CODE_OK)
        code = hwlive_client_new(config, &client, &error);
    if (code == HWLIVE_CODE_OK)
        code = hwlive_show_record_callback(client, id != NULL ? id : EXAMPLE_ID, &callback, &error);

    if (id == NULL)
        fprintf(stderr, "no ID is given, so this is the service's example; list_record_callbacks lists your own\n");
    if (code != HWLIVE_CODE_OK)
        status = explain(code, error);
    else if (json)
        printf("%s\n", hwlive_record_callback_json(callback, NULL));
    else
        print_callback(callback);
    /* What was printed may still be in a buffer, and the disk may be full. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "cannot write to stdout\n");
        status = status != 0 ? status : 1;
    }

    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
    hwlive_config_free(config);
    hwlive_error_free(error);
    return status;
}
