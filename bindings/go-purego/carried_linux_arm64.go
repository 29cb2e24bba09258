package hwlive

import "embed"

//go:embed carried/linux_arm64
var carried embed.FS

// memfdCreate is the number of the system call.
const memfdCreate = 279
