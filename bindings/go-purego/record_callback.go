package hwlive

import "unsafe"

// RecordCallback is a recording callback. Texts are as the service sent them, or nil if it sent none.
type RecordCallback struct {
	ID                      string
	PublishDomain           *string
	App                     *string
	NotifyCallbackURL       *string
	NotifyEventSubscription []string
	// Events are the events that the service notifies of, its default applied.
	Events       Event
	SignTypeText *string
	// SignType is the sign type in force, the service's default applied.
	SignType SignType
	// Accept is what VerifyNotification should accept for this callback; 0 if the library cannot check its sign type.
	Accept     Accept
	CreateTime *string
	// CreateTimeUnix is in seconds since 1970; nil if the time is absent or not understood.
	CreateTimeUnix *int64
	UpdateTime     *string
	UpdateTimeUnix *int64
	RequestID      *string
	// JSON is the body of the answer as it was received.
	JSON string
}

func readRecordCallback(callback unsafe.Pointer) *RecordCallback {
	subscription := []string{}
	for i := uintptr(0); i < hwlive_record_callback_notify_event_subscription_count(callback); i++ {
		subscription = append(subscription, textOrEmpty(hwlive_record_callback_notify_event_subscription_at(callback, i)))
	}
	return &RecordCallback{
		ID:                      textOrEmpty(hwlive_record_callback_id(callback)),
		PublishDomain:           goText(hwlive_record_callback_publish_domain(callback)),
		App:                     goText(hwlive_record_callback_app(callback)),
		NotifyCallbackURL:       goText(hwlive_record_callback_notify_callback_url(callback)),
		NotifyEventSubscription: subscription,
		Events:                  Event(hwlive_record_callback_events(callback)),
		SignTypeText:            goText(hwlive_record_callback_sign_type_text(callback)),
		SignType:                SignType(hwlive_record_callback_sign_type(callback)),
		Accept:                  Accept(hwlive_record_callback_accept(callback)),
		CreateTime:              goText(hwlive_record_callback_create_time(callback)),
		CreateTimeUnix:          unixTime(hwlive_record_callback_create_time_unix(callback)),
		UpdateTime:              goText(hwlive_record_callback_update_time(callback)),
		UpdateTimeUnix:          unixTime(hwlive_record_callback_update_time_unix(callback)),
		RequestID:               goText(hwlive_record_callback_request_id(callback)),
		JSON:                    textOrEmpty(hwlive_record_callback_json(callback, nil)),
	}
}
