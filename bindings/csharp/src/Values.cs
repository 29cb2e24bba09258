using System;
using System.Collections.Generic;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>Events of a recording.</summary>
    [Flags]
    public enum Events : uint {
        /// <summary>No event.</summary>
        None = 0,
        /// <summary>A new file was begun.</summary>
        RecordNewFileStart = HWLIVE_EVENT_RECORD_NEW_FILE_START,
        /// <summary>A file was finished.</summary>
        RecordFileComplete = HWLIVE_EVENT_RECORD_FILE_COMPLETE,
        /// <summary>Recording ended.</summary>
        RecordOver = HWLIVE_EVENT_RECORD_OVER,
        /// <summary>Recording failed.</summary>
        RecordFailed = HWLIVE_EVENT_RECORD_FAILED,
        /// <summary>Recording began.</summary>
        RecordStart = HWLIVE_EVENT_RECORD_START,
        /// <summary>At least one event that the library does not know.</summary>
        Other = HWLIVE_EVENT_OTHER,
    }

    /// <summary>How the service signs notifications.</summary>
    public enum SignType {
        /// <summary>A type that the library does not know.</summary>
        Other = HWLIVE_SIGN_TYPE_OTHER,
        /// <summary>HMACSHA256, the service's default.</summary>
        HmacSha256 = HWLIVE_SIGN_TYPE_HMACSHA256,
        /// <summary>MD5.</summary>
        Md5 = HWLIVE_SIGN_TYPE_MD5,
    }

    /// <summary>Which signatures of a notification are accepted.</summary>
    [Flags]
    public enum Accept : uint {
        /// <summary>None.</summary>
        None = 0,
        /// <summary>A signature of the sign type HMACSHA256.</summary>
        HmacSha256 = HWLIVE_ACCEPT_HMACSHA256,
        /// <summary>
        /// A signature of the sign type MD5. It covers neither the event nor the URL: anyone who has seen one notification can forge
        /// others.
        /// </summary>
        Md5 = HWLIVE_ACCEPT_MD5,
        /// <summary>No signature at all. Use it only if something else proves who sends.</summary>
        Unsigned = HWLIVE_ACCEPT_UNSIGNED,
    }

    /// <summary>Levels of <see cref="Config.Log"/>. Each includes those with lower numbers.</summary>
    public enum LogLevel {
        /// <summary>No events.</summary>
        Off = HWLIVE_LOG_OFF,
        /// <summary>Nothing is logged at this level yet.</summary>
        Error = HWLIVE_LOG_ERROR,
        /// <summary>What works but should be looked at.</summary>
        Warn = HWLIVE_LOG_WARN,
        /// <summary>Calls that are tried again, and why.</summary>
        Info = HWLIVE_LOG_INFO,
        /// <summary>Each request.</summary>
        Debug = HWLIVE_LOG_DEBUG,
        /// <summary>As Debug.</summary>
        Trace = HWLIVE_LOG_TRACE,
    }

    /// <summary>How an access key signs requests.</summary>
    public enum SigningAlgorithm {
        /// <summary>What Live takes.</summary>
        SdkHmacSha256 = HWLIVE_SIGNING_SDK_HMAC_SHA256,
        /// <summary>With a key that is derived for day, region and service.</summary>
        V11HmacSha256 = HWLIVE_SIGNING_V11_HMAC_SHA256,
        /// <summary>With the hash SM3. Needs a library that was built with its feature sm3.</summary>
        SdkHmacSm3 = HWLIVE_SIGNING_SDK_HMAC_SM3,
    }

    /// <summary>Which roots are trusted.</summary>
    public enum Trust {
        /// <summary>Those that are built into the library.</summary>
        BuiltIn = HWLIVE_TRUST_BUILT_IN,
        /// <summary>Those of the operating system.</summary>
        System = HWLIVE_TRUST_SYSTEM,
    }

    /// <summary>Versions of TLS.</summary>
    public enum TlsVersion {
        /// <summary>TLS 1.2.</summary>
        Tls12 = HWLIVE_TLS_1_2,
        /// <summary>TLS 1.3.</summary>
        Tls13 = HWLIVE_TLS_1_3,
    }

    /// <summary>Families of addresses.</summary>
    public enum IpFamily {
        /// <summary>Both families.</summary>
        Any = HWLIVE_IP_ANY,
        /// <summary>IPv4 alone.</summary>
        IPv4 = HWLIVE_IP_4,
        /// <summary>IPv6 alone.</summary>
        IPv6 = HWLIVE_IP_6,
    }

    /// <summary>A recording callback. Texts are as the service sent them, or null if it sent none.</summary>
    public sealed class RecordCallback {
        /// <summary>The id. It need not be the one that was asked for.</summary>
        public string Id { get; }
        /// <summary>The ingest domain.</summary>
        public string? PublishDomain { get; }
        /// <summary>The application; "*" is every application of the domain.</summary>
        public string? App { get; }
        /// <summary>Where the service posts notifications.</summary>
        public string? NotifyCallbackUrl { get; }
        /// <summary>The events that the callback names.</summary>
        public IReadOnlyList<string> NotifyEventSubscription { get; }
        /// <summary>The events that the service notifies of, its default applied.</summary>
        public Events Events { get; }
        /// <summary>The sign type as sent.</summary>
        public string? SignTypeText { get; }
        /// <summary>The sign type in force, the service's default applied.</summary>
        public SignType SignType { get; }
        /// <summary>What <see cref="Notification.Verified(byte[], string, Accept, long, long)"/> should accept.</summary>
        public Accept Accept { get; }
        /// <summary>When the callback was made.</summary>
        public string? CreateTime { get; }
        /// <summary>Seconds since 1970, or null if the time is absent or not understood.</summary>
        public long? CreateTimeUnix { get; }
        /// <summary>When the callback was last changed.</summary>
        public string? UpdateTime { get; }
        /// <summary>Seconds since 1970, or null if the time is absent or not understood.</summary>
        public long? UpdateTimeUnix { get; }
        /// <summary>The id of the request for the service's support.</summary>
        public string? RequestId { get; }
        /// <summary>The body of the answer as it was received; in a list, the part that describes this callback.</summary>
        public string Json { get; }

        internal RecordCallback(RecordCallbackHandle callback) {
            var subscription = new string[(int)hwlive_record_callback_notify_event_subscription_count(callback)];
            for (int index = 0; index < subscription.Length; index++)
                subscription[index] = Interop.Given(hwlive_record_callback_notify_event_subscription_at(callback, (UIntPtr)(uint)index));
            Id = Interop.Given(hwlive_record_callback_id(callback));
            PublishDomain = Interop.Text(hwlive_record_callback_publish_domain(callback));
            App = Interop.Text(hwlive_record_callback_app(callback));
            NotifyCallbackUrl = Interop.Text(hwlive_record_callback_notify_callback_url(callback));
            NotifyEventSubscription = Array.AsReadOnly(subscription);
            Events = (Events)hwlive_record_callback_events(callback);
            SignTypeText = Interop.Text(hwlive_record_callback_sign_type_text(callback));
            SignType = (SignType)hwlive_record_callback_sign_type(callback);
            Accept = (Accept)hwlive_record_callback_accept(callback);
            CreateTime = Interop.Text(hwlive_record_callback_create_time(callback));
            CreateTimeUnix = Interop.UnixTime(hwlive_record_callback_create_time_unix(callback));
            UpdateTime = Interop.Text(hwlive_record_callback_update_time(callback));
            UpdateTimeUnix = Interop.UnixTime(hwlive_record_callback_update_time_unix(callback));
            RequestId = Interop.Text(hwlive_record_callback_request_id(callback));
            Json = Interop.Given(hwlive_record_callback_json(callback, out _));
        }
    }
}
