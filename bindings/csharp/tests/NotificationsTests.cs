using System;
using System.Linq;
using System.Text;
using Hwlive;

/// <summary>Bodies of each type, every field, and what is wrong with a signature.</summary>
public static class NotificationsTests {
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const long Now = 1583676745;
    private const string Body = @"{""project_id"": ""70b76xxxxxx34253880af501cdxxxxxx"", ""job_id"": ""录制-1"", ""task_id"": ""task-1"", "
        + @"""event_type"": ""RECORD_FILE_COMPLETE"", ""publish_domain"": ""push.example.com"", ""app"": ""live"", ""stream"": ""直播"", "
        + @"""record_format"": ""HLS"", ""download_url"": ""https://obs.example.com/record-1.m3u8"", ""asset_id"": ""asset-1"", "
        + @"""file_size"": 3957964, ""record_duration"": 120, ""start_time"": ""2020-03-08T14:10:25Z"", ""end_time"": ""2020-03-08T14:12:25Z"", "
        + @"""width"": 1280, ""height"": 720, ""obs_location"": ""cn-north-4"", ""obs_bucket"": ""bucket-1"", ""obs_object"": ""record/录制-1.m3u8"", "
        + @"""auth_timestamp"": 1583676745, ""auth_sign"": ""e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78""}";

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Body);

    [Test]
    public static void EveryField() {
        Notification one = Notification.Verified(Body, Key, nowUnix: Now);
        Check.Same(Events.RecordFileComplete, one.Event);
        Check.Same("70b76xxxxxx34253880af501cdxxxxxx", one.ProjectId);
        Check.Same("录制-1", one.JobId);
        Check.Same("task-1", one.TaskId);
        Check.Same("RECORD_FILE_COMPLETE", one.EventType);
        Check.Same("push.example.com", one.PublishDomain);
        Check.Same("live", one.App);
        Check.Same("直播", one.Stream);
        Check.Same("HLS", one.RecordFormat);
        Check.Same("https://obs.example.com/record-1.m3u8", one.DownloadUrl);
        Check.Same("https://play.example.com/1", Notification.Parse(@"{""play_url"": ""https://play.example.com/1""}").PlayUrl);
        Check.Same("asset-1", one.AssetId);
        Check.Same("2020-03-08T14:10:25Z", one.StartTime);
        Check.Same(1583676625L, one.StartTimeUnix);
        Check.Same("2020-03-08T14:12:25Z", one.EndTime);
        Check.Same(1583676745L, one.EndTimeUnix);
        Check.Same("cn-north-4", one.ObsLocation);
        Check.Same("bucket-1", one.ObsBucket);
        Check.Same("record/录制-1.m3u8", one.ObsObject);
        Check.Same(3957964L, one.FileSize);
        Check.Same(120L, one.RecordDuration);
        Check.Same(1280L, one.Width);
        Check.Same(720L, one.Height);
        Check.Same("1583676745", one.AuthTimestamp);
        Check.Same("e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78", one.AuthSign);
        Check.Same(Body, one.Json);
    }

    [Test]
    public static void FieldsThatWereNotSent() {
        Notification one = Notification.Parse(@"{""event_type"": ""RECORD_PAUSED"", ""app"": null}");
        Check.Same(Events.Other, one.Event);
        Check.Same("RECORD_PAUSED", one.EventType);
        foreach (object? absent in new object?[] { one.ProjectId, one.JobId, one.TaskId, one.PublishDomain, one.App, one.Stream, one.RecordFormat,
            one.DownloadUrl, one.PlayUrl, one.AssetId, one.StartTime, one.StartTimeUnix, one.EndTime, one.EndTimeUnix, one.ObsLocation,
            one.ObsBucket, one.ObsObject, one.FileSize, one.RecordDuration, one.Width, one.Height, one.AuthTimestamp, one.AuthSign })
            Check.Same(null, absent);
    }

    [Test]
    public static void ABodyHasAnyType() {
        byte[] around = Encoding.UTF8.GetBytes("[" + Body + "]");
        var part = new ArraySegment<byte>(around, 1, Bytes.Length);
        foreach (Notification one in new[] { Notification.Verified(Body, Key, nowUnix: Now), Notification.Verified(Bytes, Key, nowUnix: Now),
            Notification.Verified(part, Key, nowUnix: Now), Notification.Verified(Bytes, Key, toleranceMs: -1), Notification.Parse(Body),
            Notification.Parse(Bytes), Notification.Parse(part) }) {
            Check.Same(Body, one.Json);
            Check.Same("直播", one.Stream);
        }
        Notification.Parse(Bytes).Verify(Key, nowUnix: Now);
    }

    [Test("")]
    [Test("[1]")]
    [Test("null")]
    [Test("{")]
    [Test(@"{""app"": ""a"", ""app"": ""b""}")]
    public static void NoNotification(string body) => Check.Throws(ErrorKind.Malformed, () => Notification.Verified(body, Key, nowUnix: Now));

    [Test]
    public static void Signatures() {
        Check.Throws(ErrorKind.WrongSignature, () => Notification.Verified(Body.Replace("直播", "other"), Key, nowUnix: Now));
        Check.Throws(ErrorKind.WrongSignature, () => Notification.Verified(Body, "another key", nowUnix: Now));
        Check.Throws(ErrorKind.WrongSignature, () => Notification.Verified(Body, Key, Accept.Md5, nowUnix: Now));
        Check.Throws(ErrorKind.Expired, () => Notification.Verified(Body, Key, nowUnix: Now + 901));
        Check.Throws(ErrorKind.Expired, () => Notification.Verified(Body, Key));
        const string unsigned = @"{""event_type"": ""RECORD_START"", ""app"": ""live""}";
        Check.Throws(ErrorKind.Unsigned, () => Notification.Verified(unsigned, Key, nowUnix: Now));
        Check.Same(Events.RecordStart, Notification.Verified(unsigned, Key, Accept.Unsigned, nowUnix: Now).Event);
        Check.Throws(ErrorKind.InvalidArgument, () => Notification.Verified(Body, "a\0b", nowUnix: Now));
    }
}
