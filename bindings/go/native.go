package hwlive

/*
#cgo pkg-config: hwlive
#include "callbacks.h"
*/
import "C"

import "unsafe"

// load does nothing: with cgo, the linker finds libhwlive when the program is built, and the system's loader when it starts.
// HWLIVE_LIBRARY has no effect.
func load() error { return nil }

func logFunction() unsafe.Pointer         { return unsafe.Pointer(C.hwlive_go_log_function()) }
func credentialsFunction() unsafe.Pointer { return unsafe.Pointer(C.hwlive_go_credentials_function()) }
func releaseFunction() unsafe.Pointer     { return unsafe.Pointer(C.hwlive_go_release_function()) }

//export hwliveGoLog
func hwliveGoLog(level C.int32_t, message *C.char, number C.uintptr_t) {
	writeLog(int32(level), (*byte)(unsafe.Pointer(message)), uintptr(number))
}

//export hwliveGoCredentials
func hwliveGoCredentials(credentials unsafe.Pointer, number C.uintptr_t) C.int32_t {
	return C.int32_t(giveCredentials(credentials, uintptr(number)))
}

//export hwliveGoRelease
func hwliveGoRelease(number C.uintptr_t) { forget(uintptr(number)) }
