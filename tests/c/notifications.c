/* What a C program gets of a notification: every field, and whether it is genuine. */
#include <hwlive.h>

#include "check.h"

#define KEY "0123456789abcdef0123456789abcdef"
#define TIMESTAMP 1583676745

/* The formulas' values for this key, timestamp and file. */
#define FILE_COMPLETE                                                                              \
    "\"event_type\":\"RECORD_FILE_COMPLETE\",\"publish_domain\":\"push.example.com\","             \
    "\"app\":\"live\",\"download_url\":\"https://obs.example.com/live/record-1.m3u8\","            \
    "\"auth_timestamp\":1583676745"
#define HMACSHA256 "5bfc75c2187c6a89e2a474fe6d4bec37cd1e591e1eda1c481761a4dd500abc58"
#define MD5 "fbea60f41db857bbdee04a5127b742fa"
#define SIGNED(sign) "{" FILE_COMPLETE ",\"stream\":\"mystream\",\"auth_sign\":\"" sign "\"}"
#define UNSIGNED "{" FILE_COMPLETE ",\"stream\":\"mystream\"}"

static hwlive_notification *parse(const char *body)
{
    hwlive_notification *notification = RUBBISH;

    EXPECT(HWLIVE_CODE_OK, hwlive_notification_parse(body, strlen(body), &notification, error_out));
    CHECK(notification != NULL && notification != RUBBISH);
    return notification;
}

static const struct {
    const char *name;
    const char *(*get)(const hwlive_notification *);
} texts[] = {
    {"project_id", hwlive_notification_project_id},
    {"job_id", hwlive_notification_job_id},
    {"task_id", hwlive_notification_task_id},
    {"event_type", hwlive_notification_event_type},
    {"publish_domain", hwlive_notification_publish_domain},
    {"app", hwlive_notification_app},
    {"stream", hwlive_notification_stream},
    {"record_format", hwlive_notification_record_format},
    {"download_url", hwlive_notification_download_url},
    {"play_url", hwlive_notification_play_url},
    {"asset_id", hwlive_notification_asset_id},
    {"start_time", hwlive_notification_start_time},
    {"end_time", hwlive_notification_end_time},
    {"obs_location", hwlive_notification_obs_location},
    {"obs_bucket", hwlive_notification_obs_bucket},
    {"obs_object", hwlive_notification_obs_object},
    {"auth_sign", hwlive_notification_auth_sign},
    {"auth_timestamp", hwlive_notification_auth_timestamp},
};

static const struct {
    const char *name;
    int64_t (*get)(const hwlive_notification *);
} numbers[] = {
    {"file_size", hwlive_notification_file_size},
    {"record_duration", hwlive_notification_record_duration},
    {"width", hwlive_notification_width},
    {"height", hwlive_notification_height},
};

static const struct {
    const char *name;
    int64_t (*get)(const hwlive_notification *);
} times[] = {
    {"start_time", hwlive_notification_start_time_unix},
    {"end_time", hwlive_notification_end_time_unix},
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Only this field has a value, so a getter that reads another one shows. */
static hwlive_notification *with(const char *name, const char *json)
{
    char body[256];
    hwlive_notification *notification;

    snprintf(body, sizeof body, "{\"%s\":%s}", name, json);
    notification = parse(body);
    /* The caller's buffer is the caller's again. */
    memset(body, 'x', sizeof body);
    return notification;
}

static void every_text(void)
{
    size_t i, j;

    for (i = 0; i < COUNT(texts); i++) {
        hwlive_notification *notification = with(texts[i].name, "\"\\u5f55 a\\u0000b\"");
        for (j = 0; j < COUNT(texts); j++) {
            const char *text = texts[j].get(notification);
            /* A NUL inside does not end the text early. */
            CHECK(i == j ? text != NULL && strcmp(text, "\xe5\xbd\x95 a\xef\xbf\xbd" "b") == 0 : text == NULL);
            CHECK(text == texts[j].get(notification));
        }
        hwlive_notification_free(notification);

        notification = with(texts[i].name, "null");
        CHECK(texts[i].get(notification) == NULL);
        hwlive_notification_free(notification);
        notification = with(texts[i].name, "17");
        CHECK(strcmp(texts[i].get(notification), "17") == 0);
        hwlive_notification_free(notification);
    }
}

static void every_number_and_time(void)
{
    static const struct {
        const char *json;
        int64_t number;
    } cases[] = {
        {"3957964", 3957964},
        {"\"720\"", 720},
        {"119.9", 119},
        {"9223372036854775807", INT64_MAX},
        {"9223372036854775808", -1},
        {"-5", -1},
        {"null", -1},
        {"\"many\"", -1},
    };
    size_t i, j, k;

    for (i = 0; i < COUNT(numbers); i++) {
        for (k = 0; k < COUNT(cases); k++) {
            hwlive_notification *notification = with(numbers[i].name, cases[k].json);
            for (j = 0; j < COUNT(numbers); j++)
                CHECK(numbers[j].get(notification) == (i == j ? cases[k].number : -1));
            hwlive_notification_free(notification);
        }
    }
    for (i = 0; i < COUNT(times); i++) {
        hwlive_notification *notification = with(times[i].name, "\"2020-03-08T14:12:25Z\"");
        for (j = 0; j < COUNT(times); j++)
            CHECK(times[j].get(notification) == (i == j ? TIMESTAMP : INT64_MIN));
        hwlive_notification_free(notification);
        notification = with(times[i].name, "\"yesterday\"");
        CHECK(times[i].get(notification) == INT64_MIN);
        hwlive_notification_free(notification);
    }
}

static void every_event(void)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } events[] = {
        {"\"RECORD_NEW_FILE_START\"", HWLIVE_EVENT_RECORD_NEW_FILE_START},
        {"\"RECORD_FILE_COMPLETE\"", HWLIVE_EVENT_RECORD_FILE_COMPLETE},
        {"\"RECORD_OVER\"", HWLIVE_EVENT_RECORD_OVER},
        {"\"RECORD_FAILED\"", HWLIVE_EVENT_RECORD_FAILED},
        {"\"RECORD_START\"", HWLIVE_EVENT_RECORD_START},
        {"\"RECORD_NEWER\"", HWLIVE_EVENT_OTHER},
        {"null", HWLIVE_EVENT_OTHER},
    };
    size_t i;

    for (i = 0; i < COUNT(events); i++) {
        hwlive_notification *notification = with("event_type", events[i].name);
        CHECK(hwlive_notification_event(notification) == events[i].bit);
        hwlive_notification_free(notification);
    }
}

