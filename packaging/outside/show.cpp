// As show.c, with the header for C++.
#include <hwlive.hpp>
#include <iostream>

int main()
try {
    hwlive::Client client(hwlive::Config().load_environment());
    hwlive::RecordCallback callback = client.show_record_callback("e2fe84def7e476651034ec4b9e92bc30");
    std::cout << callback.notify_callback_url.value_or("(none)") << '\n';
} catch (const hwlive::Error &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
