// Package hwlive asks Huawei Cloud Live for recording callbacks.
//
//	client, err := hwlive.NewClient(hwlive.WithEnvironment(), hwlive.WithTimeout(10*time.Second))
//	if err != nil {
//		return err
//	}
//	defer client.Close()
//	callback, err := client.ShowRecordCallback(ctx, "e2fe84def7e476651034ec4b9e92bc30")
//	if errors.Is(err, hwlive.ErrNotFound) {
//		// The project has no such callback.
//	}
//
// The work is done by the library libhwlive; native.go says where it is looked for.
package hwlive
