// Runs the tests. They talk to the stand-in over real sockets, in the environment that it sets:
//
//     hwlive-stand-in --tls --callbacks bindings/csharp/tests/callbacks.json -- mono Tests.exe
//
// A runner of its own, since NUnit's of Debian runs with mono alone. Exit status 0: all passed, and there are some.
using System;
using System.Collections;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading;
using Hwlive;

/// <summary>A test: a static method, with arguments if there are any. It may be there more than once.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TestAttribute : Attribute {
    public object?[] Arguments { get; }
    public TestAttribute(params object?[]? arguments) { Arguments = arguments ?? new object?[] { null }; }
}

public sealed class Failed : Exception {
    public Failed(string message) : base(message) { }
}

public static class Check {
    public static void That(bool isSo, object? message = null) {
        if (!isSo)
            throw new Failed(message?.ToString() ?? "it is not so");
    }

    public static void Same(object? expected, object? found) {
        bool same = expected is IEnumerable several && found is IEnumerable others && !(expected is string)
            ? several.Cast<object?>().SequenceEqual(others.Cast<object?>()) : Equals(expected, found);
        That(same, $"expected {Shown(expected)}, found {Shown(found)}");
    }

    private static string Shown(object? value) => value is IEnumerable several && !(value is string)
        ? "[" + string.Join(", ", several.Cast<object?>().Select(Shown)) + "]" : value?.ToString() ?? "null";

    public static T Throws<T>(Action action) where T : Exception {
        try {
            action();
        } catch (T expected) {
            return expected;
        }
        throw new Failed("no " + typeof(T).Name);
    }

    public static HwliveException Throws(ErrorKind kind, Action action) {
        var failure = Throws<HwliveException>(action);
        Same(kind, failure.Kind);
        return failure;
    }

    /// <summary>Waits for something that another thread does.</summary>
    public static void Await(Func<bool> isSo) {
        var since = Stopwatch.StartNew();
        while (!isSo()) {
            That(since.Elapsed < TimeSpan.FromSeconds(20), "waited in vain");
            Thread.Sleep(10);
        }
    }
}

public static class Runner {
    public static int Main(string[] arguments) {
        if (arguments.Length == 1 && arguments[0] == "version") {
            LibraryTests.Say();
            return 0;
        }
        if (Environment.GetEnvironmentVariable("HUAWEICLOUD_SDK_ENDPOINT") == null) {
            Console.Error.WriteLine("there is no service to talk to; Runner.cs says how the tests are run");
            return 2;
        }
        int passed = 0, failed = 0;
        foreach (MethodInfo method in Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods()))
            foreach (TestAttribute test in method.GetCustomAttributes<TestAttribute>()) {
                try {
                    method.Invoke(null, test.Arguments);
                    passed++;
                } catch (TargetInvocationException failure) {
                    failed++;
                    string shown = string.Join(", ", test.Arguments.Select(one => one ?? "null"));
                    Console.WriteLine($"FAIL {method.DeclaringType?.Name}.{method.Name}({shown}): {failure.InnerException}");
                }
            }
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0 ? 0 : 1;
    }
}
