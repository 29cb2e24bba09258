package hwlive

import "embed"

//go:embed carried/windows_amd64
var carried embed.FS
