package main

// The steps about lists, and about options, reports and the end of one call.

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"time"

	"example.com/hwlive"
)

func (s step) callOptions(report *hwlive.Report) (made []hwlive.CallOption) {
	for name, value := range s.Call {
		texts := [3]string{}
		list, _ := value.([]any)
		for i, one := range list {
			texts[i], _ = one.(string)
		}
		switch name {
		case "timeout_ms":
			made = append(made, hwlive.CallTimeout(time.Duration(value.(float64))*time.Millisecond))
		case "header":
			made = append(made, hwlive.CallHeader(texts[0], texts[1]))
		case "access_key":
			made = append(made, hwlive.CallAccessKey(texts[0], texts[1], texts[2]))
		case "auth_token":
			made = append(made, hwlive.CallAuthToken(value.(string)))
		default:
			panic("no option here: " + name)
		}
	}
	if s.Call != nil {
		made = append(made, hwlive.CallReport(report))
	}
	return made
}

func (s step) report(report *hwlive.Report) error {
	for name, expected := range s.Report {
		found, err := field(report, name)
		if err != nil || !reflect.DeepEqual(found, expected) {
			return fmt.Errorf("%s: %v, not %v: %v", name, found, expected, err)
		}
	}
	if report.Total == nil || *report.Total <= 0 || report.BytesSent == 0 || report.PeerAddress == nil || report.TLSVersion != nil {
		return fmt.Errorf("%+v", report)
	}
	if s.Error == nil && (report.BytesReceived == 0 || report.FirstByte == nil || *report.FirstByte > *report.Total) {
		return fmt.Errorf("%+v", report)
	}
	return nil
}

func (s step) list(client *hwlive.Client) error {
	for _, options := range [][]hwlive.CallOption{nil, {hwlive.CallTimeout(20 * time.Second)}} {
		got, err := client.ListRecordCallbacks(context.Background(), hwlive.Filter{PublishDomain: s.List[0], App: s.List[1]}, options...)
		if err != nil {
			if err = s.failure(err); err != nil {
				return err
			}
			continue
		}
		if s.Error != nil || got.RequestID == nil {
			return fmt.Errorf("%+v", got)
		}
		found := map[string]any{"count": len(got.Callbacks), "total": got.Total, "is_complete": got.IsComplete, "first": nil}
		for i, callback := range got.Callbacks {
			if i == 0 {
				found["first"] = callback.ID
			}
			if callback.ID == "" || callback.RequestID == nil || callback.JSON == "" {
				return fmt.Errorf("%+v", callback)
			}
		}
		if !reflect.DeepEqual(plain(found), any(s.Expect)) {
			return fmt.Errorf("%v, not %v", plain(found), s.Expect)
		}
	}
	return nil
}

// cancelled ends a call that has begun, and one that has not, by their contexts.
func (s step) cancelled() error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	begun := func() (hwlive.Credentials, error) {
		go cancel()
		return environmentCredentials()
	}
	client, err := hwlive.NewClient(append(s.options(), hwlive.WithCredentialsProvider(begun))...)
	if err != nil {
		return err
	}
	defer client.Close()
	var report hwlive.Report
	for range []string{"running", "not begun"} {
		start := time.Now()
		_, err = client.ShowRecordCallback(ctx, s.IDs[0], hwlive.CallReport(&report))
		if failed := s.failure(err); failed != nil || !errors.Is(err, context.Canceled) || time.Since(start) > 10*time.Second {
			return fmt.Errorf("%v after %v: %v", err, time.Since(start), failed)
		}
	}
	if report.BytesSent != 0 {
		return fmt.Errorf("%+v", report)
	}
	if _, err = client.ListRecordCallbacks(ctx, hwlive.Filter{}); !errors.Is(err, hwlive.ErrCancelled) {
		return fmt.Errorf("the list: %v", err)
	}
	_, err = client.ShowRecordCallback(context.Background(), "bare")
	return err
}
