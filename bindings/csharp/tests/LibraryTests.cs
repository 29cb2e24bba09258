using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using Hwlive;

/// <summary>Which library is loaded, in a process of its own, which runs as this one does.</summary>
public static class LibraryTests {
    [Test]
    public static void TheLibraryOfThePackage() {
        string[] said = Run(null, true).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Check.Same(2, said.Length);
        Check.Same(Client.LibraryVersion, said[0]);
        Check.That(said[1].Contains("/runtimes/"), said[1]);
    }

    /// <summary>The program of that process: says which version it has loaded, and from which file.</summary>
    public static void Say() {
        Console.WriteLine(Client.LibraryVersion);
        var loaded = System.IO.File.ReadLines("/proc/self/maps").Where(line => line.Contains("libhwlive")).Select(line => line.Substring(line.IndexOf('/')));
        foreach (string file in loaded.Distinct())
            Console.WriteLine(file);
    }

    [Test]
    public static void ALibraryThatCannotBeLoadedIsNamed() {
        string said = Run("/nowhere/libhwlive.so", false);
        Check.That(said.Contains("hwlive: the library cannot be loaded. Tried: /nowhere/libhwlive.so: "), said);
    }

    private static string Run(string? library, bool succeeds) {
        // The command that runs this program, up to its name: mono's, or .NET's with options.
        string[] command = System.IO.File.ReadAllText("/proc/self/cmdline").TrimEnd('\0').Split('\0');
        var start = new ProcessStartInfo(command[0], string.Join(" ", command.Skip(1).Select(one => "\"" + one + "\"")) + " version") {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.EnvironmentVariables.Remove("HWLIVE_LIBRARY");
        if (library != null)
            start.EnvironmentVariables["HWLIVE_LIBRARY"] = library;
        using Process process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Check.Same(succeeds, process.ExitCode == 0);
        return said;
    }
}
