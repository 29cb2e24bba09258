package hwlive

import "unsafe"

// Kind is a kind of failure. It is an error, so that errors.Is(err, hwlive.ErrNotFound) tells whether a call failed in this way.
type Kind int32

const (
	// ErrOther: none of the other kinds, or a kind that is newer than this package.
	ErrOther Kind = HWLIVE_CODE_OTHER
	// ErrInvalidArgument: an argument or a setting cannot be used. Nothing was sent. The message names it.
	ErrInvalidArgument Kind = HWLIVE_CODE_INVALID_ARGUMENT
	// ErrCredentials: there are no credentials, they are incomplete, or their source failed.
	ErrCredentials Kind = HWLIVE_CODE_CREDENTIALS
	// ErrUnauthorized: the service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged.
	ErrUnauthorized Kind = HWLIVE_CODE_UNAUTHORIZED
	// ErrNotFound: the service knows no such recording callback.
	ErrNotFound Kind = HWLIVE_CODE_NOT_FOUND
	// ErrThrottled: there were too many requests (429).
	ErrThrottled Kind = HWLIVE_CODE_THROTTLED
	// ErrService: the service or its gateway refused the call for another reason; see ServiceCode.
	ErrService Kind = HWLIVE_CODE_SERVICE
	// ErrConnect: there was no connection, or it was lost.
	ErrConnect Kind = HWLIVE_CODE_CONNECT
	// ErrTLS: the TLS handshake or the check of the certificate failed.
	ErrTLS Kind = HWLIVE_CODE_TLS
	// ErrTimeout: the limit of the call or of connecting was reached.
	ErrTimeout Kind = HWLIVE_CODE_TIMEOUT
	// ErrBadResponse: there was an answer, but not of the agreed form.
	ErrBadResponse Kind = HWLIVE_CODE_BAD_RESPONSE
	// ErrCancelled: the client was shut down, or the context of the call ended.
	ErrCancelled Kind = HWLIVE_CODE_CANCELLED
	// ErrPanic: there is a bug in the library; the message describes it. The client can still be used.
	ErrPanic Kind = HWLIVE_CODE_PANIC
	// ErrMalformed: a notification cannot be read, or can be read in more than one way.
	ErrMalformed Kind = HWLIVE_CODE_MALFORMED
	// ErrUnsigned: a notification has no signature.
	ErrUnsigned Kind = HWLIVE_CODE_UNSIGNED
	// ErrWrongSignature: a notification's signature is wrong, or of a type that is not accepted.
	ErrWrongSignature Kind = HWLIVE_CODE_WRONG_SIGNATURE
	// ErrExpired: a notification's signature is right but too old.
	ErrExpired Kind = HWLIVE_CODE_EXPIRED
)

var kinds = map[Kind]string{
	ErrOther:           "other",
	ErrInvalidArgument: "invalid_argument",
	ErrCredentials:     "credentials",
	ErrUnauthorized:    "unauthorized",
	ErrNotFound:        "not_found",
	ErrThrottled:       "throttled",
	ErrService:         "service",
	ErrConnect:         "connect",
	ErrTLS:             "tls",
	ErrTimeout:         "timeout",
	ErrBadResponse:     "bad_response",
	ErrCancelled:       "cancelled",
	ErrPanic:           "panic",
	ErrMalformed:       "malformed",
	ErrUnsigned:        "unsigned",
	ErrWrongSignature:  "wrong_signature",
	ErrExpired:         "expired",
}

// String is the name of the kind, such as "not_found".
func (k Kind) String() string { return kinds[k] }

// Error is the name of the kind.
func (k Kind) Error() string { return k.String() }

// Error is why a call failed. Texts are empty if the service gave none.
type Error struct {
	Kind Kind
	// Message is one line of English. It contains no secret.
	Message string
	// Status is the HTTP status of the answer; 0 if there was no answer.
	Status int
	// ServiceCode is the code that the service gave, such as "LIVE.100011001".
	ServiceCode    string
	ServiceMessage string
	// RequestID is the id of the request for the service's support.
	RequestID string
	// EncodedAuthorizationMessage is why a policy denied the call, for the STS call decode-authorization-message.
	EncodedAuthorizationMessage string
	// RetryAfterMs is how long the service asked to wait, in milliseconds; nil if it did not ask.
	RetryAfterMs *int64
	// Attempts is how many times the call was tried; 0 if nothing was sent.
	Attempts uint32
	// IsRetryable tells whether the same call may succeed later.
	IsRetryable bool
	// Cause is what the function of WithCredentialsProvider failed with last, or the error of the context that ended the call; nil
	// otherwise.
	Cause error
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Is tells whether target is the kind of this error.
func (e *Error) Is(target error) bool { return target == e.Kind }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Cause }

func invalidArgument(message string) error {
	return &Error{Kind: ErrInvalidArgument, Message: message}
}

// call runs a function of C that takes a place for an error at its end, and makes an *Error of what it wrote there.
func call(run func(failure *unsafe.Pointer) int32) error {
	var failure unsafe.Pointer
	code := run(&failure)
	if code == HWLIVE_CODE_OK {
		return nil
	}
	defer hwlive_error_free(failure)
	kind := Kind(code)
	if _, isKnown := kinds[kind]; !isKnown {
		kind = ErrOther
	}
	made := &Error{
		Kind:                        kind,
		Message:                     textOrEmpty(hwlive_error_message(failure)),
		Status:                      int(hwlive_error_http_status(failure)),
		ServiceCode:                 textOrEmpty(hwlive_error_service_code(failure)),
		ServiceMessage:              textOrEmpty(hwlive_error_service_message(failure)),
		RequestID:                   textOrEmpty(hwlive_error_request_id(failure)),
		EncodedAuthorizationMessage: textOrEmpty(hwlive_error_encoded_authorization_message(failure)),
		Attempts:                    hwlive_error_attempts(failure),
		IsRetryable:                 hwlive_error_is_retryable(failure) == 1,
	}
	if wait := hwlive_error_retry_after_ms(failure); wait >= 0 {
		made.RetryAfterMs = &wait
	}
	return made
}
