#include <hwlive.hpp>
#include <iostream>

int main(int argc, char **argv)
try {
    using namespace std::chrono_literals;
    hwlive::Client client(hwlive::Config().load_environment().timeout(5s));
    hwlive::RecordCallback callback = client.show_record_callback(argc > 1 ? argv[1] : "");
    std::cout << callback.id << " -> " << callback.notify_callback_url.value_or("(none)") << '\n';
} catch (const hwlive::Error &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
