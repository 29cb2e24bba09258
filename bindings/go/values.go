package hwlive

// Event is an event of a recording, or several, as bits.
type Event uint32

const (
	EventRecordNewFileStart Event = HWLIVE_EVENT_RECORD_NEW_FILE_START
	EventRecordFileComplete Event = HWLIVE_EVENT_RECORD_FILE_COMPLETE
	EventRecordOver         Event = HWLIVE_EVENT_RECORD_OVER
	EventRecordFailed       Event = HWLIVE_EVENT_RECORD_FAILED
	EventRecordStart        Event = HWLIVE_EVENT_RECORD_START
	// EventOther is at least one event that the library does not know.
	EventOther Event = HWLIVE_EVENT_OTHER
)

// SignType is how the service signs notifications.
type SignType int32

const (
	// SignTypeOther is a type that the library does not know.
	SignTypeOther      SignType = HWLIVE_SIGN_TYPE_OTHER
	SignTypeHMACSHA256 SignType = HWLIVE_SIGN_TYPE_HMACSHA256
	SignTypeMD5        SignType = HWLIVE_SIGN_TYPE_MD5
)

// Accept is which signatures of a notification are accepted, as bits.
type Accept uint32

const (
	AcceptHMACSHA256 Accept = HWLIVE_ACCEPT_HMACSHA256
	// AcceptMD5 covers neither the event nor the URL: anyone who has seen one notification can forge others.
	AcceptMD5 Accept = HWLIVE_ACCEPT_MD5
	// AcceptUnsigned is no signature at all. Use it only if something else proves who sends.
	AcceptUnsigned Accept = HWLIVE_ACCEPT_UNSIGNED
)

// LogLevel is a level of WithLog. Each includes those with lower numbers.
type LogLevel int32

const (
	LogOff   LogLevel = HWLIVE_LOG_OFF
	LogError LogLevel = HWLIVE_LOG_ERROR
	LogWarn  LogLevel = HWLIVE_LOG_WARN
	LogInfo  LogLevel = HWLIVE_LOG_INFO
	LogDebug LogLevel = HWLIVE_LOG_DEBUG
	LogTrace LogLevel = HWLIVE_LOG_TRACE
)

// SigningAlgorithm is how an access key signs requests.
type SigningAlgorithm int32

const (
	SigningSDKHMACSHA256 SigningAlgorithm = HWLIVE_SIGNING_SDK_HMAC_SHA256
	SigningV11HMACSHA256 SigningAlgorithm = HWLIVE_SIGNING_V11_HMAC_SHA256
	// SigningSDKHMACSM3 needs a library that was built with its feature sm3.
	SigningSDKHMACSM3 SigningAlgorithm = HWLIVE_SIGNING_SDK_HMAC_SM3
)

// TrustedRoots are the certificate authorities that are trusted.
type TrustedRoots int32

const (
	TrustBuiltIn TrustedRoots = HWLIVE_TRUST_BUILT_IN
	TrustSystem  TrustedRoots = HWLIVE_TRUST_SYSTEM
)

// TLSVersion is a version of TLS.
type TLSVersion int32

const (
	TLS12 TLSVersion = HWLIVE_TLS_1_2
	TLS13 TLSVersion = HWLIVE_TLS_1_3
)

// IPFamily is the family of the addresses that are connected to.
type IPFamily int32

const (
	IPAny IPFamily = HWLIVE_IP_ANY
	IP4   IPFamily = HWLIVE_IP_4
	IP6   IPFamily = HWLIVE_IP_6
)

// NotificationToleranceMs is how long after its timestamp a signature is usually accepted: 15 minutes.
const NotificationToleranceMs = HWLIVE_NOTIFICATION_TOLERANCE_MS

// Version returns the version of the library that was loaded, such as "0.1.0"; "" if it cannot be loaded.
func Version() string {
	if load() != nil {
		return ""
	}
	return textOrEmpty(hwlive_version())
}
