//go:build amd64 || arm64

package hwlive

import (
	"os"
	"runtime"
	"testing"
)

func TestALibraryInsideIsLoadedInBothWaysAndLeavesNothing(t *testing.T) {
	name := "libhwlive.so." + abi
	contents, err := carried.ReadFile("carried/linux_" + runtime.GOARCH + "/" + name)
	if err != nil {
		t.Skip("the module was not released with a library for this system")
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for way, load := range map[string]func([]byte, string) (uintptr, error){"memory": openMemory, "file": openTemporary} {
		if library, err := load(contents, name); err != nil || library == 0 {
			t.Errorf("%s: %v", way, err)
		}
		if _, err := load([]byte("no library"), name); err == nil {
			t.Errorf("%s: what is no library is loaded", way)
		}
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
