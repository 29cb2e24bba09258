package hwlive

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// Credentials are what a function of WithCredentialsProvider returns: an access key, or a token.
type Credentials struct {
	AccessKey, SecretKey string
	// SecurityToken is that of a temporary key; empty for a permanent one.
	SecurityToken string
	// AuthToken is the token; empty if there is an access key.
	AuthToken string
	// Expiry is when they end. The function is called again before. With the zero time they are kept.
	Expiry time.Time
}

// String shows no secret.
func (c Credentials) String() string { return fmt.Sprintf("hwlive.Credentials{Expiry: %s}", c.Expiry) }

// GoString is String.
func (c Credentials) GoString() string { return c.String() }

// provider is a function that gives credentials, and what it failed with last.
type provider struct {
	give func() (Credentials, error)
	lock sync.Mutex
	err  error
}

func (p *provider) failed(err error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.err = err
}

func (p *provider) lastError() error {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.err
}

// listeners are what the library may call, by the number that it has of it.
var (
	listeners    sync.Map
	lastListener uintptr
)

func keep(listener any) uintptr {
	number := atomic.AddUintptr(&lastListener, 1)
	listeners.Store(number, listener)
	return number
}

func forget(number uintptr) { listeners.Delete(number) }

// writeLog is called by C. A panic must not go through C: it ends here.
func writeLog(level int32, message *byte, number uintptr) {
	defer func() { _ = recover() }()
	if found, is := listeners.Load(number); is {
		found.(func(LogLevel, string))(LogLevel(level), textOrEmpty(message))
	}
}

// giveCredentials is called by C.
func giveCredentials(credentials unsafe.Pointer, number uintptr) (code int32) {
	found, is := listeners.Load(number)
	if !is {
		return HWLIVE_CODE_OTHER
	}
	source := found.(*provider)
	defer func() {
		if panicked := recover(); panicked != nil {
			source.failed(fmt.Errorf("panic: %v", panicked))
			code = HWLIVE_CODE_OTHER
		}
	}()
	given, err := source.give()
	if err == nil {
		err = setCredentials(credentials, given)
	}
	source.failed(err)
	if err != nil {
		return HWLIVE_CODE_OTHER
	}
	return HWLIVE_CODE_OK
}

func setCredentials(credentials unsafe.Pointer, given Credentials) error {
	texts, err := cTexts(given.AccessKey, "access key", given.SecretKey, "secret key", given.SecurityToken, "security token",
		given.AuthToken, "auth token")
	if err != nil {
		return err
	}
	if given.SecurityToken == "" {
		texts[2] = nil
	}
	err = call(func(failure *unsafe.Pointer) int32 {
		if given.AuthToken != "" {
			return hwlive_credentials_set_auth_token(credentials, texts[3], failure)
		}
		return hwlive_credentials_set_access_key(credentials, texts[0], texts[1], texts[2], failure)
	})
	if err != nil || given.Expiry.IsZero() {
		return err
	}
	return call(func(failure *unsafe.Pointer) int32 {
		return hwlive_credentials_set_expiry_unix(credentials, given.Expiry.Unix(), failure)
	})
}

// withCause gives an error of the kind ErrCredentials what the provider failed with.
func withCause(err error, source *provider) error {
	var failure *Error
	if source != nil && errors.As(err, &failure) && failure.Kind == ErrCredentials {
		failure.Cause = source.lastError()
	}
	return err
}
