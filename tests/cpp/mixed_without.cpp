// The other source file of mixed.cpp, without exceptions.
#include <hwlive.hpp>

#if HWLIVE_EXCEPTIONS
#error "to be compiled with -fno-exceptions"
#endif

bool shows_without_exceptions();

static void gives(hwlive::Credentials &credentials)
{
    credentials.access_key("STANDINACCESSKEY0001", "stand-in-secret-key-that-opens-nothing01");
}

static void ignores(hwlive::LogLevel, std::string_view) {}

bool shows_without_exceptions()
{
    hwlive::Config config;
    config.load_environment().credentials_provider(gives).log(hwlive::LogLevel::debug, ignores);
    const hwlive::Result<hwlive::Client> client = hwlive::Client::try_make(config);
    return client && client->try_show_record_callback("bare");
}
