package hwlive

import (
	"context"
	"errors"
	"time"
	"unsafe"
)

// CallOption is an option of one call. Of several kinds of credentials the last one is used.
type CallOption func(*oneCall) error

// Report is how a call went, whether it succeeded or failed. Attempts counts the whole call. Everything else is about its last
// request. Times are nil if there was nothing to measure.
type Report struct {
	// Attempts is how often the call was tried; 0 if nothing was tried.
	Attempts uint32
	// ConnectionReused tells whether an earlier request had left the connection open.
	ConnectionReused bool
	// PeerAddress is the address and port that the request went to, or those of the proxy; nil if there was no connection.
	PeerAddress *string
	Lookup      *time.Duration
	Connect     *time.Duration
	// Proxy is how long the tunnel through the proxy took.
	Proxy *time.Duration
	TLS   *time.Duration
	// FirstByte is from the beginning of the request to the first byte of its answer.
	FirstByte *time.Duration
	// Total is from the beginning of the request to its end.
	Total                    *time.Duration
	BytesSent, BytesReceived uint64
	// TLSVersion is "TLSv1.3" or "TLSv1.2"; nil without TLS.
	TLSVersion *string
}

// oneCall is the options of a call: an object of C, and where its report goes.
type oneCall struct {
	pointer unsafe.Pointer
	report  *Report
}

// setCall is an option that calls a function of C with texts, each with its name after it.
func setCall(run func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32, textsAndNames ...string) CallOption {
	return func(c *oneCall) error {
		texts, err := cTexts(textsAndNames...)
		if err != nil {
			return err
		}
		return call(func(failure *unsafe.Pointer) int32 { return run(c.pointer, texts, failure) })
	}
}

// CallTimeout limits the whole call, instead of the client's limit. It counts in milliseconds.
func CallTimeout(timeout time.Duration) CallOption {
	return func(c *oneCall) error {
		count, err := milliseconds(timeout, "timeout")
		if err != nil {
			return err
		}
		return call(func(failure *unsafe.Pointer) int32 { return hwlive_call_set_timeout_ms(c.pointer, count, failure) })
	}
}

// CallHeader adds a header line to the requests that go to Live. It is sent as it is and is not signed.
func CallHeader(name, value string) CallOption {
	return setCall(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_call_add_header(c, texts[0], texts[1], failure)
	}, name, "header name", value, "header value")
}

// CallAccessKey sets the access key that signs this call, instead of the client's credentials. The security token of a permanent
// key is "".
func CallAccessKey(accessKey, secretKey, securityToken string) CallOption {
	return setCall(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_call_set_access_key(c, texts[0], texts[1], unlessEmpty(securityToken, texts[2]), failure)
	}, accessKey, "access key", secretKey, "secret key", securityToken, "security token")
}

// CallAuthToken sets the IAM token of this call, instead of the client's credentials.
func CallAuthToken(token string) CallOption {
	return setCall(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_call_set_auth_token(c, texts[0], failure)
	}, token, "auth token")
}

// CallReport says where to write how the call went. It is written when the call has ended, also if it failed.
func CallReport(report *Report) CallOption {
	return func(c *oneCall) error {
		c.report = report
		return nil
	}
}

// withOptions runs a call with its options, and ends it when the context ends. The object of C is nil if there is nothing to say.
// When it returns, the call is over and nothing of it goes on.
func withOptions(ctx context.Context, options []CallOption, run func(one unsafe.Pointer) error) error {
	if ctx.Done() == nil && len(options) == 0 {
		return run(nil)
	}
	one := &oneCall{pointer: hwlive_call_new()}
	defer func() { hwlive_call_free(one.pointer) }()
	for _, option := range options {
		if err := option(one); err != nil {
			return err
		}
	}
	stop := one.follow(ctx)
	err := func() error {
		defer stop()
		return run(one.pointer)
	}()
	if one.report != nil {
		*one.report = readReport(one.pointer)
	}
	var failure *Error
	if ended := ctx.Err(); ended != nil && errors.As(err, &failure) && failure.Kind == ErrCancelled {
		failure.Cause = ended
	}
	return err
}

// follow cancels the call when the context ends. What it returns waits until nothing uses the call's object any more.
func (c *oneCall) follow(ctx context.Context) (stop func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	if ctx.Err() != nil {
		hwlive_call_cancel(c.pointer)
		return func() {}
	}
	over, left := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		select {
		case <-ctx.Done():
			hwlive_call_cancel(c.pointer)
		case <-over:
		}
	}()
	return func() {
		close(over)
		<-left
	}
}

func readReport(one unsafe.Pointer) Report {
	return Report{
		Attempts:         hwlive_call_attempts(one),
		ConnectionReused: hwlive_call_connection_reused(one) == 1,
		PeerAddress:      goText(hwlive_call_peer_address(one)),
		Lookup:           microseconds(hwlive_call_lookup_us(one)),
		Connect:          microseconds(hwlive_call_connect_us(one)),
		Proxy:            microseconds(hwlive_call_proxy_us(one)),
		TLS:              microseconds(hwlive_call_tls_us(one)),
		FirstByte:        microseconds(hwlive_call_first_byte_us(one)),
		Total:            microseconds(hwlive_call_total_us(one)),
		BytesSent:        hwlive_call_bytes_sent(one),
		BytesReceived:    hwlive_call_bytes_received(one),
		TLSVersion:       goText(hwlive_call_tls_version(one)),
	}
}

// microseconds is a time of C; nil if there was none.
func microseconds(count int64) *time.Duration {
	if count < 0 {
		return nil
	}
	took := time.Duration(count) * time.Microsecond
	return &took
}
