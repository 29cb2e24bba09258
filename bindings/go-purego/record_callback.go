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
	// JSON is the body of the answer as it was received; in a list it is the part of it that describes the callback.
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

// Filter is which recording callbacks are listed. With nil, all are.
type Filter struct {
	// PublishDomain lets through the callbacks of this ingest domain.
	PublishDomain *string
	// App lets through the callbacks that apply to this application. Those with the app "*" apply to every application.
	App *string
}

// RecordCallbackList is a list of recording callbacks, in the service's order.
type RecordCallbackList struct {
	Callbacks []*RecordCallback
	// Total is how many callbacks there are, as the service said; nil if it did not say.
	Total *int64
	// IsComplete tells whether all callbacks are in the list.
	IsComplete bool
	// RequestID is that of the last page.
	RequestID *string
}

func readRecordCallbackList(list unsafe.Pointer) *RecordCallbackList {
	callbacks := []*RecordCallback{}
	for i := uintptr(0); i < hwlive_record_callback_list_count(list); i++ {
		callbacks = append(callbacks, readRecordCallback(hwlive_record_callback_list_at(list, i)))
	}
	return &RecordCallbackList{
		Callbacks:  callbacks,
		Total:      number(hwlive_record_callback_list_total(list)),
		IsComplete: hwlive_record_callback_list_is_complete(list) == 1,
		RequestID:  goText(hwlive_record_callback_list_request_id(list)),
	}
}
