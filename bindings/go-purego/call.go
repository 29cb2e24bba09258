package hwlive

import (
	"runtime"
	"strings"
	"unsafe"

	"github.com/ebitengine/purego"
)

// Error is why a call failed. Status is 0 and the texts are empty where the service gave none.
type Error struct {
	Kind, Message, ServiceCode, RequestID string
	Status                                int
}

func (e *Error) Error() string { return e.Message }

var kinds = strings.Fields("ok other invalid_argument credentials unauthorized not_found throttled service connect tls" +
	" timeout bad_response cancelled panic malformed unsigned wrong_signature expired")

// call calls a function of C with a slot for an error at the end, and makes what it fails with an *Error.
func call(name string, arguments ...any) error {
	for _, argument := range arguments {
		if text, is := argument.(string); is && strings.Contains(text, "\x00") { // C would read up to there, and ask for something else.
			return &Error{Kind: "invalid_argument", Message: "a text has a NUL character in it"}
		}
	}
	slot := new(uintptr)
	code := int(int32(c(name, append(arguments, slot)...)))
	if code == 0 {
		return nil
	}
	defer c("error_free", *slot)
	kind := "other"
	if code < len(kinds) {
		kind = kinds[code]
	}
	said := map[string]string{}
	for _, name := range []string{"message", "service_code", "request_id"} {
		if text := text(c("error_"+name, *slot)); text != nil {
			said[name] = *text
		}
	}
	return &Error{kind, said["message"], said["service_code"], said["request_id"], int(int32(c("error_http_status", *slot)))}
}

var library = must(purego.Dlopen("libhwlive.so.0.1", purego.RTLD_NOW))

// c calls a function of C. Numbers are as wide as a pointer; slots, texts and bytes are Go's, for the time of the call.
func c(name string, arguments ...any) uintptr {
	words, lent := make([]uintptr, len(arguments)), make([]unsafe.Pointer, len(arguments))
	for i, argument := range arguments {
		switch value := argument.(type) {
		case uintptr:
			words[i] = value
			continue
		case *uintptr:
			lent[i] = unsafe.Pointer(value)
		case string:
			lent[i] = unsafe.Pointer(&append([]byte(value), 0)[0])
		case []byte:
			lent[i] = unsafe.Pointer(&append(value[:len(value):len(value)], 0)[0]) // with an address, also where it is empty
		}
		words[i] = uintptr(lent[i])
	}
	result, _, _ := purego.SyscallN(must(purego.Dlsym(library, "hwlive_"+name)), words...)
	runtime.KeepAlive(lent)
	return result
}

// text is nil where C has none.
func text(p uintptr) *string {
	if p == 0 {
		return nil
	}
	start, length := *(**byte)(unsafe.Pointer(&p)), 0
	for *(*byte)(unsafe.Add(unsafe.Pointer(start), length)) != 0 {
		length++
	}
	copied := string(unsafe.Slice(start, length))
	return &copied
}

func must(value uintptr, err error) uintptr {
	if err != nil {
		panic(err)
	}
	return value
}
