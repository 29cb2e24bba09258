import sys

import hwlive

with hwlive.Client(timeout_ms=10_000) as client:
    try:
        callback = client.show_record_callback(sys.argv[1])
        print(f"{callback.id} -> {callback.notify_callback_url}")
    except hwlive.Error as error:
        sys.exit(f"{error} [{error.kind}, {error.status}, {error.service_code}, {error.request_id}]")
