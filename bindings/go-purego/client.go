package hwlive

import (
	"context"
	"runtime"
	"sync"
	"unsafe"
)

// Client asks Huawei Cloud Live for recording callbacks. Many goroutines may use one client at the same time. Close it; a client
// that nothing refers to any more is closed.
type Client struct {
	handle *handle
}

// handle is the client of C. It is freed when it is closed and no call is inside.
type handle struct {
	lock     sync.Mutex
	pointer  unsafe.Pointer
	users    int
	isClosed bool
	log      uintptr // The library calls it until the client is freed.
	provider *provider
}

// NewClient makes a client with these settings. It takes those of the environment only WithEnvironment.
func NewClient(options ...Option) (*Client, error) {
	config, err := newConfig(options)
	if err != nil {
		return nil, err
	}
	defer config.free()
	var pointer unsafe.Pointer
	err = call(func(failure *unsafe.Pointer) int32 { return hwlive_client_new(config.pointer, &pointer, failure) })
	if err != nil {
		forget(config.log)
		return nil, err
	}
	client := &Client{&handle{pointer: pointer, log: config.log, provider: config.provider}}
	runtime.SetFinalizer(client, (*Client).Close)
	return client, nil
}

// ShowRecordCallback asks the service for one recording callback. It waits at most for the client's timeout, or that of the call.
//
// When the context ends, the call ends with an error of the kind ErrCancelled within 0.2 s. Its cause is the error of the context.
// Nothing of the call goes on in the background.
func (c *Client) ShowRecordCallback(ctx context.Context, id string, options ...CallOption) (*RecordCallback, error) {
	text, err := cText(id, "id")
	if err != nil {
		return nil, err
	}
	var callback unsafe.Pointer
	err = c.ask(ctx, options, func(client, one unsafe.Pointer, failure *unsafe.Pointer) int32 {
		if one == nil {
			return hwlive_show_record_callback(client, text, &callback, failure)
		}
		return hwlive_show_record_callback_with(client, text, one, &callback, failure)
	})
	if err != nil {
		return nil, err
	}
	defer hwlive_record_callback_free(callback)
	return readRecordCallback(callback), nil
}

// ListRecordCallbacks asks the service for the recording callbacks of the project that the filter lets through. Options and the
// context are as for ShowRecordCallback. They count for the whole list.
func (c *Client) ListRecordCallbacks(ctx context.Context, filter Filter, options ...CallOption) (*RecordCallbackList, error) {
	domain, err := cTextOrNil(filter.PublishDomain, "publish domain")
	if err != nil {
		return nil, err
	}
	app, err := cTextOrNil(filter.App, "app")
	if err != nil {
		return nil, err
	}
	var list unsafe.Pointer
	err = c.ask(ctx, options, func(client, one unsafe.Pointer, failure *unsafe.Pointer) int32 {
		if one == nil {
			return hwlive_list_record_callbacks(client, domain, app, &list, failure)
		}
		return hwlive_list_record_callbacks_with(client, domain, app, one, &list, failure)
	})
	if err != nil {
		return nil, err
	}
	defer hwlive_record_callback_list_free(list)
	return readRecordCallbackList(list), nil
}

// ask runs a function of C that asks the service, with the client of C and the object for the options of this call.
func (c *Client) ask(ctx context.Context, options []CallOption, run func(client, one unsafe.Pointer, failure *unsafe.Pointer) int32) error {
	handle := c.handle
	if err := handle.enter(); err != nil {
		return err
	}
	defer handle.leave()
	err := withOptions(ctx, options, func(one unsafe.Pointer) error {
		return call(func(failure *unsafe.Pointer) int32 { return run(handle.pointer, one, failure) })
	})
	if err == nil {
		return nil
	}
	handle.lock.Lock()
	source := handle.provider
	handle.lock.Unlock()
	return withCause(err, source)
}

// ReplaceCredentials uses the credentials of these settings for every call that starts later.
func (c *Client) ReplaceCredentials(options ...Option) error {
	config, err := newConfig(options)
	if err != nil {
		return err
	}
	defer forget(config.log)
	defer config.free()
	if err := c.handle.enter(); err != nil {
		return err
	}
	defer c.handle.leave()
	err = call(func(failure *unsafe.Pointer) int32 {
		return hwlive_client_replace_credentials(c.handle.pointer, config.pointer, failure)
	})
	if err == nil {
		c.handle.lock.Lock()
		defer c.handle.lock.Unlock()
		c.handle.provider = config.provider
	}
	return err
}

// Shutdown ends all calls of this client, now and later, with an error of the kind ErrCancelled.
func (c *Client) Shutdown() {
	c.handle.lock.Lock()
	defer c.handle.lock.Unlock()
	hwlive_client_shutdown(c.handle.pointer) // nil is allowed.
}

// Close closes the client. Calls of other goroutines go on; the connections are closed when the last one has ended.
func (c *Client) Close() {
	c.handle.lock.Lock()
	defer c.handle.lock.Unlock()
	c.handle.isClosed = true
	c.handle.free()
}

func (h *handle) enter() error {
	h.lock.Lock()
	defer h.lock.Unlock()
	if h.isClosed {
		return invalidArgument("the client is closed")
	}
	h.users++
	return nil
}

func (h *handle) leave() {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.users--
	h.free()
}

// free is called with the lock.
func (h *handle) free() {
	if h.isClosed && h.users == 0 {
		hwlive_client_free(h.pointer)
		h.pointer = nil
		forget(h.log)
	}
}
