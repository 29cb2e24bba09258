/* What the measured programs share: they take the same arguments and the same environment, and ask for the same thing. */
#ifndef PROGRAM_H
#define PROGRAM_H

/* Where to ask, and as whom; from the environment that hwlive-stand-in gives a command. */
struct settings {
    const char *endpoint; /* http://127.0.0.1:8080 */
    const char *access_key, *secret_key, *project_id;
    const char *ca_file; /* NULL: none is given */
    const char *id;
};

/* What every program reads of a callback; lent by the caller it came from. */
struct fields {
    const char *id, *publish_domain, *app, *notify_callback_url, *first_event, *sign_type, *create_time, *update_time;
    int events;
};

/* Each program has these. They end the process with a message when something fails. */
extern const char program_name[];
/* Once, before any thread starts. */
void program_start(const struct settings *settings);
/* For each thread; what it calls with. */
void *caller_new(void);
/* One call. `fields` are good until the next one of this caller. */
void call(void *caller, struct fields *fields);
void caller_free(void *caller);
void program_end(void);

/* Ends the process with a message. */
__attribute__((noreturn, format(printf, 1, 2))) void fail(const char *format, ...);

#endif
