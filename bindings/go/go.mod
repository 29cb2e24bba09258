module example.com/hwlive

go 1.19
