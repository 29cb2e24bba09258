// The scenario, in Go. usage: scenario scenario.json
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	"example.com/hwlive"
)

type step struct {
	Name         string
	IDs          []string
	Settings     map[string]any
	Times        int
	Threads      int
	Forks        int
	Dropped      int
	GrowthKib    int `json:"growth_kib"`
	Closed       bool
	Notification *string
	NowUnix      int64 `json:"now_unix"`
	Expect       map[string]any
	Error        map[string]any
}

var scenario struct {
	Key   string
	Steps []step
}

func residentKib() (kib int) {
	debug.FreeOSMemory()
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fmt.Sscan(rest, &kib)
	return kib
}

func (s step) settings() (made hwlive.Settings) {
	for name, value := range s.Settings {
		switch name {
		case "access_key":
			key := value.([]any)
			made.AccessKey, made.SecretKey = key[0].(string), key[1].(string)
		case "endpoint":
			made.Endpoint = value.(string)
		case "timeout_ms":
			made.TimeoutMs = uint32(value.(float64))
		default:
			panic("no setting here: " + name)
		}
	}
	return made
}

// as JSON knows it, so that it can be compared.
func plain(value any) (plain any) {
	text, _ := json.Marshal(value)
	json.Unmarshal(text, &plain)
	return plain
}

func (s step) callback(got *hwlive.RecordCallback, id string) error {
	for field, expected := range s.Expect {
		name := strings.ReplaceAll(field, "_", "")
		value := reflect.ValueOf(*got).FieldByNameFunc(func(known string) bool { return strings.EqualFold(known, name) })
		if !value.IsValid() || !reflect.DeepEqual(plain(value.Interface()), expected) {
			return fmt.Errorf("%s: %v, not %v", field, value, expected)
		}
	}
	if got.ID != id || got.RequestID == nil {
		return fmt.Errorf("%+v", got)
	}
	return nil
}

func (s step) failure(err error) error {
	var failure *hwlive.Error
	if s.Error == nil || !errors.As(err, &failure) || failure.Message == "" {
		return fmt.Errorf("not expected: %v", err)
	}
	found := map[string]any{"kind": failure.Kind, "status": float64(failure.Status), "service_code": nil,
		"has_request_id": failure.RequestID != ""}
	if failure.ServiceCode != "" {
		found["service_code"] = failure.ServiceCode
	}
	if !reflect.DeepEqual(found, s.Error) {
		return fmt.Errorf("%v: %v", found, err)
	}
	return nil
}

func (s step) calls(client *hwlive.Client) error {
	for n := 0; n < s.Times; n++ {
		for _, id := range s.IDs {
			got, err := client.ShowRecordCallback(id)
			if err != nil {
				err = s.failure(err)
			} else if s.Error != nil {
				err = fmt.Errorf("no error, but %+v", got)
			} else {
				err = s.callback(got, id)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (s step) work(client *hwlive.Client) error {
	if s.Dropped == 0 {
		return s.calls(client)
	}
	for n := 0; n < s.Dropped; n++ {
		client, err := hwlive.NewClient(s.settings())
		if err == nil {
			err = s.calls(client)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s step) run() error {
	if s.Notification != nil {
		err := hwlive.VerifyNotification([]byte(*s.Notification), scenario.Key, 1, 900_000, s.NowUnix)
		if err == nil && s.Error == nil {
			return nil
		}
		return s.failure(err)
	}
	client, err := hwlive.NewClient(s.settings())
	if err != nil {
		return s.failure(err)
	}
	defer client.Close()
	if s.Closed {
		client.Close()
	}
	if s.GrowthKib > 0 {
		if err := s.work(client); err != nil {
			return err
		}
	}
	before := residentKib()
	results := make(chan error)
	for n := 0; n < s.Threads; n++ {
		go func() { results <- s.work(client) }()
	}
	for n := 0; n < s.Threads; n++ {
		if failure := <-results; failure != nil {
			err = failure
		}
	}
	// What is dropped is freed by another goroutine.
	for tries := 0; s.GrowthKib > 0 && residentKib()-before > s.GrowthKib; tries++ {
		if tries > 200 {
			return fmt.Errorf("grew by %d KiB", residentKib()-before)
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(text, &scenario)
	}
	if err != nil {
		panic(err)
	}
	failed := false
	for _, step := range scenario.Steps {
		if step.Times == 0 {
			step.Times = 1
		}
		if step.Threads == 0 {
			step.Threads = 1
		}
		if step.Forks > 0 {
			fmt.Printf("--   %s: Go does not fork\n", step.Name)
		} else if err := step.run(); err != nil {
			failed = true
			fmt.Printf("FAIL %s: %v\n", step.Name, err)
		} else {
			fmt.Printf("ok   %s\n", step.Name)
		}
	}
	if failed {
		os.Exit(1)
	}
}