static void the_body(void)
{
    static const char body[] = "\xef\xbb\xbf {\"new\": [1, \"\xe5\xbd\x95\"]}\n";
    hwlive_notification *notification = parse(body);
    size_t length = 0;

    CHECK(strcmp(hwlive_notification_json(notification, &length), body) == 0);
    CHECK(length == sizeof body - 1);
    CHECK(hwlive_notification_json(notification, NULL) == hwlive_notification_json(notification, &length));
    hwlive_notification_free(notification);
}

static void what_is_no_notification(void)
{
    static const struct {
        const char *body;
        size_t length;
    } bodies[] = {
        {"", 0},
        {"{\"app\":\"live\"", 13},
        {"{}\0", 3},
        {"{\"app\":\"\xff\"}", 11},
        {"[]", 2},
        {"null", 4},
        {"<html>", 6},
    };
    const size_t too_long = 1048577;
    char *spaces = malloc(too_long);
    size_t i;

    for (i = 0; i < COUNT(bodies); i++) {
        hwlive_notification *notification = RUBBISH;
        EXPECT(HWLIVE_CODE_MALFORMED,
               hwlive_notification_parse(bodies[i].body, bodies[i].length, &notification, error_out));
        CHECK(notification == NULL);
    }

    CHECK(spaces != NULL);
    memset(spaces, ' ', too_long);
    memcpy(spaces, "{}", 2);
    for (i = 0; i < 2; i++) {
        hwlive_notification *notification = RUBBISH;
        EXPECT(i == 0 ? HWLIVE_CODE_OK : HWLIVE_CODE_MALFORMED,
               hwlive_notification_parse(spaces, too_long - 1 + i, &notification, error_out));
        CHECK((notification != NULL) == (i == 0));
        hwlive_notification_free(notification);
    }
    free(spaces);
}

