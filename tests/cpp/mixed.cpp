// A program of two source files: this one with exceptions, the other one without. Both have a provider and a log function of the
// same types, and the linker takes one of all functions that have the same name.
#include <hwlive.hpp>

#include "check.hpp"

using hwlive::Client;
using hwlive::Config;
using hwlive::ErrorKind;

// In the other file.
bool shows_without_exceptions();

static void throws(hwlive::Credentials &)
{
    throw hwlive::Error(ErrorKind::timeout, "the vault is slow");
}

static void throws_as_well(hwlive::LogLevel, std::string_view)
{
    throw 1;
}

int main()
{
    CHECK(shows_without_exceptions());
    const Client logs(Config().load_environment().log(hwlive::LogLevel::debug, throws_as_well));
    CHECK(logs.show_record_callback("bare").id == "bare");
    const Client client(Config().load_environment().credentials_provider(throws));
    CHECK(client.try_show_record_callback("bare").error().kind() == ErrorKind::credentials);
}
