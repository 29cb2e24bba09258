/* No thread can be started for a while: this program stands between the library and the system. Against the stand-in. */
#define _GNU_SOURCE
#include <hwlive.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#endif

#include "client.h"

#define EXAMPLE "e2fe84def7e476651034ec4b9e92bc30"

static volatile int exhausted;

#ifdef _WIN32
typedef HANDLE WINAPI create(SECURITY_ATTRIBUTES *, SIZE_T, LPTHREAD_START_ROUTINE, void *, DWORD, DWORD *);

static create *system_create;

static HANDLE WINAPI create_thread(SECURITY_ATTRIBUTES *security, SIZE_T stack, LPTHREAD_START_ROUTINE start,
                                   void *argument, DWORD flags, DWORD *id)
{
    if (exhausted) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    return system_create(security, stack, start, argument, flags, id);
}

/* Writes this program's function into the table of what the DLL imports, or the program if the library is a part of it. */
static void stand_between(void)
{
    char *module = (char *)GetModuleHandleA("hwlive.dll");
    IMAGE_IMPORT_DESCRIPTOR *imported;
    IMAGE_NT_HEADERS *headers;
    int count = 0;

    if (module == NULL)
        module = (char *)GetModuleHandleA(NULL);
    headers = (IMAGE_NT_HEADERS *)(void *)(module + ((IMAGE_DOS_HEADER *)(void *)module)->e_lfanew);
    imported = (IMAGE_IMPORT_DESCRIPTOR *)(void *)(module + headers->OptionalHeader.DataDirectory[1].VirtualAddress);
    for (; imported->Name != 0; imported++) {
        IMAGE_THUNK_DATA *name = (IMAGE_THUNK_DATA *)(void *)(module + imported->OriginalFirstThunk);
        IMAGE_THUNK_DATA *place = (IMAGE_THUNK_DATA *)(void *)(module + imported->FirstThunk);

        for (; name->u1.AddressOfData != 0; name++, place++) {
            DWORD access;

            if (IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal) || strcmp(module + name->u1.AddressOfData + 2, "CreateThread") != 0)
                continue;
            system_create = (create *)(uintptr_t)place->u1.Function;
            CHECK(VirtualProtect(place, sizeof *place, PAGE_READWRITE, &access));
            place->u1.Function = (uintptr_t)create_thread;
            count++;
        }
    }
    CHECK(count > 0);
}
#else
typedef int create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    create *system_create;

    if (exhausted)
        return EAGAIN;
    *(void **)(&system_create) = dlsym(RTLD_NEXT, "pthread_create");
    CHECK(system_create != NULL);
    return system_create(thread, attributes, start, argument);
}

static void stand_between(void) {}
#endif

static hwlive_code provide(hwlive_credentials *credentials, void *userdata)
{
    (void)userdata;
    EXPECT(HWLIVE_CODE_OK, hwlive_credentials_set_access_key(credentials, getenv("HUAWEICLOUD_SDK_AK"),
                                                             getenv("HUAWEICLOUD_SDK_SK"), NULL, error_out));
    return HWLIVE_CODE_OK;
}

static hwlive_config *config_of_stand_in(void)
{
    hwlive_config *config = hwlive_config_new();

    EXPECT(HWLIVE_CODE_OK, hwlive_config_load_environment(config, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_max_retries(config, 0, error_out));
    return config;
}

int main(void)
{
    hwlive_config *config = config_of_stand_in();
    hwlive_client *plain = NULL, *provided = NULL, *named = NULL;
    hwlive_error *error = NULL;
    hwlive_record_callback *callback = NULL;

    stand_between();
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &plain, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_credentials_provider(config, provide, NULL, error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &provided, error_out));
    hwlive_config_free(config);
    config = config_of_stand_in();
    EXPECT(HWLIVE_CODE_OK, hwlive_config_set_endpoint(config, "https://live.invalid", error_out));
    EXPECT(HWLIVE_CODE_OK, hwlive_client_new(config, &named, error_out));
    hwlive_config_free(config);

    exhausted = 1;
    /* What needs no helper goes on. */
    gives(HWLIVE_CODE_OK, plain, EXAMPLE);
    gives(HWLIVE_CODE_CREDENTIALS, provided, EXAMPLE);
    CHECK(hwlive_show_record_callback(named, EXAMPLE, &callback, &error) == HWLIVE_CODE_CONNECT);
    CHECK(strstr(hwlive_error_message(error), "thread") != NULL);
    hwlive_error_free(error);
    exhausted = 0;
    gives(HWLIVE_CODE_OK, plain, EXAMPLE);
    gives(HWLIVE_CODE_OK, provided, EXAMPLE);

    hwlive_client_free(plain);
    hwlive_client_free(provided);
    hwlive_client_free(named);
    return 0;
}
