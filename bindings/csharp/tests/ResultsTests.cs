using System;
using System.Collections;
using System.Linq;
using Hwlive;

/// <summary>Callbacks and lists of them: every field, and fields that were not sent.</summary>
public static class ResultsTests {
    [Test]
    public static void EveryField() {
        RecordCallback shown = Service.Show("every-field");
        Check.Same("every-field", shown.Id);
        Check.Same("push.example.com", shown.PublishDomain);
        Check.Same("直播", shown.App);
        Check.Same("https://callback.example.com/record?a=1&b=ü", shown.NotifyCallbackUrl);
        Check.Same(new[] { "RECORD_NEW_FILE_START", "RECORD_OVER" }, shown.NotifyEventSubscription);
        Check.Same(Events.RecordNewFileStart | Events.RecordOver, shown.Events);
        Check.Same("MD5", shown.SignTypeText);
        Check.Same(SignType.Md5, shown.SignType);
        Check.Same(Accept.Md5, shown.Accept);
        Check.Same("2020-08-21T08:10:30Z", shown.CreateTime);
        Check.Same(1597997430L, shown.CreateTimeUnix);
        Check.Same("2024-02-29T23:59:59.5Z", shown.UpdateTime);
        Check.Same(1709251199L, shown.UpdateTimeUnix);
        Check.That(shown.RequestId != null);
        Check.That(shown.Json.Contains("\"app\": \"直播\""), shown.Json);
    }

    [Test("bare")]
    [Test("null")]
    public static void FieldsThatWereNotSent(string id) {
        RecordCallback shown = Service.Show(id);
        Check.Same(id, shown.Id);
        foreach (object? absent in new object?[] { shown.PublishDomain, shown.App, shown.NotifyCallbackUrl, shown.SignTypeText,
            shown.CreateTime, shown.CreateTimeUnix, shown.UpdateTime, shown.UpdateTimeUnix })
            Check.Same(null, absent);
        Check.Same(0, shown.NotifyEventSubscription.Count);
        // The service's defaults.
        Check.Same(Events.RecordFileComplete, shown.Events);
        Check.Same(SignType.HmacSha256, shown.SignType);
        Check.Same(Accept.HmacSha256, shown.Accept);
    }

    [Test]
    public static void WhatIsNewerThanTheLibrary() {
        RecordCallback shown = Service.Show("newer");
        Check.Same(new[] { "RECORD_FILE_COMPLETE", "RECORD_PAUSED" }, shown.NotifyEventSubscription);
        Check.Same(Events.RecordFileComplete | Events.Other, shown.Events);
        Check.Same("SM3", shown.SignTypeText);
        Check.Same(SignType.Other, shown.SignType);
        Check.Same(Accept.None, shown.Accept);
        Check.Same("yesterday", shown.CreateTime);
        Check.Same(null, shown.CreateTimeUnix);
        Check.Same("7", shown.PublishDomain);
    }

    [Test]
    public static void NoEventAtAll() => Check.Same(Events.None, Service.Show("nothing").Events);

    [Test]
    public static void ResultsDoNotChange() =>
        Check.Throws<NotSupportedException>(() => ((IList)Service.Show("every-field").NotifyEventSubscription).Clear());

    [Test]
    public static void AList() {
        using var client = Service.Client();
        RecordCallbackList listed = client.ListRecordCallbacks();
        Check.Same(12L, listed.Total);
        Check.Same(12, listed.Count);
        Check.That(listed.IsComplete && listed.RequestId != null);
        Check.Same("every-field", listed[0].Id);
        Check.Same("直播", listed.First().App);
        Check.That(listed.Any(one => one.Id == "bare"));
        Check.Throws<IndexOutOfRangeException>(() => listed[12].ToString());
    }

    [Test]
    public static void Filters() {
        using var client = Service.Client();
        Check.Same(new[] { "every-field" }, client.ListRecordCallbacks("push.example.com", "直播").Select(one => one.Id));
        Check.Same(1, client.ListRecordCallbacks("push.example.com").Count);
        Check.Same(1, client.ListRecordCallbacks(app: "直播").Count);
        RecordCallbackList none = client.ListRecordCallbacks("none.example.com");
        Check.Same(0, none.Count);
        Check.Same(0L, none.Total);
    }
}
