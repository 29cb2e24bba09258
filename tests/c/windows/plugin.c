/* Loads the DLL, uses it and frees it, again and again; and once more with little stack. */
#include <windows.h>

#include <hwlive.h>

#include "../check.h"

/* Makes a client, which sends nothing. */
static void use(HMODULE library)
{
#define GET(name)                                                                                  \
    __typeof__(&name) name##_ = (__typeof__(&name))(void (*)(void))GetProcAddress(library, #name);   \
    CHECK(name##_ != NULL)
    GET(hwlive_config_new);
    GET(hwlive_config_set_endpoint);
    GET(hwlive_config_set_access_key);
    GET(hwlive_config_set_project_id);
    GET(hwlive_config_free);
    GET(hwlive_client_new);
    GET(hwlive_client_free);
    GET(hwlive_show_record_callback);
    GET(hwlive_error_free);
    hwlive_config *config = hwlive_config_new_();
    hwlive_client *client = NULL;
    hwlive_record_callback *callback = NULL;
    hwlive_error *error = NULL;

    CHECK(hwlive_config_set_endpoint_(config, "https://live.invalid:1", NULL) == HWLIVE_CODE_OK);
    CHECK(hwlive_config_set_access_key_(config, "ak", "sk", NULL, NULL) == HWLIVE_CODE_OK);
    CHECK(hwlive_config_set_project_id_(config, "p", NULL) == HWLIVE_CODE_OK);
    CHECK(hwlive_client_new_(config, &client, NULL) == HWLIVE_CODE_OK);
    hwlive_config_free_(config);
    /* Refused before anything is sent. */
    CHECK(hwlive_show_record_callback_(client, "", &callback, &error) == HWLIVE_CODE_INVALID_ARGUMENT);
    hwlive_error_free_(error);
    hwlive_client_free_(client);
}

static DWORD WINAPI use_in_thread(void *library)
{
    use(library);
    return 0;
}

int main(int count, char **arguments)
{
    int i;

    CHECK(count == 2);
    for (i = 0; i < 1000; i++) {
        HMODULE library = LoadLibraryA(arguments[1]);
        HANDLE thread;

        CHECK(library != NULL);
        use(library);
        /* A thread that has used it ends after it was freed, or before. */
        thread = CreateThread(NULL, 64 * 1024, use_in_thread, library, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
        CHECK(thread != NULL);
        if (i % 2 == 0)
            CHECK(FreeLibrary(library));
        CHECK(WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0);
        CloseHandle(thread);
        if (i % 2 != 0)
            CHECK(FreeLibrary(library));
    }
    return 0;
}
