# Both halves together: asks for a callback, receives on its URL, sends what the service would, and a forged one.
# Needs libmicrohttpd (Debian: libmicrohttpd-dev).

run-notifications: $(OUT)/receive_notifications stand-in
	./run-notifications $(STAND_IN) $(OUT)/receive_notifications

$(OUT)/receive_notifications: receive_notifications.c ../include/hwlive.h library
	@echo '#include <microhttpd.h>' | $(CC) $(CFLAGS) -E - >/dev/null 2>&1 || \
		{ echo 'receive_notifications needs libmicrohttpd (Debian: libmicrohttpd-dev)' >&2; exit 1; }
	@mkdir -p $(OUT)
	$(CC) -std=c99 -D_POSIX_C_SOURCE=200809L -pthread $(CFLAGS) -I../include -o $@ receive_notifications.c $(LIBRARY) -lmicrohttpd $(LIBS)

.PHONY: run-notifications
