// The second source file of a program, to be compiled with exceptions or without.
#include <hwlive.hpp>

std::string other_source(const hwlive::Client &client);

std::string other_source(const hwlive::Client &client)
{
    const hwlive::Result<hwlive::RecordCallback> shown = client.try_show_record_callback("bare");
    return shown ? shown->id : shown.error().what();
}
