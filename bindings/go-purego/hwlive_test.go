package hwlive

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"
)

const (
	documentedID    = "e2fe84def7e476651034ec4b9e92bc30"
	notificationKey = "0123456789abcdef0123456789abcdef"
)

func TestVerifyNotification(t *testing.T) {
	const body = `{"event_type": "RECORD_FILE_COMPLETE", "publish_domain": "push.example.com", "app": "live", "stream": "直播", ` +
		`"download_url": "https://obs.example.com/record-1.m3u8", "file_size": 3957964, "auth_timestamp": 1583676745, ` +
		`"auth_sign": "e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78"}`
	const now = 1583676745
	notification, err := VerifyNotification(body, notificationKey, AcceptHMACSHA256, NotificationToleranceMs, now)
	if err != nil {
		t.Fatal(err)
	}
	if notification.Stream == nil || *notification.Stream != "直播" {
		t.Errorf("the stream is %v", notification.Stream)
	}
	for _, wrong := range []struct {
		key  string
		late int64
		kind Kind
	}{{"another key of 32 characters....", 0, ErrWrongSignature}, {notificationKey, 3600, ErrExpired}} {
		_, err := VerifyNotification([]byte(body), wrong.key, AcceptHMACSHA256, NotificationToleranceMs, now+wrong.late)
		if !errors.Is(err, wrong.kind) {
			t.Errorf("%v is not of the kind %v", err, wrong.kind)
		}
	}
}

// These run against the stand-in: hwlive-stand-in -- go test
func standIn(t *testing.T) *Client {
	if os.Getenv("HUAWEICLOUD_SDK_ENDPOINT") == "" {
		t.Skip("the stand-in is not there: hwlive-stand-in -- go test")
	}
	client, err := NewClient(WithEnvironment(), WithTimeout(10*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func TestShowRecordCallback(t *testing.T) {
	client := standIn(t)
	callback, err := client.ShowRecordCallback(context.Background(), documentedID)
	if err != nil {
		t.Fatal(err)
	}
	if callback.ID != documentedID {
		t.Errorf("the id is %q", callback.ID)
	}
	if _, err := client.ShowRecordCallback(context.Background(), "unknown"); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v is not ErrNotFound", err)
	}
}

func TestContext(t *testing.T) {
	client := standIn(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := client.ShowRecordCallback(ctx, documentedID)
	if !errors.Is(err, ErrCancelled) || !errors.Is(err, context.Canceled) {
		t.Errorf("%v is neither ErrCancelled nor context.Canceled", err)
	}
}
