using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Hwlive;

/// <summary>Clients and their settings: from the first to Dispose, Shutdown and the garbage collector.</summary>
public static class ClientsTests {
    [Test]
    public static void AClientOfTheEnvironment() {
        using var client = Client.FromEnvironment();
        Check.Same("bare", client.ShowRecordCallback("bare").Id);
        Check.That(Client.LibraryVersion.StartsWith("0.1."), Client.LibraryVersion);
    }

    [Test]
    public static void EverythingOfCIsDisposable() {
        foreach (Type type in new[] { typeof(Client), typeof(Config), typeof(Call) })
            Check.That(typeof(IDisposable).IsAssignableFrom(type), type);
    }

    [Test]
    public static void AClientThatIsDisposed() {
        var client = Service.Client();
        using (client)
            Check.Same("bare", client.ShowRecordCallback("bare").Id);
        client.Dispose();
        Check.Throws<ObjectDisposedException>(() => client.ShowRecordCallback("bare"));
        Check.Throws<ObjectDisposedException>(() => client.ListRecordCallbacks());
        Check.Throws<ObjectDisposedException>(() => client.ReplaceCredentials(Service.Config()));
    }

    [Test]
    public static void AConfigThatIsDisposed() {
        var config = Service.Config();
        using var client = new Client(config);
        config.Dispose();
        Check.Throws<ObjectDisposedException>(() => config.Region("cn-north-4"));
        Check.Throws<ObjectDisposedException>(() => new Client(config));
        Check.Same("bare", client.ShowRecordCallback("bare").Id);
    }

    [Test]
    public static void DisposeLetsCallsEnd() {
        var client = Service.Client();
        using var call = new Call();
        Task<RecordCallback> shown = Task.Run(() => client.ShowRecordCallback("slow", call));
        Check.Await(() => Service.IsInUse(call) || shown.IsCompleted);
        client.Dispose();
        Check.Same("slow", shown.Result.Id);
    }

    [Test]
    public static void ShutdownEndsAllCalls() {
        var listener = Service.Silent();
        using var client = new Client(Service.Config().Endpoint(Service.Url(listener)));
        Task failed = Task.Run(() => Check.Throws(ErrorKind.Cancelled, () => client.ShowRecordCallback("bare")));
        // Once it has connected, the call is under way.
        using Socket connection = listener.AcceptSocket();
        client.Shutdown();
        failed.Wait();
        Check.Throws(ErrorKind.Cancelled, () => client.ShowRecordCallback("bare"));
        listener.Stop();
    }

    [Test]
    public static void OtherCredentialsForAClient() {
        using var client = new Client(Service.Config().AccessKey("STANDINACCESSKEY0001", "wrong"));
        Check.Throws(ErrorKind.Unauthorized, () => client.ShowRecordCallback("bare"));
        client.ReplaceCredentials(Service.Config());
        Check.Same("bare", client.ShowRecordCallback("bare").Id);
    }

    [Test]
    public static void AFunctionThatGivesCredentials() {
        int asked = 0;
        using (var client = new Client(Service.Config().CredentialsProvider(() => {
            Interlocked.Increment(ref asked);
            return new Credentials {
                AccessKey = Environment.GetEnvironmentVariable("HUAWEICLOUD_SDK_AK"),
                SecretKey = Environment.GetEnvironmentVariable("HUAWEICLOUD_SDK_SK"),
                Expiry = DateTimeOffset.UtcNow.AddHours(1),
            };
        })))
            for (int n = 0; n < 3; n++)
                Check.Same("bare", client.ShowRecordCallback("bare").Id);
        Check.Same(1, asked);
        Check.Throws<ArgumentNullException>(() => new Config().CredentialsProvider(null!));
        WaitForThreadsOfTheLibrary();
    }

    private sealed class Listener : TraceListener {
        public readonly ConcurrentQueue<string> Said = new ConcurrentQueue<string>();
        public override void Write(string? message) { }
        public override void WriteLine(string? message) => Said.Enqueue(message ?? "");
    }

