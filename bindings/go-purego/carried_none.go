//go:build !(linux && (amd64 || arm64)) && !(windows && amd64)

package hwlive

import (
	"embed"
	"errors"
)

// carried is empty: no module is released with a library for this system.
var carried embed.FS

func openContents([]byte, string) (uintptr, error) { return 0, errors.ErrUnsupported }
