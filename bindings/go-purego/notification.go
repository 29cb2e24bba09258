package hwlive

import (
	"fmt"
	"unsafe"
)

// Notification is a notification of a recording event. A field that was not sent is nil.
//
// Anyone can post one. Do not believe it before Verify has returned nil, or use VerifyNotification.
type Notification struct {
	// Event is the event as a bit, to compare with RecordCallback.Events.
	Event         Event
	ProjectID     *string
	JobID         *string
	TaskID        *string
	EventType     *string
	PublishDomain *string
	App           *string
	Stream        *string
	RecordFormat  *string
	DownloadURL   *string
	PlayURL       *string
	AssetID       *string
	StartTime     *string
	// StartTimeUnix is in seconds since 1970; nil if the time is absent or not understood.
	StartTimeUnix *int64
	EndTime       *string
	EndTimeUnix   *int64
	OBSLocation   *string
	OBSBucket     *string
	OBSObject     *string
	// FileSize is in bytes.
	FileSize *int64
	// RecordDuration is in seconds.
	RecordDuration *int64
	Width          *int64
	Height         *int64
	AuthTimestamp  *string
	// AuthSign is the signature. Keep it out of logs.
	AuthSign *string `json:"-"`
	// JSON is the body as it was received. It has the signature in it.
	JSON string `json:"-"`
}

// String leaves the signature and the body out: they do not belong in logs.
func (n Notification) String() string {
	shown := func(text *string) string {
		if text == nil {
			return "none"
		}
		return *text
	}
	return fmt.Sprintf("hwlive.Notification{%s, app %s, stream %s}", shown(n.EventType), shown(n.App), shown(n.Stream))
}

// GoString is String.
func (n Notification) GoString() string { return n.String() }

// Verify checks that the service signed this notification; see VerifyNotification.
func (n *Notification) Verify(key string, accept Accept, toleranceMs, nowUnix int64) error {
	_, err := VerifyNotification(n.JSON, key, accept, toleranceMs, nowUnix)
	return err
}

// ParseNotification reads the body of a post without checking its signature. The error is of the kind ErrMalformed if it is not a
// notification.
func ParseNotification[Body ~string | ~[]byte](body Body) (*Notification, error) {
	return parsed([]byte(body), func(unsafe.Pointer) error { return nil })
}

// VerifyNotification checks that the service signed a body with the callback's key.
//
// accept is what is accepted, such as the Accept of a RecordCallback; toleranceMs is how long after its timestamp a signature is
// accepted, such as NotificationToleranceMs, -1 is for ever; nowUnix is the time to check against, in seconds since 1970, 0 is
// this machine's clock. The error is of the kind ErrUnsigned, ErrWrongSignature, ErrExpired or ErrMalformed.
func VerifyNotification[Body ~string | ~[]byte](body Body, key string, accept Accept, toleranceMs, nowUnix int64) (*Notification, error) {
	keyText, err := cText(key, "key")
	if err != nil {
		return nil, err
	}
	return parsed([]byte(body), func(notification unsafe.Pointer) error {
		return call(func(failure *unsafe.Pointer) int32 {
			return hwlive_notification_verify(notification, keyText, uint32(accept), toleranceMs, nowUnix, failure)
		})
	})
}

func parsed(body []byte, verify func(unsafe.Pointer) error) (*Notification, error) {
	if err := load(); err != nil {
		return nil, err
	}
	bytes := append(body[:len(body):len(body)], 0) // A slice without bytes has no address.
	var notification unsafe.Pointer
	err := call(func(failure *unsafe.Pointer) int32 {
		return hwlive_notification_parse(&bytes[0], uintptr(len(body)), &notification, failure)
	})
	if err != nil {
		return nil, err
	}
	defer hwlive_notification_free(notification)
	if err := verify(notification); err != nil {
		return nil, err
	}
	return &Notification{
		Event:          Event(hwlive_notification_event(notification)),
		ProjectID:      goText(hwlive_notification_project_id(notification)),
		JobID:          goText(hwlive_notification_job_id(notification)),
		TaskID:         goText(hwlive_notification_task_id(notification)),
		EventType:      goText(hwlive_notification_event_type(notification)),
		PublishDomain:  goText(hwlive_notification_publish_domain(notification)),
		App:            goText(hwlive_notification_app(notification)),
		Stream:         goText(hwlive_notification_stream(notification)),
		RecordFormat:   goText(hwlive_notification_record_format(notification)),
		DownloadURL:    goText(hwlive_notification_download_url(notification)),
		PlayURL:        goText(hwlive_notification_play_url(notification)),
		AssetID:        goText(hwlive_notification_asset_id(notification)),
		StartTime:      goText(hwlive_notification_start_time(notification)),
		StartTimeUnix:  unixTime(hwlive_notification_start_time_unix(notification)),
		EndTime:        goText(hwlive_notification_end_time(notification)),
		EndTimeUnix:    unixTime(hwlive_notification_end_time_unix(notification)),
		OBSLocation:    goText(hwlive_notification_obs_location(notification)),
		OBSBucket:      goText(hwlive_notification_obs_bucket(notification)),
		OBSObject:      goText(hwlive_notification_obs_object(notification)),
		FileSize:       number(hwlive_notification_file_size(notification)),
		RecordDuration: number(hwlive_notification_record_duration(notification)),
		Width:          number(hwlive_notification_width(notification)),
		Height:         number(hwlive_notification_height(notification)),
		AuthTimestamp:  goText(hwlive_notification_auth_timestamp(notification)),
		AuthSign:       goText(hwlive_notification_auth_sign(notification)),
		JSON:           textOrEmpty(hwlive_notification_json(notification, nil)),
	}, nil
}
