/* hwlive through its C ABI, every limit on, one client for all threads. */
#include "program.h"

#include <hwlive.h>
#include <stdlib.h>

const char program_name[] = "hwlive";

static hwlive_client *client;
static const char *id;

static void must(hwlive_code code, hwlive_error *error)
{
    if (code != HWLIVE_CODE_OK)
        fail("%s", hwlive_error_message(error));
}

void program_start(const struct settings *settings)
{
    hwlive_config *config = hwlive_config_new();
    hwlive_error *error;

    id = settings->id;
    must(hwlive_config_set_endpoint(config, settings->endpoint, &error), error);
    must(hwlive_config_set_access_key(config, settings->access_key, settings->secret_key, NULL, &error), error);
    must(hwlive_config_set_project_id(config, settings->project_id, &error), error);
    if (settings->ca_file != NULL)
        must(hwlive_config_set_ca_file(config, settings->ca_file, &error), error);
    must(hwlive_config_set_proxy(config, "", &error), error);
    must(hwlive_config_set_timeout_ms(config, 30000, &error), error);
    must(hwlive_config_set_connect_timeout_ms(config, 10000, &error), error);
    must(hwlive_config_set_max_retries(config, 2, &error), error);
    must(hwlive_client_new(config, &client, &error), error);
    hwlive_config_free(config);
}

struct caller {
    hwlive_record_callback *callback;
};

void *caller_new(void)
{
    return calloc(1, sizeof(struct caller));
}

void call(void *argument, struct fields *fields)
{
    struct caller *caller = argument;
    hwlive_error *error;

    hwlive_record_callback_free(caller->callback);
    must(hwlive_show_record_callback(client, id, &caller->callback, &error), error);
    fields->id = hwlive_record_callback_id(caller->callback);
    fields->publish_domain = hwlive_record_callback_publish_domain(caller->callback);
    fields->app = hwlive_record_callback_app(caller->callback);
    fields->notify_callback_url = hwlive_record_callback_notify_callback_url(caller->callback);
    fields->events = (int)hwlive_record_callback_notify_event_subscription_count(caller->callback);
    fields->first_event = hwlive_record_callback_notify_event_subscription_at(caller->callback, 0);
    fields->sign_type = hwlive_record_callback_sign_type_text(caller->callback);
    fields->create_time = hwlive_record_callback_create_time(caller->callback);
    fields->update_time = hwlive_record_callback_update_time(caller->callback);
}

void caller_free(void *argument)
{
    struct caller *caller = argument;

    hwlive_record_callback_free(caller->callback);
    free(caller);
}

void program_end(void)
{
    hwlive_client_free(client);
}