    [Test]
    public static void WhatFunctionsThrowGoesToTrace() {
        var listener = new Listener();
        Trace.Listeners.Add(listener);
        try {
            using (var client = new Client(Service.Config().CredentialsProvider(() => throw new InvalidOperationException("one of a provider"))))
                Check.Throws(ErrorKind.Credentials, () => client.ShowRecordCallback("bare"));
            using (var client = new Client(Service.Config().Log(LogLevel.Debug, (level, message) => throw new InvalidOperationException("one of a log"))))
                Check.Same("bare", client.ShowRecordCallback("bare").Id);
        } finally {
            Trace.Listeners.Remove(listener);
        }
        Check.That(listener.Said.Any(said => said.Contains("one of a provider")), string.Join("; ", listener.Said));
        Check.That(listener.Said.Any(said => said.Contains("one of a log")));
        WaitForThreadsOfTheLibrary();
    }

    [Test]
    public static void ALogHasNoSecret() {
        var events = new ConcurrentQueue<string>();
        using (var client = new Client(Service.Config().Log(LogLevel.Trace, (level, message) => events.Enqueue(level + " " + message)))) {
            GC.Collect(); // The config is dropped.
            Check.Same("bare", client.ShowRecordCallback("bare").Id);
        }
        Check.That(events.Any(one => one.StartsWith("Debug ") && one.Contains("status 200")), string.Join("; ", events));
        string? secret = Environment.GetEnvironmentVariable("HUAWEICLOUD_SDK_SK");
        Check.That(secret != null && !events.Any(one => one.Contains(secret)));
        using var quiet = new Client(Service.Config().Log(LogLevel.Off, null));
        Check.Same("bare", quiet.ShowRecordCallback("bare").Id);
    }

    [Test]
    public static void SettingsOutOfRange() {
        foreach (Action wrong in new Action[] { () => new Config().MaxRetries(11), () => new Config().Timeout(TimeSpan.FromDays(50)),
            () => new Config().ConnectTimeout(TimeSpan.FromMilliseconds(-1)), () => new Config().ProjectId("x" + (char)0xd800),
            () => new Config().Endpoint("ftp://live.example.com"), () => new Config().OidcSession(duration: TimeSpan.FromMilliseconds(500)),
            () => new Config().AgencySession(policyIds: new[] { "a\0b" }), () => new Config().SigningAlgorithm((SigningAlgorithm)7) })
            Check.Throws(ErrorKind.InvalidArgument, wrong);
    }

    [Test]
    public static void ThreadsShareAClient() {
        using var client = Service.Client();
        Task[] threads = Enumerable.Range(0, 16).Select(n => Task.Factory.StartNew(() => {
            string id = n % 2 == 0 ? "bare" : "every-field";
            for (int time = 0; time < 10; time++)
                Check.Same(id, client.ShowRecordCallback(id).Id);
            Check.Throws(n % 2 == 0 ? ErrorKind.NotFound : ErrorKind.Unauthorized, () => client.ShowRecordCallback(n % 2 == 0 ? "unknown" : "denied"));
        }, TaskCreationOptions.LongRunning)).ToArray();
        Task.WaitAll(threads);
    }

    [Test]
    public static void WhatNothingRefersToIsFreed() {
        Service.Client().ShowRecordCallback("bare");
        int before = Descriptors();
        for (int n = 0; n < 20; n++)
            Drop();
        Check.Await(() => {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Descriptors() < before + 10;
        });
    }

    private static void Drop() => Service.Client().ShowRecordCallback("bare");

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    /// <summary>Mono 6.8 can stand still for ever if a collection begins while a thread that has run managed code, such as a
    /// provider's, is ending.</summary>
    private static void WaitForThreadsOfTheLibrary() => Check.Await(() => !Directory.GetDirectories("/proc/self/task").Any(task => {
        try {
            return File.ReadAllText(task + "/comm").StartsWith("hwlive-");
        } catch (IOException) {
            return false;
        }
    }));
}
