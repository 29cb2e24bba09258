//go:build amd64 || arm64

package hwlive

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"unsafe"
)

// openContents loads a library from memory, which works where every file system is read-only. Where the system does not allow
// that, it takes a temporary file, which is removed at once: what is loaded stays loaded.
func openContents(contents []byte, name string) (uintptr, error) {
	library, inMemory := openMemory(contents, name)
	if inMemory == nil {
		return library, nil
	}
	library, inFile := openTemporary(contents, name)
	if inFile != nil {
		return 0, fmt.Errorf("%w, %w", inMemory, inFile)
	}
	return library, nil
}

func openMemory(contents []byte, name string) (uintptr, error) {
	text, err := syscall.BytePtrFromString(name)
	if err != nil {
		return 0, err
	}
	const closeOnExec = 1
	number, _, failed := syscall.Syscall(memfdCreate, uintptr(unsafe.Pointer(text)), closeOnExec, 0)
	runtime.KeepAlive(text)
	if failed != 0 {
		return 0, os.NewSyscallError("memfd_create", failed)
	}
	for rest := contents; len(rest) > 0; {
		written, err := syscall.Write(int(number), rest)
		if err != nil && err != syscall.EINTR {
			syscall.Close(int(number))
			return 0, os.NewSyscallError("write", err)
		}
		rest = rest[max(written, 0):]
	}
	library, err := open(fmt.Sprintf("/proc/self/fd/%d", number))
	if err != nil {
		syscall.Close(int(number))
	}
	// Otherwise it stays open: the loader knows the library by this path, and would give it to whoever loads another file by it.
	return library, err
}

func openTemporary(contents []byte, name string) (uintptr, error) {
	folder, err := os.MkdirTemp("", "hwlive-") // Nobody else may write there.
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, contents, 0o600); err != nil {
		return 0, err
	}
	return open(path)
}
