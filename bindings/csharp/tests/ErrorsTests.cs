using System;
using System.Net.Sockets;
using Hwlive;

/// <summary>Each kind of failure, and what is known of it.</summary>
public static class ErrorsTests {
    [Test("unknown", ErrorKind.NotFound, 404, false)]
    [Test("throttled", ErrorKind.Throttled, 429, true)]
    [Test("broken", ErrorKind.Service, 500, true)]
    [Test("denied", ErrorKind.Unauthorized, 403, false)]
    [Test("page", ErrorKind.BadResponse, 200, false)]
    [Test("cut-off", ErrorKind.Connect, 200, true)]
    [Test("", ErrorKind.InvalidArgument, 0, false)]
    public static void ARefusalHasItsKind(string id, ErrorKind kind, int status, bool isRetryable) {
        HwliveException failure = Service.Failure(kind, id);
        Check.Same(status, failure.Status);
        Check.Same(isRetryable, failure.IsRetryable);
        Check.Same(status == 0 ? 0u : 1u, failure.Attempts);
        Check.Same(status == 0, failure.RequestId == null);
        Check.That(failure.Message != "");
    }

    [Test]
    public static void WhatTheServiceSays() {
        HwliveException denied = Service.Failure(ErrorKind.Unauthorized, "denied");
        Check.Same("PDP.0001", denied.ServiceCode);
        Check.Same("拒绝", denied.ServiceMessage);
        Check.Same("why-it-was-denied", denied.EncodedAuthorizationMessage);
        Check.Same(null, denied.RetryAfterMs);
        HwliveException nothing = Service.Failure(ErrorKind.InvalidArgument, "");
        foreach (object? absent in new object?[] { nothing.ServiceCode, nothing.ServiceMessage, nothing.RequestId,
            nothing.EncodedAuthorizationMessage, nothing.RetryAfterMs })
            Check.Same(null, absent);
    }

    [Test("a\0b")]
    [Test(null)]
    [Test("..")]
    public static void TextsThatCDoesNotTake(string? id) => Service.Failure(ErrorKind.InvalidArgument, id!);

    [Test]
    public static void HalfASurrogatePair() => Service.Failure(ErrorKind.InvalidArgument, "x" + (char)0xd800);

    [Test]
    public static void Settings() {
        Check.That(Check.Throws(ErrorKind.InvalidArgument, () => new Client(new Config().Region("moon").AccessKey("key", "secret"))).Message.Contains("moon"));
        Check.Throws(ErrorKind.Credentials, () => new Client(new Config().Region("cn-north-4")));
    }

    [Test]
    public static void NothingListens() {
        TcpListener closed = Service.Silent();
        string url = Service.Url(closed);
        closed.Stop();
        HwliveException failure = Service.Failure(ErrorKind.Connect, "bare", Service.Config().Endpoint(url));
        Check.That(failure.IsRetryable && failure.Status == 0);
    }

    [Test]
    public static void NothingAnswers() {
        TcpListener silent = Service.Silent();
        try {
            var config = Service.Config().Endpoint(Service.Url(silent)).Timeout(TimeSpan.FromMilliseconds(200));
            Check.That(Service.Failure(ErrorKind.Timeout, "bare", config).IsRetryable);
        } finally {
            silent.Stop();
        }
    }

    [Test]
    public static void ACertificateThatIsNotTrusted() => Service.Failure(ErrorKind.Tls, "bare", Service.Config().Trust(Trust.BuiltIn));

    [Test]
    public static void CredentialsThatAreRefused() =>
        Service.Failure(ErrorKind.Unauthorized, "bare", Service.Config().AccessKey("STANDINACCESSKEY0001", "wrong"));

    [Test]
    public static void AnExceptionFilter() {
        using var client = Service.Client();
        try {
            client.ShowRecordCallback("unknown");
        } catch (HwliveException failure) when (failure.Kind == ErrorKind.NotFound) {
            Check.Same("LIVE.100011001", failure.ServiceCode);
            return;
        }
        throw new Failed("no error");
    }
}
