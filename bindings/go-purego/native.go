package hwlive

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"
)

var (
	loadOnce  sync.Once
	loadError error
	// The functions that C calls: one of each for all clients; a number says whose it is. purego frees none.
	logAddress, credentialsAddress, releaseAddress uintptr
)

// load finds and loads libhwlive: the file that the environment variable HWLIVE_LIBRARY names. If it is not set, the file beside
// the program, or else the one that is part of the program, or else the one that the system's loader finds by its name.
func load() error {
	loadOnce.Do(func() {
		var tried []string
		for _, candidate := range candidates() {
			library, err := candidate.open()
			if err == nil {
				loadError = fill(library)
				return
			}
			tried = append(tried, candidate.place+": "+err.Error())
		}
		loadError = &Error{Kind: ErrOther, Message: "hwlive: the library cannot be loaded. Tried: " + strings.Join(tried, "; ")}
	})
	return loadError
}

// candidate is where the library may be.
type candidate struct {
	place string
	open  func() (uintptr, error)
}

func candidates() []candidate {
	file := func(path string) candidate { return candidate{path, func() (uintptr, error) { return open(path) }} }
	if chosen := os.Getenv("HWLIVE_LIBRARY"); chosen != "" {
		return []candidate{file(chosen)}
	}
	name := "libhwlive.so." + abi
	switch runtime.GOOS {
	case "windows":
		name = "hwlive.dll"
	case "darwin":
		name = "libhwlive.dylib"
	}
	var found []candidate
	if program, err := os.Executable(); err == nil {
		found = append(found, file(filepath.Join(filepath.Dir(program), name)))
	}
	// A module that was not released has none.
	path := "carried/" + runtime.GOOS + "_" + runtime.GOARCH + "/" + name
	if _, err := fs.Stat(carried, path); err == nil {
		found = append(found, candidate{"the copy in the program", func() (uintptr, error) {
			contents, err := carried.ReadFile(path)
			if err != nil {
				return 0, err
			}
			return openContents(contents, name)
		}})
	}
	return append(found, file(name))
}

// fill fills in the functions of declarations.go.
func fill(library uintptr) (err error) {
	defer func() { // purego panics if the library has no such function.
		if missing := recover(); missing != nil {
			err = &Error{Kind: ErrOther, Message: fmt.Sprint("hwlive: the library does not fit: ", missing)}
		}
	}()
	for name, function := range functions {
		purego.RegisterLibFunc(function, library, name)
	}
	logAddress = purego.NewCallback(func(level int32, message *byte, number uintptr) uintptr {
		writeLog(level, message, number)
		return 0
	})
	credentialsAddress = purego.NewCallback(func(credentials unsafe.Pointer, number uintptr) uintptr {
		return uintptr(giveCredentials(credentials, number))
	})
	releaseAddress = purego.NewCallback(func(number uintptr) uintptr {
		forget(number)
		return 0
	})
	return nil
}

func logFunction() unsafe.Pointer         { return pointer(&logAddress) }
func credentialsFunction() unsafe.Pointer { return pointer(&credentialsAddress) }
func releaseFunction() unsafe.Pointer     { return pointer(&releaseAddress) }

func pointer(address *uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(address)) }
