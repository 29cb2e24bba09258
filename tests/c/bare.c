/* A process with nothing: no descriptors 0 to 2, no home, no folder to be in. Against the stand-in. With `read-only` nothing can
 * be written anywhere, and nothing is below /etc/ssl. On Windows the folder stays: one that a process is in cannot be removed. */
#include <hwlive.h>

#ifndef _WIN32
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#endif
#include <unistd.h>

#include "check.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

#ifndef _WIN32
/* The folder that the process is in has been removed. */
static void leave_for_no_folder(void)
{
    char folder[] = "../gone-XXXXXX";

    CHECK(mkdtemp(folder + 3) != NULL && chdir(folder + 3) == 0);
    CHECK(rmdir(folder) == 0);
    CHECK(open("file", O_CREAT | O_WRONLY, 0600) == -1 && errno == ENOENT);
}

static void check_that_nothing_can_be_written(void)
{
    static const char *const FOLDERS[] = {".", "", "/tmp", "/etc/ssl", "/dev/shm"};
    char file[64];
    struct dirent *entry;
    DIR *folder;
    size_t i;

    for (i = 0; i < sizeof FOLDERS / sizeof FOLDERS[0]; i++) {
        snprintf(file, sizeof file, "%s/file-%ld", FOLDERS[i], (long)getpid());
        CHECK(open(file, O_CREAT | O_WRONLY, 0600) == -1 && (errno == EROFS || errno == ENOENT));
    }
    folder = opendir("/etc/ssl");
    CHECK(folder != NULL || errno == ENOENT);
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        CHECK(entry->d_name[0] == '.');
    if (folder != NULL)
        CHECK(closedir(folder) == 0);
}
#endif

int main(int argc, char **argv)
{
    hwlive_config *config;
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    const char *endpoint = getenv("HUAWEICLOUD_SDK_ENDPOINT");
    int is_secure, i;

#ifdef _WIN32
    (void)argc, (void)argv;
    CHECK(unsetenv("USERPROFILE") == 0);
#else
    if (argc > 1 && strcmp(argv[1], "read-only") == 0)
        check_that_nothing_can_be_written();
    else
        leave_for_no_folder();
    CHECK(unsetenv("HOME") == 0);
#endif
    CHECK(endpoint != NULL);
    is_secure = strncmp(endpoint, "https:", 6) == 0;
    for (i = 0; i < 3; i++)
        CHECK(close(i) == 0);

    /* Nothing can be printed from here on: the line is the exit status. */
#define HOLDS(condition)                                                                           \
    if (!(condition))                                                                              \
    _exit(__LINE__ % 100 + 100)
    config = hwlive_config_new();
    HOLDS(hwlive_config_load_environment(config, NULL) == HWLIVE_CODE_OK);
    HOLDS(hwlive_client_new(config, &client, NULL) == HWLIVE_CODE_OK);
    for (i = 0; i < 3; i++) {
        HOLDS(hwlive_show_record_callback(client, "unknown", &callback, NULL) == HWLIVE_CODE_NOT_FOUND);
        HOLDS(hwlive_show_record_callback(client, EXAMPLE, &callback, NULL) == HWLIVE_CODE_OK);
        hwlive_record_callback_free(callback);
    }
    hwlive_client_free(client);
#ifndef _WIN32
    /* Its connections took the low numbers, and are closed with it. */
    for (i = 0; i < 3; i++)
        HOLDS(close(i) == -1);
#endif
    HOLDS(hwlive_config_load_profile(config, NULL, NULL) == HWLIVE_CODE_CREDENTIALS);
    HOLDS(hwlive_config_load_koocli_profile(config, NULL, NULL, NULL) == HWLIVE_CODE_CREDENTIALS);
    hwlive_config_free(config);

    /* The roots are in the library: without the stand-in's own, its certificate is looked at and not trusted. */
    HOLDS(unsetenv("SSL_CERT_FILE") == 0);
    config = hwlive_config_new();
    HOLDS(hwlive_config_load_environment(config, NULL) == HWLIVE_CODE_OK);
    HOLDS(hwlive_client_new(config, &client, NULL) == HWLIVE_CODE_OK);
    hwlive_config_free(config);
    HOLDS(hwlive_show_record_callback(client, EXAMPLE, &callback, NULL) == (is_secure ? HWLIVE_CODE_TLS : HWLIVE_CODE_OK));
    hwlive_record_callback_free(callback);
    hwlive_client_free(client);
    return 0;
}
