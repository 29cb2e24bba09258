// Package hwlive asks for Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what all of it means.
package hwlive

/*
#cgo LDFLAGS: -lhwlive
#include <hwlive.h>
#include <stdlib.h>

// The settings of the environment and, over them, those that are not empty: region, endpoint, project id, access key, secret key.
static hwlive_code make(hwlive_config *config, char **texts, uint32_t timeout_ms, hwlive_client **client, hwlive_error **error) {
	hwlive_code code = hwlive_config_load_environment(config, error);
	if (!code && *texts[0]) code = hwlive_config_set_region(config, texts[0], error);
	if (!code && *texts[1]) code = hwlive_config_set_endpoint(config, texts[1], error);
	if (!code && *texts[2]) code = hwlive_config_set_project_id(config, texts[2], error);
	if (!code && *texts[3]) code = hwlive_config_set_access_key(config, texts[3], texts[4], NULL, error);
	if (!code && timeout_ms) code = hwlive_config_set_timeout_ms(config, timeout_ms, error);
	return code ? code : hwlive_client_new(config, client, error);
}
*/
import "C"

import (
	"math"
	"runtime"
	"sync"
)

// RecordCallback is as the service sent it, nil where it sent none; the numbers are HWLIVE_…, defaults applied.
type RecordCallback struct {
	ID, JSON                                                                               string
	PublishDomain, App, NotifyCallbackURL, SignTypeText, CreateTime, UpdateTime, RequestID *string
	NotifyEventSubscription                                                                []string
	Events, Accept                                                                         uint32
	SignType                                                                               int32
	CreateTimeUnix, UpdateTimeUnix                                                         *int64
}

// Settings over those of the environment. What is empty stays as it is there.
type Settings struct {
	Region, Endpoint, ProjectID, AccessKey, SecretKey string
	TimeoutMs                                         uint32
}

// Client may be used by many goroutines at once. One that is dropped closes itself.
type Client struct {
	lock   sync.RWMutex // Close waits for those that read.
	handle *C.hwlive_client
}

// NewClient makes a client of settings.
func NewClient(s Settings) (*Client, error) {
	client, config := &Client{}, C.hwlive_config_new()
	defer C.hwlive_config_free(config)
	runtime.SetFinalizer(client, (*Client).Close)
	make := func(texts **C.char, e **C.hwlive_error) C.hwlive_code {
		return C.make(config, texts, C.uint32_t(s.TimeoutMs), &client.handle, e)
	}
	return client, call(make, s.Region, s.Endpoint, s.ProjectID, s.AccessKey, s.SecretKey)
}

// Close waits for the calls of other goroutines. Later calls are refused.
func (c *Client) Close() {
	c.lock.Lock()
	defer c.lock.Unlock()
	C.hwlive_client_free(c.handle)
	c.handle = nil
}

// ShowRecordCallback asks the service for one recording callback.
func (c *Client) ShowRecordCallback(id string) (*RecordCallback, error) {
	c.lock.RLock()
	defer c.lock.RUnlock()
	var p *C.hwlive_record_callback
	defer func() { C.hwlive_record_callback_free(p) }()
	ask := func(texts **C.char, e **C.hwlive_error) C.hwlive_code {
		return C.hwlive_show_record_callback(c.handle, *texts, &p, e)
	}
	if err := call(ask, id); err != nil {
		return nil, err
	}
	r := &RecordCallback{C.GoString(C.hwlive_record_callback_id(p)), C.GoString(C.hwlive_record_callback_json(p, nil)),
		text(C.hwlive_record_callback_publish_domain(p)), text(C.hwlive_record_callback_app(p)),
		text(C.hwlive_record_callback_notify_callback_url(p)), text(C.hwlive_record_callback_sign_type_text(p)),
		text(C.hwlive_record_callback_create_time(p)), text(C.hwlive_record_callback_update_time(p)),
		text(C.hwlive_record_callback_request_id(p)), []string{}, uint32(C.hwlive_record_callback_events(p)),
		uint32(C.hwlive_record_callback_accept(p)), int32(C.hwlive_record_callback_sign_type(p)),
		unix(C.hwlive_record_callback_create_time_unix(p)), unix(C.hwlive_record_callback_update_time_unix(p))}
	for i := C.size_t(0); i < C.hwlive_record_callback_notify_event_subscription_count(p); i++ {
		r.NotifyEventSubscription = append(r.NotifyEventSubscription, C.GoString(C.hwlive_record_callback_notify_event_subscription_at(p, i)))
	}
	return r, nil
}

// text is nil where C has none.
func text(p *C.char) *string { return map[bool]*string{true: ptr(C.GoString(p))}[p != nil] }

func unix(t C.int64_t) *int64 { return map[bool]*int64{true: ptr(int64(t))}[t != math.MinInt64] }

func ptr[T any](value T) *T { return &value }
