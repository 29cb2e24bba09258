using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Hwlive;

/// <summary>Options of one call, its report and its end.</summary>
public static class CallsTests {
    [Test]
    public static void AReport() {
        using var client = Service.Client();
        using var call = new Call().Header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Check.Same(0u, call.Report.Attempts);
        foreach (object? absent in new object?[] { call.Report.TotalUs, call.Report.PeerAddress, call.Report.TlsVersion })
            Check.Same(null, absent);
        Check.Same("bare", client.ShowRecordCallback("bare", call).Id);
        CallReport first = call.Report;
        Check.Same(1u, first.Attempts);
        Check.That(!first.ConnectionReused && first.TlsUs != null && first.ProxyUs == null);
        Check.That(first.PeerAddress?.StartsWith("127.0.0.1:") == true && first.TlsVersion?.StartsWith("TLSv1.") == true, first.PeerAddress);
        Check.That(first.BytesSent > 0 && first.BytesReceived > 0 && first.TotalUs >= first.FirstByteUs && first.FirstByteUs > 0);
        Check.Same("bare", client.ShowRecordCallback("bare", call).Id);
        Check.That(call.Report.ConnectionReused);
        Check.That(client.ListRecordCallbacks(call: call).IsComplete);
    }

    [Test]
    public static void TheLimitOfOneCall() {
        using var client = Service.Client();
        using var call = new Call().Timeout(TimeSpan.FromMilliseconds(200));
        Check.Throws(ErrorKind.Timeout, () => client.ShowRecordCallback("late", call));
        Check.Same(1u, call.Report.Attempts);
    }

    [Test]
    public static void CredentialsOfOneCall() {
        using var client = Service.Client();
        using var key = new Call().AccessKey("STANDINACCESSKEY0001", "wrong");
        using var token = new Call().AuthToken("no-token-of-the-service");
        Check.Throws(ErrorKind.Unauthorized, () => client.ShowRecordCallback("bare", key));
        Check.Throws(ErrorKind.Unauthorized, () => client.ShowRecordCallback("bare", token));
        Check.Same("bare", client.ShowRecordCallback("bare").Id);
    }

    [Test]
    public static void OptionsThatAreRefused() {
        using var client = Service.Client();
        using var call = new Call();
        Check.Throws(ErrorKind.InvalidArgument, () => call.Header("Host", "h"));
        Check.Throws(ErrorKind.InvalidArgument, () => call.Header("x-text", "a\0b"));
        Check.Throws(ErrorKind.InvalidArgument, () => call.Timeout(TimeSpan.FromMilliseconds(-1)));
        Check.Throws(ErrorKind.InvalidArgument, () => call.Timeout(TimeSpan.FromDays(50)));
        Check.Same("bare", client.ShowRecordCallback("bare", call).Id);
    }

    [Test]
    public static void AnotherThreadCancels() {
        using var client = Service.Client();
        using var call = new Call();
        var listener = Service.Silent();
        using var waiting = new Client(Service.Config().Endpoint(Service.Url(listener)));
        Task failed = Task.Run(() => Check.Throws(ErrorKind.Cancelled, () => waiting.ShowRecordCallback("bare", call)));
        // Once it has connected, the call is under way.
        using Socket connection = listener.AcceptSocket();
        // One call at a time.
        Check.That(Check.Throws(ErrorKind.InvalidArgument, () => client.ShowRecordCallback("bare", call)).Message.Contains("in use"));
        var since = Stopwatch.StartNew();
        call.Cancel();
        failed.Wait();
        // It is 0.2 s at most; a machine that is busy takes longer, and a call that is waited for takes 30 s.
        Check.That(since.Elapsed < TimeSpan.FromSeconds(15), since.Elapsed);
        listener.Stop();
        // It stays cancelled, and other calls go on.
        Check.Throws(ErrorKind.Cancelled, () => client.ShowRecordCallback("bare", call));
        Check.Same(0ul, call.Report.BytesSent);
        Check.Same("bare", client.ShowRecordCallback("bare").Id);
    }

    [Test]
    public static void ACancellationToken() {
        using var client = Service.Client();
        using var call = new Call();
        using var source = new CancellationTokenSource(100);
        using var registered = source.Token.Register(call.Cancel);
        Check.Throws(ErrorKind.Cancelled, () => client.ShowRecordCallback("late", call));
    }

    [Test]
    public static void ACallThatIsDisposed() {
        using var client = Service.Client();
        var call = new Call();
        Check.Same("bare", client.ShowRecordCallback("bare", call).Id);
        call.Dispose();
        call.Dispose();
        call.Cancel();
        Check.Throws<ObjectDisposedException>(() => client.ShowRecordCallback("bare", call));
        Check.Throws<ObjectDisposedException>(() => call.Timeout(TimeSpan.FromSeconds(1)));
        Check.Same(1u, call.Report.Attempts);
    }

    [Test]
    public static void ACallThatIsDisposedWhileItIsUsed() {
        using var client = Service.Client();
        var call = new Call();
        Task<RecordCallback> shown = Task.Run(() => client.ShowRecordCallback("slow", call));
        Check.Await(() => Service.IsInUse(call) || shown.IsCompleted);
        call.Dispose();
        Check.Same("slow", shown.Result.Id);
        Check.Same(1u, call.Report.Attempts);
    }
}
