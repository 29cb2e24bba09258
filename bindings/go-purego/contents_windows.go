//go:build amd64

package hwlive

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// openContents loads a library from a file in the user's own cache, which has its SHA-256 in its path. It stays there, since Windows
// removes no file that is loaded.
func openContents(contents []byte, name string) (uintptr, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return 0, err
	}
	folder := filepath.Join(cache, "hwlive", fmt.Sprintf("%x", sha256.Sum256(contents)))
	path := filepath.Join(folder, name)
	if hasContents(path, contents) {
		return open(path)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, err
	}
	file, err := os.CreateTemp(folder, name+"-")
	if err != nil {
		return 0, err
	}
	defer os.Remove(file.Name()) // What was renamed is not there any more.
	_, err = file.Write(contents)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	// Another process may have been faster, and has the file loaded.
	if err != nil && !hasContents(path, contents) {
		return 0, err
	}
	return open(path)
}

func hasContents(path string, contents []byte) bool {
	found, err := os.ReadFile(path)
	return err == nil && bytes.Equal(found, contents)
}
