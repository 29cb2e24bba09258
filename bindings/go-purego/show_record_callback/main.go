package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	hwlive "example.com/hwlive-purego"
)

func main() {
	client, err := hwlive.NewClient(hwlive.WithEnvironment(), hwlive.WithTimeout(10*time.Second))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer client.Close()
	callback, err := client.ShowRecordCallback(context.Background(), os.Args[1])
	var failure *hwlive.Error
	if errors.As(err, &failure) {
		fmt.Fprintf(os.Stderr, "%s [%s, %d, %s, %s]\n", failure, failure.Kind, failure.Status, failure.ServiceCode, failure.RequestID)
		os.Exit(1)
	}
	if url := callback.NotifyCallbackURL; url != nil {
		fmt.Println(callback.ID, "->", *url)
	}
}