static const struct {
    hwlive_code code;
    const char *body;
    const char *key;
    uint32_t accept;
    int64_t tolerance_ms;
    int64_t now_unix;
} verified[] = {
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, 0, TIMESTAMP},
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), " " KEY "\r\n", HWLIVE_ACCEPT_HMACSHA256, 0, 1},
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, -1, 0},
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, 1000, TIMESTAMP + 1},
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, HWLIVE_NOTIFICATION_TOLERANCE_MS,
     TIMESTAMP + 900},
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, INT64_MAX, INT64_MAX / 1000},
    {HWLIVE_CODE_OK, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, -1, INT64_MAX},
    {HWLIVE_CODE_OK, SIGNED(MD5), KEY, HWLIVE_ACCEPT_MD5, 0, TIMESTAMP},
    {HWLIVE_CODE_OK, UNSIGNED, KEY, HWLIVE_ACCEPT_UNSIGNED, 0, TIMESTAMP},
    {HWLIVE_CODE_EXPIRED, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, 999, TIMESTAMP + 1},
    {HWLIVE_CODE_EXPIRED, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, HWLIVE_NOTIFICATION_TOLERANCE_MS,
     TIMESTAMP + 901},
    {HWLIVE_CODE_EXPIRED, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_HMACSHA256, HWLIVE_NOTIFICATION_TOLERANCE_MS, 0},
    {HWLIVE_CODE_EXPIRED, SIGNED(MD5), KEY, HWLIVE_ACCEPT_MD5, 0, TIMESTAMP + 1},
    {HWLIVE_CODE_WRONG_SIGNATURE, SIGNED(HMACSHA256), KEY "0", HWLIVE_ACCEPT_HMACSHA256, 0, TIMESTAMP},
    {HWLIVE_CODE_WRONG_SIGNATURE, "{" FILE_COMPLETE ",\"stream\":\"another\",\"auth_sign\":\"" HMACSHA256 "\"}", KEY,
     HWLIVE_ACCEPT_HMACSHA256, 0, TIMESTAMP},
    {HWLIVE_CODE_WRONG_SIGNATURE, SIGNED(HMACSHA256), KEY, HWLIVE_ACCEPT_MD5, 0, TIMESTAMP},
    {HWLIVE_CODE_WRONG_SIGNATURE, SIGNED(MD5), KEY, HWLIVE_ACCEPT_HMACSHA256, 0, TIMESTAMP},
    {HWLIVE_CODE_WRONG_SIGNATURE, SIGNED(HMACSHA256), KEY, 0, 0, TIMESTAMP},
    /* Where unsigned ones are accepted, a signature that is there counts all the same. */
    {HWLIVE_CODE_WRONG_SIGNATURE, SIGNED(HMACSHA256), KEY "0", HWLIVE_ACCEPT_HMACSHA256 | HWLIVE_ACCEPT_UNSIGNED, 0,
     TIMESTAMP},
    {HWLIVE_CODE_UNSIGNED, UNSIGNED, KEY, HWLIVE_ACCEPT_HMACSHA256 | HWLIVE_ACCEPT_MD5, -1, 0},
    {HWLIVE_CODE_UNSIGNED, UNSIGNED, KEY, 0, 0, TIMESTAMP},
    {HWLIVE_CODE_MALFORMED, SIGNED("no hex"), KEY, HWLIVE_ACCEPT_HMACSHA256, 0, TIMESTAMP},
    {HWLIVE_CODE_MALFORMED, "{" FILE_COMPLETE ",\"app\":\"live\",\"auth_sign\":\"" HMACSHA256 "\"}", KEY,
     HWLIVE_ACCEPT_HMACSHA256, 0, TIMESTAMP},
};

static void what_is_genuine(void)
{
    size_t i;

    for (i = 0; i < COUNT(verified); i++) {
        hwlive_notification *notification = parse(verified[i].body);
        hwlive_error *error = RUBBISH;
        int round;

        /* A check leaves nothing behind that changes the next one. */
        for (round = 0; round < 2; round++) {
            hwlive_code code =
                hwlive_notification_verify(notification, verified[i].key, verified[i].accept,
                                           verified[i].tolerance_ms, verified[i].now_unix, &error);
            if (code != verified[i].code) {
                fprintf(stderr, "row %u: %d: %s\n", (unsigned)i, (int)code, hwlive_error_message(error));
                exit(1);
            }
            CHECK((error == NULL) == (code == HWLIVE_CODE_OK));
            CHECK(hwlive_error_code(error) == code);
            if (error != NULL) {
                CHECK(strstr(hwlive_error_message(error), KEY) == NULL);
                CHECK(strstr(hwlive_error_message(error), HMACSHA256) == NULL);
                CHECK(strstr(hwlive_error_message(error), MD5) == NULL);
                CHECK(hwlive_error_http_status(error) == 0 && hwlive_error_is_retryable(error) == 0);
            }
            hwlive_error_free(error);
            CHECK(hwlive_notification_verify(notification, verified[i].key, verified[i].accept,
                                             verified[i].tolerance_ms, verified[i].now_unix, NULL) == code);
        }
        hwlive_notification_free(notification);
    }
}

static void keys_that_are_none(void)
{
    static const char *const keys[] = {"", " \t\n", "two\nlines"};
    hwlive_notification *notification = parse(SIGNED(HMACSHA256));
    size_t i;

    for (i = 0; i < COUNT(keys); i++)
        REFUSED("notification key", hwlive_notification_verify(notification, keys[i], HWLIVE_ACCEPT_HMACSHA256, 0,
                                                               TIMESTAMP, error_out));
    hwlive_notification_free(notification);
}

int main(void)
{
    int i;

    for (i = 0; i < TIMES; i++) {
        every_text();
        every_number_and_time();
        every_event();
        the_body();
        what_is_no_notification();
        what_is_genuine();
        keys_that_are_none();
    }
    return 0;
}
