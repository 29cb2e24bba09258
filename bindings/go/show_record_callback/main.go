package main

import (
	"errors"
	"fmt"
	"os"

	"example.com/hwlive"
)

func main() {
	client, err := hwlive.NewClient(hwlive.Settings{TimeoutMs: 10_000})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer client.Close()
	callback, err := client.ShowRecordCallback(os.Args[1])
	var failure *hwlive.Error
	if errors.As(err, &failure) {
		fmt.Fprintf(os.Stderr, "%s [%s, %d, %s, %s]\n", failure, failure.Kind, failure.Status, failure.ServiceCode, failure.RequestID)
		os.Exit(1)
	}
	if url := callback.NotifyCallbackURL; url != nil {
		fmt.Println(callback.ID, "->", *url)
	}
}
