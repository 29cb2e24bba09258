// The scenario, in C#. usage: Scenario.exe scenario.json
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Threading;
using System.Xml;
using System.Xml.Linq;
using Hwlive;

public static class Scenario {
    private sealed class NotSo : Exception {
        public NotSo(string message) : base(message) { }
    }

    /// <summary>Waits until no thread of the library is left: mono 6.8 can stand still for ever if a collection begins while
    /// a thread that has run managed code, such as a provider's, is ending.</summary>
    private static void WaitForThreadsOfTheLibrary() {
        var since = Stopwatch.StartNew();
        while (Directory.GetDirectories("/proc/self/task").Any(IsOfTheLibrary)) {
            if (since.Elapsed > TimeSpan.FromSeconds(20)) throw new NotSo("a thread of the library does not end");
            Thread.Sleep(5);
        }
    }

    private static bool IsOfTheLibrary(string task) {
        try {
            return File.ReadAllText(task + "/comm").StartsWith("hwlive-");
        } catch (IOException) {
            return false;
        }
    }

    private static long ResidentKib() {
        WaitForThreadsOfTheLibrary();
        for (int n = 0; n < 2; n++) {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        string line = File.ReadLines("/proc/self/status").First(found => found.StartsWith("VmRSS"));
        return long.Parse(new string(line.Where(char.IsDigit).ToArray()));
    }

    /// <summary>What the table says in a step: null, a text, a number, or a list of them.</summary>
    private static object Value(XElement json) {
        switch (json.Attribute("type").Value) {
        case "null": return null;
        case "array": return json.Elements().Select(Value).ToArray();
        case "number": return long.Parse(json.Value);
        case "boolean": return bool.Parse(json.Value);
        default: return json.Value;
        }
    }

    private static int Number(XElement step, string name) => (int?)step.Element(name) ?? 0;

    private static bool Same(object found, object expected) {
        if (expected is object[] several)
            return found is IEnumerable<string> list && list.SequenceEqual(several.Cast<string>());
        if (expected is long number)
            return found != null && Convert.ToInt64(found) == number;
        return Equals(found, expected);
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(part => char.ToUpper(part[0]) + part.Substring(1)));

    private static object Get(object from, string name) =>
        (from.GetType().GetProperty(Pascal(name)) ?? throw new NotSo("no " + name)).GetValue(from);

    private static void Failed(XElement step, HwliveException failure) {
        XElement error = step.Element("error") ?? throw new NotSo($"{failure.Kind}: {failure.Message}");
        foreach (XElement field in error.Elements()) {
            string name = field.Name.LocalName;
            bool same = name == "kind" ? failure.Kind.ToString() == Pascal(field.Value)
                : name == "has_request_id" ? Same(failure.RequestId != null, Value(field)) : Same(Get(failure, name), Value(field));
            if (!same || failure.Message == "")
                throw new NotSo($"{name} is not {field.Value}: {failure.Message}");
        }
    }

    /// <summary>Does it; true if it succeeded. What it fails with has to be what the step expects.</summary>
    private static bool Attempt(XElement step, Action action) {
        try {
            action();
        } catch (HwliveException failure) {
            Failed(step, failure);
            return false;
        } catch (ObjectDisposedException) when (step.Element("closed") != null) {
            return false; // .NET's own way to refuse a client that was closed.
        }
        return step.Element("error") == null ? true : throw new NotSo("no error");
    }

    private static void Expect(XElement step, object got) {
        foreach (XElement field in step.Element("expect").Elements()) {
            object found = Get(got, field.Name.LocalName);
            if (!Same(found, Value(field)))
                throw new NotSo($"{field.Name}: {found}, not {field.Value}");
        }
    }

    private static void Calls(XElement step, Client client) {
        for (int n = 0; n < Math.Max(1, Number(step, "times")); n++)
            foreach (string id in step.Element("ids").Elements()) {
                RecordCallback got = null;
                if (!Attempt(step, () => got = Shown(step, client, id)))
                    continue;
                Expect(step, got);
                if (got.Id != id || got.RequestId == null)
                    throw new NotSo($"{got.Id}, {got.RequestId}");
            }
    }

    /// <summary>Shows a callback, with the step's options of a call if it has some, and checks the report.</summary>
    private static RecordCallback Shown(XElement step, Client client, string id) {
        if (step.Element("call") == null && step.Element("cancelled") == null)
            return client.ShowRecordCallback(id);
        using (var call = new Call()) {
            if (call.Report.Attempts != 0 || call.Report.TotalUs != null)
                throw new NotSo("a report before the call");
            foreach (XElement option in step.Element("call")?.Elements() ?? new XElement[0])
                SetOption(call, option.Name.LocalName, Value(option));
            if (step.Element("cancelled") != null)
                new Thread(() => CancelOnceInUse(call)).Start();
            var time = Stopwatch.StartNew();
            try {
                return client.ShowRecordCallback(id, call);
            } finally {
                if (time.ElapsedMilliseconds > 10000)
                    throw new NotSo("the call was waited for");
                if (step.Element("report") != null)
                    Reported(step, call.Report);
                if (step.Element("cancelled") != null)
                    Cancelled(client, call);
            }
        }
    }

    /// <summary>While it is in use, no option can be set.</summary>
    private static void CancelOnceInUse(Call call) {
        try {
            for (;; Thread.Sleep(10))
                call.Timeout(TimeSpan.FromSeconds(60));
        } catch (HwliveException failure) when (failure.Kind == ErrorKind.InvalidArgument) {
            call.Cancel();
        } catch (ObjectDisposedException) {
            // The call has ended, and the step fails.
        }
    }

    private static void Reported(XElement step, CallReport report) {
        foreach (XElement field in step.Element("report").Elements())
            if (!Same(Get(report, field.Name.LocalName), Value(field)))
                throw new NotSo($"{field.Name} of the report: {Get(report, field.Name.LocalName)}, not {field.Value}");
        if (!(report.TotalUs > 0) || report.BytesSent == 0)
            throw new NotSo("the report is empty");
        if (step.Element("error") == null && (report.BytesReceived == 0 || !(report.FirstByteUs > 0) || report.PeerAddress == null))
            throw new NotSo("the report has no answer");
    }

    /// <summary>A call that was cancelled stays so; one that is closed is refused. The client goes on.</summary>
    private static void Cancelled(Client client, Call call) {
        try {
            client.ListRecordCallbacks(call: call);
            throw new NotSo("the call is not cancelled any more");
        } catch (HwliveException failure) {
            if (failure.Kind != ErrorKind.Cancelled || call.Report.BytesSent != 0)
                throw new NotSo($"{failure.Kind}, {call.Report.BytesSent} bytes sent");
        }
        call.Dispose();
        call.Cancel();
        try {
            client.ShowRecordCallback("bare", call);
            throw new NotSo("a closed call was taken");
        } catch (ObjectDisposedException) { }
        if (client.ShowRecordCallback("bare").Id != "bare")
            throw new NotSo("the client does not go on");
    }

    private static void SetOption(Call call, string name, object value) {
        string[] texts = (value as object[] ?? new[] { value }).Select(one => one as string).ToArray();
        switch (name) {
        case "timeout_ms": call.Timeout(TimeSpan.FromMilliseconds((long)value)); break;
        case "header": call.Header(texts[0], texts[1]); break;
        case "access_key": call.AccessKey(texts[0], texts[1], texts[2]); break;
        case "auth_token": call.AuthToken(texts[0]); break;
        default: throw new NotSo("no option " + name);
        }
    }

    private static void Listed(XElement step, Client client) {
        object[] filters = (object[])Value(step.Element("list"));
        using (var call = new Call().Timeout(TimeSpan.FromSeconds(20)))
            foreach (Call options in new[] { null, call }) {
                RecordCallbackList list = null;
                if (!Attempt(step, () => list = client.ListRecordCallbacks((string)filters[0], (string)filters[1], options)))
                    continue;
                if (list.RequestId == null || list.Any(one => one.Id == null || one.Json == null || one.RequestId == null))
                    throw new NotSo("a callback of the list lacks a field");
                Expect(step, new { list.Count, list.Total, list.IsComplete, First = list.FirstOrDefault()?.Id });
            }
    }

    /// <summary>Settings that no step has are taken.</summary>
    private static void TakeNetwork() =>
        new Config().AddResolve("live.example.com:443:192.0.2.1,[2001:db8::1]").LocalAddress("127.0.0.1").IpFamily(IpFamily.IPv4)
            .MinTlsVersion(TlsVersion.Tls13).Trust(Trust.System).RegionByPattern(true)
            .PinnedPublicKeys("sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=").Dispose();

    private static Credentials Give(string which) {
        switch (which) {
        case "environment":
            return new Credentials {
                AccessKey = Environment.GetEnvironmentVariable("HUAWEICLOUD_SDK_AK"),
                SecretKey = Environment.GetEnvironmentVariable("HUAWEICLOUD_SDK_SK"), Expiry = DateTimeOffset.UtcNow.AddHours(1),
            };
        case "token": return new Credentials { AuthToken = "no-token-of-the-service" };
        default: throw new InvalidOperationException("this is expected");
        }
    }

    /// <summary>A time as the scenario has it: null and 0 are C's default.</summary>
    private static TimeSpan? Seconds(object number) => number is long seconds && seconds != 0 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;

    private static void Set(Config config, string name, object value) {
        string[] texts = (value as object[] ?? new[] { value }).Select(one => one as string).ToArray();
        long number = value as long? ?? 0;
        switch (name) {
        case "load_default": config.LoadDefault((bool)value); break;
        case "load_profile": config.LoadProfile(texts[0]); break;
        case "load_koocli_profile": config.LoadKooCliProfile(texts[0], texts.Length > 1 ? texts[1] : null); break;
        case "load_regions_file": config.LoadRegionsFile(texts[0]); break;
        case "define_region": config.DefineRegion(texts[0], texts[1]); break;
        case "region": config.Region(texts[0]); break;
        case "endpoint": config.Endpoint(texts[0]); break;
        case "iam_endpoint": config.IamEndpoint(texts[0]); break;
        case "sts_endpoint": config.StsEndpoint(texts[0]); break;
        case "identity_provider": config.IdentityProvider(texts[0], texts[1]); break;
        case "oidc": config.Oidc(texts[0], texts[1], texts[2], texts[3]); break;
        case "oidc_session": config.OidcSession(texts[0], Seconds(((object[])value)[1]), texts[2], texts[3]?.Split(',')); break;
        case "pod_identity": config.PodIdentity(texts[0], texts[1]); break;
        case "agency": config.Agency(texts[0], texts.Length > 1 ? texts[1] : null); break;
        case "agency_by_name": config.AgencyByName(texts[0], texts[1], texts[2]); break;
        case "agency_session": config.AgencySession(texts[0], Seconds(((object[])value)[1]), texts[2], texts[3]?.Split(',')); break;
        case "metadata_endpoint": config.MetadataEndpoint(texts[0]); break;
        case "project_id": config.ProjectId(texts[0]); break;
        case "access_key": config.AccessKey(texts[0], texts[1], texts[2]); break;
        case "auth_token": config.AuthToken(texts[0]); break;
        case "iam_user": config.IamUser(texts[0], texts[1], texts[2]); break;
        case "metadata_credentials": config.MetadataCredentials(); break;
        case "credentials_provider": config.CredentialsProvider(() => Give(texts[0])); break;
        case "timeout_ms": config.Timeout(TimeSpan.FromMilliseconds(number)); break;
        case "connect_timeout_ms": config.ConnectTimeout(TimeSpan.FromMilliseconds(number)); break;
        case "max_retries": config.MaxRetries((uint)number); break;
        case "proxy": config.Proxy(texts[0]); break;
        case "ca_file": config.CaFile(texts[0]); break;
        case "client_certificate": config.ClientCertificate(texts[0], texts[1]); break;
        case "ca_pem": config.CaPem(texts[0]); break;
        case "client_certificate_pem": config.ClientCertificatePem(texts[0], texts[1]); break;
        case "trust": config.Trust((Trust)number); break;
        case "pinned_public_keys": config.PinnedPublicKeys(texts[0]); break;
        case "min_tls_version": config.MinTlsVersion((TlsVersion)number); break;
        case "ip_family": config.IpFamily((IpFamily)number); break;
        case "local_address": config.LocalAddress(texts[0]); break;
        case "region_by_pattern": config.RegionByPattern((bool)value); break;
        case "insecure": config.Insecure((bool)value); break;
        case "user_agent": config.UserAgent(texts[0]); break;
        case "signing_algorithm": config.SigningAlgorithm((SigningAlgorithm)number); break;
        default: throw new NotSo("no setting " + name);
        }
    }

    private static Config Configured(XElement step) {
        var config = new Config();
        if (step.Element("environment") == null)
            config.LoadEnvironment();
        foreach (XElement setting in step.Element("settings")?.Elements() ?? new XElement[0])
            Set(config, setting.Name.LocalName, Value(setting));
        return config;
    }

    private static void Work(XElement step, Client client) {
        if (step.Element("dropped") == null)
            Calls(step, client);
        for (int n = 0; n < Number(step, "dropped"); n++)
            Calls(step, new Client(Configured(step)));
    }

    private static void Notified(XElement step, string key) {
        string text = step.Element("notification").Value;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var part = new ArraySegment<byte>(Encoding.UTF8.GetBytes("{" + text + "}"), 1, bytes.Length);
        long now = (long)step.Element("now_unix");
        foreach (Func<Notification> verified in new Func<Notification>[] {
            () => Notification.Verified(bytes, key, nowUnix: now), () => Notification.Verified(text, key, nowUnix: now),
            () => Notification.Verified(part, key, nowUnix: now),
        })
            Attempt(step, () => Expect(step, verified()));
        if (step.Element("error") == null)
            Notification.Parse(bytes).Verify(key, nowUnix: now);
    }

    private static void Refused(XElement step) {
        foreach (XElement one in step.Element("refused").Elements()) {
            string kind = null, message = null;
            try {
                new Client(Configured(one));
            } catch (HwliveException failure) {
                (kind, message) = (failure.Kind.ToString(), failure.Message);
            }
            if (kind != Pascal(one.Element("kind").Value) || !message.Contains(one.Element("says").Value))
                throw new NotSo($"{one}: {kind}: {message}");
        }
    }

    private static void Logged(XElement step) {
        var events = new ConcurrentQueue<(LogLevel level, string message)>();
        using (var client = new Client(Configured(step).Log((LogLevel)Number(step, "log"), (level, message) => events.Enqueue((level, message))))) {
            ResidentKib(); // The config is dropped.
            Calls(step, client);
        }
        if (!events.Any(one => one.level == (LogLevel)Number(step, "log") && one.message.Contains(step.Element("says").Value)))
            throw new NotSo(string.Join("; ", events));
    }

    /// <summary>Arguments that are left out are taken as C's defaults.</summary>
    private static void TakeAgencies() =>
        new Config().Oidc("provider", "agency", idTokenFile: "/nowhere/token").OidcSession(policyIds: new[] { "a", "b" })
            .AgencyByName("agency", domainId: "account").AgencySession(duration: TimeSpan.FromMinutes(15)).AgencySession().Agency(null).Dispose();

    /// <summary>Numbers and texts that C would cut are refused.</summary>
    private static void OutOfRange() {
        TakeNetwork();
        TakeAgencies();
        foreach (Action wrong in new Action[] {
            () => new Config().Timeout(TimeSpan.FromMilliseconds(uint.MaxValue + 1.0)), () => new Config().Timeout(TimeSpan.FromMilliseconds(-1)),
            () => new Config().ProjectId("\ud800"), () => new Call().Timeout(TimeSpan.FromMilliseconds(uint.MaxValue + 1.0)),
            () => new Call().Header("x-text", "a\0b"), () => new Config().AddResolve("live"), () => new Config().LocalAddress("here"),
            () => new Config().CaPem("none"), () => new Config().ClientCertificatePem("none", "none"),
            () => new Config().PinnedPublicKeys("none"),
            () => new Config().OidcSession(duration: TimeSpan.FromSeconds(900.5)), () => new Config().AgencySession(duration: TimeSpan.Zero),
            () => new Config().AgencySession(duration: TimeSpan.FromSeconds(uint.MaxValue + 901.0)),
            () => new Config().OidcSession(policyIds: new string[0]), () => new Config().OidcSession(policyIds: new[] { "a", "b\0" }),
            () => new Config().Oidc("provider", "agency"), () => new Config().AgencyByName("agency"),
        }) {
            ErrorKind? kind = null;
            try {
                wrong();
            } catch (HwliveException failure) {
                kind = failure.Kind;
            }
            if (kind != ErrorKind.InvalidArgument)
                throw new NotSo("was taken");
        }
    }

    private static void Run(XElement step, string key) {
        if (step.Element("notification") != null)
            Notified(step, key);
        else if (step.Element("refused") != null)
            Refused(step);
        else if (step.Element("log") != null)
            Logged(step);
        else if (step.Element("version") == null)
            Called(step);
        else if (!Client.LibraryVersion.StartsWith(step.Element("version").Value))
            throw new NotSo(Client.LibraryVersion);
    }

    private static void Called(XElement step) {
        Client client = null;
        try {
            client = new Client(Configured(step));
        } catch (HwliveException failure) {
            Failed(step, failure);
            return;
        }
        using (client) {
            if (step.Element("closed") != null)
                client.Dispose();
            if (step.Element("shutdown") != null)
                client.Shutdown();
            if (step.Element("list") != null) {
                Listed(step, client);
                return;
            }
            bool measured = step.Element("growth_kib") != null;
            if (measured)
                Work(step, client);
            long before = ResidentKib();
            string failed = null;
            Thread[] threads = Enumerable.Range(0, Math.Max(1, Number(step, "threads"))).Select(_ => new Thread(() => {
                try {
                    Work(step, client);
                } catch (NotSo error) {
                    failed = error.Message;
                }
            })).ToArray();
            foreach (Thread thread in threads)
                thread.Start();
            foreach (Thread thread in threads)
                thread.Join();
            if (failed != null)
                throw new NotSo(failed);
            long growth = ResidentKib() - before;
            if (measured && growth > Number(step, "growth_kib"))
                throw new NotSo($"grew by {growth} KiB");
            if (step.Element("replaced") == null)
                return;
            string id = step.Element("ids").Elements().First().Value;
            client.ReplaceCredentials(new Config().LoadEnvironment());
            if (client.ShowRecordCallback(id).Id != id)
                throw new NotSo("the new credentials are not used");
        }
    }

    public static int Main(string[] arguments) {
        XElement scenario;
        using (XmlDictionaryReader json = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(arguments[0]), XmlDictionaryReaderQuotas.Max))
            scenario = XElement.Load(json);
        int status = 0;
        scenario.Element("steps").Add(new XElement("step", new XElement("name", "what C would cut off")));
        foreach (XElement step in scenario.Element("steps").Elements()) {
            string name = step.Element("name").Value;
            if (step.Element("forks") != null) {
                Console.WriteLine($"--   {name}: C# does not fork");
                continue;
            }
            try {
                if (step.Elements().Count() == 1)
                    OutOfRange();
                else
                    Run(step, scenario.Element("key").Value);
                Console.WriteLine($"ok   {name}");
            } catch (Exception error) when (error is NotSo || error is HwliveException) {
                status = 1;
                Console.WriteLine($"FAIL {name}: {error.Message}");
            }
        }
        return status;
    }
}
