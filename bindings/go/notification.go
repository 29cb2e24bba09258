package hwlive

/*
#include <hwlive.h>
#include <stdlib.h>
*/
import "C"

// VerifyNotification says why a notification's body was not signed with key. accept is HWLIVE_ACCEPT_…, such as the
// callback's; the tolerance is in milliseconds, -1 for ever; now is a Unix time, 0 for this machine's clock.
func VerifyNotification(body []byte, key string, accept uint32, toleranceMs, now int64) error {
	var p *C.hwlive_notification
	defer func() { C.hwlive_notification_free(p) }()
	return call(func(texts **C.char, e **C.hwlive_error) C.hwlive_code {
		data := C.CBytes(append(body[:len(body):len(body)], 0)) // with an address, also where it is empty
		defer C.free(data)
		if code := C.hwlive_notification_parse((*C.char)(data), C.size_t(len(body)), &p, e); code != C.HWLIVE_CODE_OK {
			return code
		}
		return C.hwlive_notification_verify(p, *texts, C.uint32_t(accept), C.int64_t(toleranceMs), C.int64_t(now), e)
	}, key)
}
