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

// ShowRecordCallback asks the service for one recording callback. It waits at most for the client's timeout.
//
// When the context ends, its error is returned at once; the request itself may go on in the background until it is answered or its
// time is over.
func (c *Client) ShowRecordCallback(ctx context.Context, id string) (*RecordCallback, error) {
	text, err := cText(id, "id")
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	handle := c.handle
	if err := handle.enter(); err != nil {
		return nil, err
	}
	if ctx.Done() == nil {
		return handle.showRecordCallback(text)
	}
	type result struct {
		callback *RecordCallback
		err      error
	}
	done := make(chan result, 1)
	go func() {
		callback, err := handle.showRecordCallback(text)
		done <- result{callback, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case found := <-done:
		return found.callback, found.err
	}
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

// Shutdown ends all calls of this client, now and later, with an error of the kind Cancelled.
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

// showRecordCallback leaves what was entered.
func (h *handle) showRecordCallback(id *byte) (*RecordCallback, error) {
	defer h.leave()
	var callback unsafe.Pointer
	err := call(func(failure *unsafe.Pointer) int32 {
		return hwlive_show_record_callback(h.pointer, id, &callback, failure)
	})
	if err != nil {
		h.lock.Lock()
		source := h.provider
		h.lock.Unlock()
		return nil, withCause(err, source)
	}
	defer hwlive_record_callback_free(callback)
	return readRecordCallback(callback), nil
}
