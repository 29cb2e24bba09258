// The scenario, in C#. usage: Scenario.exe scenario.json
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Threading;
using System.Xml;
using System.Xml.Linq;

public static class Scenario {
    private sealed class NotSo : Exception {
        public NotSo(string message) : base(message) { }
    }

    private static long ResidentKib() {
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

    private static void Failed(XElement step, HwliveException.Kinds kind, int status, string serviceCode, bool hasRequestId, string message) {
        XElement error = step.Element("error") ?? throw new NotSo($"{kind}: {message}");
        if (!kind.ToString().Equals(error.Element("kind").Value.Replace("_", ""), StringComparison.OrdinalIgnoreCase) ||
            !Same(status, Value(error.Element("status"))) || !Same(serviceCode, Value(error.Element("service_code"))) ||
            !Same(hasRequestId, Value(error.Element("has_request_id"))) || message == "")
            throw new NotSo($"{kind}, {status}, {serviceCode}, {hasRequestId}: {message}");
    }

    /// <summary>Does it; true where it succeeded. What it fails with has to be what the step expects.</summary>
    private static bool Attempt(XElement step, Action action) {
        try {
            action();
        } catch (HwliveException failure) {
            Failed(step, failure.Kind, failure.Status, failure.ServiceCode, failure.RequestId != null, failure.Message);
            return false;
        } catch (ObjectDisposedException failure) {
            // .NET's own way to refuse a client that was closed.
            Failed(step, HwliveException.Kinds.InvalidArgument, 0, null, false, failure.Message);
            return false;
        }
        return step.Element("error") == null ? true : throw new NotSo("no error");
    }

    private static void Calls(XElement step, Hwlive.Client client) {
        for (int n = 0; n < Math.Max(1, Number(step, "times")); n++)
            foreach (string id in step.Element("ids").Elements()) {
                Hwlive.RecordCallback got = null;
                if (!Attempt(step, () => got = client.ShowRecordCallback(id)))
                    continue;
                foreach (XElement field in step.Element("expect").Elements()) {
                    string name = string.Concat(field.Name.LocalName.Split('_').Select(part => char.ToUpper(part[0]) + part.Substring(1)));
                    object found = typeof(Hwlive.RecordCallback).GetField(name).GetValue(got);
                    if (!Same(found, Value(field)))
                        throw new NotSo($"{name}: {found}, not {field.Value}");
                }
                if (got.Id != id || got.RequestId == null)
                    throw new NotSo($"{got.Id}, {got.RequestId}");
            }
    }

    private static void Work(XElement step, Hwlive.Client client, IDictionary<string, object> settings) {
        if (step.Element("dropped") == null)
            Calls(step, client);
        for (int n = 0; n < Number(step, "dropped"); n++)
            Calls(step, new Hwlive.Client(settings));
    }

    private static void Run(XElement step, string key) {
        if (step.Element("notification") != null) {
            byte[] body = Encoding.UTF8.GetBytes(step.Element("notification").Value);
            Attempt(step, () => Hwlive.VerifyNotification(body, key, nowUnix: (long)step.Element("now_unix")));
            return;
        }
        var settings = (step.Element("settings")?.Elements() ?? new XElement[0])
            .ToDictionary(setting => setting.Name.LocalName, setting => Value(setting) is long number ? (int)number : Value(setting));
        Hwlive.Client client = null;
        bool made = false;
        try {
            client = new Hwlive.Client(settings);
            made = true;
        } catch (HwliveException failure) {
            Attempt(step, () => throw failure);
        }
        if (!made)
            return;
        using (client) {
            if (step.Element("closed") != null)
                client.Dispose();
            bool measured = step.Element("growth_kib") != null;
            if (measured)
                Work(step, client, settings);
            long before = ResidentKib();
            string failed = null;
            Thread[] threads = Enumerable.Range(0, Math.Max(1, Number(step, "threads"))).Select(_ => new Thread(() => {
                try {
                    Work(step, client, settings);
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
        }
    }

    public static int Main(string[] arguments) {
        XElement scenario;
        using (XmlDictionaryReader json = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(arguments[0]), XmlDictionaryReaderQuotas.Max))
            scenario = XElement.Load(json);
        int status = 0;
        foreach (XElement step in scenario.Element("steps").Elements()) {
            string name = step.Element("name").Value;
            if (step.Element("forks") != null) {
                Console.WriteLine($"--   {name}: C# does not fork");
                continue;
            }
            try {
                Run(step, scenario.Element("key").Value);
                Console.WriteLine($"ok   {name}");
            } catch (NotSo error) {
                status = 1;
                Console.WriteLine($"FAIL {name}: {error.Message}");
            }
        }
        return status;
    }
}
