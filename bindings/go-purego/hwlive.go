// Package hwlive asks for Huawei Cloud Live recording callbacks, by libhwlive without cgo; hwlive.h says what all of it means.
package hwlive

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
	handle uintptr
}

// NewClient makes a client of settings.
func NewClient(s Settings) (*Client, error) {
	client, config := &Client{}, c("config_new")
	defer c("config_free", config)
	runtime.SetFinalizer(client, (*Client).Close)
	err := call("config_load_environment", config)
	set := func(given bool, name string, values ...any) {
		if given && err == nil {
			err = call("config_set_"+name, append([]any{config}, values...)...)
		}
	}
	set(s.Region != "", "region", s.Region)
	set(s.Endpoint != "", "endpoint", s.Endpoint)
	set(s.ProjectID != "", "project_id", s.ProjectID)
	set(s.AccessKey != "", "access_key", s.AccessKey, s.SecretKey, uintptr(0))
	set(s.TimeoutMs != 0, "timeout_ms", uintptr(s.TimeoutMs))
	if err != nil {
		return client, err
	}
	return client, call("client_new", config, &client.handle)
}

// Close waits for the calls of other goroutines. Later calls are refused.
func (client *Client) Close() {
	client.lock.Lock()
	defer client.lock.Unlock()
	c("client_free", client.handle)
	client.handle = 0
}

// ShowRecordCallback asks the service for one recording callback.
func (client *Client) ShowRecordCallback(id string) (*RecordCallback, error) {
	client.lock.RLock()
	defer client.lock.RUnlock()
	p := new(uintptr)
	if err := call("show_record_callback", client.handle, id, p); err != nil {
		return nil, err
	}
	defer c("record_callback_free", *p)
	number := func(name string) uintptr { return c("record_callback_"+name, *p) }
	field := func(name string) *string { return text(number(name)) }
	r := &RecordCallback{*field("id"), *text(c("record_callback_json", *p, uintptr(0))), field("publish_domain"), field("app"),
		field("notify_callback_url"), field("sign_type_text"), field("create_time"), field("update_time"), field("request_id"),
		[]string{}, uint32(number("events")), uint32(number("accept")), int32(number("sign_type")),
		unix(number("create_time_unix")), unix(number("update_time_unix"))}
	for i := uintptr(0); i < number("notify_event_subscription_count"); i++ {
		r.NotifyEventSubscription = append(r.NotifyEventSubscription, *text(c("record_callback_notify_event_subscription_at", *p, i)))
	}
	return r, nil
}

// VerifyNotification says why a notification's body was not signed with key. accept is HWLIVE_ACCEPT_…, such as the
// callback's; the tolerance is in milliseconds, -1 for ever; now is a Unix time, 0 for this machine's clock.
func VerifyNotification(body []byte, key string, accept uint32, toleranceMs, now int64) error {
	p := new(uintptr)
	if err := call("notification_parse", body, uintptr(len(body)), p); err != nil {
		return err
	}
	defer c("notification_free", *p)
	return call("notification_verify", *p, key, uintptr(accept), uintptr(toleranceMs), uintptr(now))
}

func unix(t uintptr) *int64 {
	if seconds := int64(t); seconds != math.MinInt64 {
		return &seconds
	}
	return nil
}
