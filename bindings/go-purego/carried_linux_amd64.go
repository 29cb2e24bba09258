package hwlive

import "embed"

//go:embed carried/linux_amd64
var carried embed.FS

// memfdCreate is the number of the system call.
const memfdCreate = 319
