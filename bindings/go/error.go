package hwlive

/*
#include <hwlive.h>
#include <stdlib.h>
*/
import "C"

import (
	"strings"
	"unsafe"
)

// Error is why a call failed. Status is 0 and the texts are empty where the service gave none.
type Error struct {
	Kind, Message, ServiceCode, RequestID string
	Status                                int
}

func (e *Error) Error() string { return e.Message }

var kinds = strings.Fields("ok other invalid_argument credentials unauthorized not_found throttled service connect tls" +
	" timeout bad_response cancelled panic malformed unsigned wrong_signature expired")

// call runs a function of C with at most 8 texts, and makes its failure an *Error.
func call(run func(**C.char, **C.hwlive_error) C.hwlive_code, texts ...string) error {
	pointers := (*[8]*C.char)(C.calloc(8, C.size_t(unsafe.Sizeof(uintptr(0))))) // C's memory, since it holds pointers
	defer C.free(unsafe.Pointer(pointers))
	for i, text := range texts {
		if strings.Contains(text, "\x00") { // C would read the text up to there, and ask for something else.
			return &Error{Kind: "invalid_argument", Message: "a text has a NUL character in it"}
		}
		pointers[i] = C.CString(text)
		defer C.free(unsafe.Pointer(pointers[i]))
	}
	var failure *C.hwlive_error
	code := run(&pointers[0], &failure)
	if code == C.HWLIVE_CODE_OK {
		return nil
	}
	defer C.hwlive_error_free(failure)
	kind := "other"
	if int(code) < len(kinds) {
		kind = kinds[code]
	}
	return &Error{kind, C.GoString(C.hwlive_error_message(failure)), C.GoString(C.hwlive_error_service_code(failure)),
		C.GoString(C.hwlive_error_request_id(failure)), int(C.hwlive_error_http_status(failure))}
}
