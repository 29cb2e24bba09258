using System;
using System.Text;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>
    /// A notification of a recording event. A field that was not sent is null. Anyone can post one: do not believe it before
    /// <see cref="Verify"/> has returned, or use Verified.
    /// </summary>
    public sealed class Notification {
        /// <summary>How long after its timestamp a signature is accepted by default: 15 minutes.</summary>
        public const long ToleranceMs = HWLIVE_NOTIFICATION_TOLERANCE_MS;

        /// <summary>The event, to compare with <see cref="RecordCallback.Events"/>.</summary>
        public Events Event { get; }
        /// <summary>The project.</summary>
        public string? ProjectId { get; }
        /// <summary>What all events about one file have in common.</summary>
        public string? JobId { get; }
        /// <summary>The recording task.</summary>
        public string? TaskId { get; }
        /// <summary>The event as sent.</summary>
        public string? EventType { get; }
        /// <summary>The ingest domain.</summary>
        public string? PublishDomain { get; }
        /// <summary>The application.</summary>
        public string? App { get; }
        /// <summary>The stream.</summary>
        public string? Stream { get; }
        /// <summary>The format: "HLS", "FLV" or "MP4".</summary>
        public string? RecordFormat { get; }
        /// <summary>Where the file is.</summary>
        public string? DownloadUrl { get; }
        /// <summary>Where the file is played.</summary>
        public string? PlayUrl { get; }
        /// <summary>The media asset in VOD.</summary>
        public string? AssetId { get; }
        /// <summary>When the file begins.</summary>
        public string? StartTime { get; }
        /// <summary>Seconds since 1970, or null if the time is absent or not understood.</summary>
        public long? StartTimeUnix { get; }
        /// <summary>When the file ends.</summary>
        public string? EndTime { get; }
        /// <summary>Seconds since 1970, or null if the time is absent or not understood.</summary>
        public long? EndTimeUnix { get; }
        /// <summary>The endpoint of the object storage.</summary>
        public string? ObsLocation { get; }
        /// <summary>The bucket.</summary>
        public string? ObsBucket { get; }
        /// <summary>The file's path in the bucket.</summary>
        public string? ObsObject { get; }
        /// <summary>The size of the file in bytes.</summary>
        public long? FileSize { get; }
        /// <summary>The length of the recording in seconds.</summary>
        public long? RecordDuration { get; }
        /// <summary>The width of the picture in pixels.</summary>
        public long? Width { get; }
        /// <summary>The height of the picture in pixels.</summary>
        public long? Height { get; }
        /// <summary>When the signature expires, as sent.</summary>
        public string? AuthTimestamp { get; }
        /// <summary>The signature. Keep it out of logs.</summary>
        public string? AuthSign { get; }
        /// <summary>The body as it was received. It has the signature in it: keep it out of logs.</summary>
        public string Json { get; }

        private Notification(NotificationHandle notification) {
            Event = (Events)hwlive_notification_event(notification);
            ProjectId = Interop.Text(hwlive_notification_project_id(notification));
            JobId = Interop.Text(hwlive_notification_job_id(notification));
            TaskId = Interop.Text(hwlive_notification_task_id(notification));
            EventType = Interop.Text(hwlive_notification_event_type(notification));
            PublishDomain = Interop.Text(hwlive_notification_publish_domain(notification));
            App = Interop.Text(hwlive_notification_app(notification));
            Stream = Interop.Text(hwlive_notification_stream(notification));
            RecordFormat = Interop.Text(hwlive_notification_record_format(notification));
            DownloadUrl = Interop.Text(hwlive_notification_download_url(notification));
            PlayUrl = Interop.Text(hwlive_notification_play_url(notification));
            AssetId = Interop.Text(hwlive_notification_asset_id(notification));
            StartTime = Interop.Text(hwlive_notification_start_time(notification));
            StartTimeUnix = Interop.UnixTime(hwlive_notification_start_time_unix(notification));
            EndTime = Interop.Text(hwlive_notification_end_time(notification));
            EndTimeUnix = Interop.UnixTime(hwlive_notification_end_time_unix(notification));
            ObsLocation = Interop.Text(hwlive_notification_obs_location(notification));
            ObsBucket = Interop.Text(hwlive_notification_obs_bucket(notification));
            ObsObject = Interop.Text(hwlive_notification_obs_object(notification));
            FileSize = Interop.Number(hwlive_notification_file_size(notification));
            RecordDuration = Interop.Number(hwlive_notification_record_duration(notification));
            Width = Interop.Number(hwlive_notification_width(notification));
            Height = Interop.Number(hwlive_notification_height(notification));
            AuthTimestamp = Interop.Text(hwlive_notification_auth_timestamp(notification));
            AuthSign = Interop.Text(hwlive_notification_auth_sign(notification));
            Json = Interop.Given(hwlive_notification_json(notification, out _));
        }

        /// <summary>Reads the body of a post without checking its signature.</summary>
        /// <exception cref="HwliveException">Of the kind Malformed: it is not a notification.</exception>
        public static Notification Parse(byte[] body) => Parse(new ArraySegment<byte>(body));

        /// <summary>Reads a body that is a part of an array.</summary>
        public static Notification Parse(ArraySegment<byte> body) => Parsed(body, _ => { });

        /// <summary>Reads a body that is a text.</summary>
        public static Notification Parse(string body) => Parse(Encoding.UTF8.GetBytes(body));

        /// <summary>Checks that the service signed a body with the callback's key.</summary>
        /// <param name="body">The body of the post.</param>
        /// <param name="key">The key that the callback was created with.</param>
        /// <param name="accept">What is accepted, such as <see cref="RecordCallback.Accept"/>.</param>
        /// <param name="toleranceMs">How long after its timestamp a signature is accepted; -1 is for ever.</param>
        /// <param name="nowUnix">The time to check against, in seconds since 1970; 0 is this machine's clock.</param>
        /// <exception cref="HwliveException">Of the kind Unsigned, WrongSignature, Expired or Malformed.</exception>
        public static Notification Verified(byte[] body, string key, Accept accept = Accept.HmacSha256, long toleranceMs = ToleranceMs,
            long nowUnix = 0) => Verified(new ArraySegment<byte>(body), key, accept, toleranceMs, nowUnix);

        /// <summary>Checks a body that is a part of an array.</summary>
        public static Notification Verified(ArraySegment<byte> body, string key, Accept accept = Accept.HmacSha256,
            long toleranceMs = ToleranceMs, long nowUnix = 0) => Parsed(body, notification => Interop.Check(hwlive_notification_verify(
                notification, Interop.Bytes(key, "key"), (uint)accept, toleranceMs, nowUnix, out ErrorHandle error), error));

        /// <summary>Checks a body that is a text.</summary>
        public static Notification Verified(string body, string key, Accept accept = Accept.HmacSha256, long toleranceMs = ToleranceMs,
            long nowUnix = 0) => Verified(Encoding.UTF8.GetBytes(body), key, accept, toleranceMs, nowUnix);

        /// <summary>Checks that the service signed this notification.</summary>
        public void Verify(string key, Accept accept = Accept.HmacSha256, long toleranceMs = ToleranceMs, long nowUnix = 0) =>
            Verified(Json, key, accept, toleranceMs, nowUnix);

        private static Notification Parsed(ArraySegment<byte> body, Action<NotificationHandle> check) {
            // One byte more, since an array without bytes has no address.
            var bytes = new byte[body.Count + 1];
            if (body.Count > 0)
                Buffer.BlockCopy(body.Array!, body.Offset, bytes, 0, body.Count);
            int code = hwlive_notification_parse(bytes, (UIntPtr)(uint)body.Count, out NotificationHandle notification, out ErrorHandle error);
            using (notification) {
                Interop.Check(code, error);
                check(notification);
                return new Notification(notification);
            }
        }
    }
}
