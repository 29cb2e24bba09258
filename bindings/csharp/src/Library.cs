using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace Hwlive {
    /// <summary>
    /// Finds and loads libhwlive: the file that the environment variable HWLIVE_LIBRARY names. If it is not set, the file beside
    /// the assembly, or the one for this platform in the folder "runtimes" of its package, or else the one that the system's
    /// loader finds by its name.
    /// </summary>
    internal static class Library {
        private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        private static readonly IntPtr Handle = Load();

        /// <summary>A function of the library, for ever: the library is never unloaded.</summary>
        internal static T Find<T>(string name) where T : class {
            IntPtr function = IsWindows ? GetProcAddress(Handle, name) : Unix.Symbol(Handle, name);
            if (function == IntPtr.Zero)
                throw new EntryPointNotFoundException("hwlive: the library has no " + name);
            return Marshal.GetDelegateForFunctionPointer<T>(function);
        }

        private static IntPtr Load() {
            var tried = new List<string>();
            foreach (string candidate in Candidates()) {
                IntPtr handle = IsWindows ? LoadLibrary(candidate) : Unix.Open(candidate);
                if (handle != IntPtr.Zero)
                    return handle;
                tried.Add(candidate + ": " + (IsWindows ? "error " + Marshal.GetLastWin32Error() : Unix.Error()));
            }
            throw new DllNotFoundException("hwlive: the library cannot be loaded. Tried: " + string.Join("; ", tried));
        }

        private static IEnumerable<string> Candidates() {
            string? chosen = Environment.GetEnvironmentVariable("HWLIVE_LIBRARY");
            if (!string.IsNullOrEmpty(chosen))
                return new[] { chosen };
            string name = IsWindows ? "hwlive.dll"
                : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "libhwlive.dylib" : "libhwlive.so." + Declarations.Abi;
            string? folder = Path.GetDirectoryName(typeof(Library).Assembly.Location);
            if (string.IsNullOrEmpty(folder))
                return new[] { name };
            var found = new List<string> { Path.Combine(folder, name) };
            // A build copies the folder beside the assembly. In the package, the assembly is in lib/netstandard2.1.
            foreach (string place in new[] { folder, Path.Combine(folder, "..", "..") }) {
                string inside = Path.Combine(place, "runtimes", Runtime(), "native", name);
                if (File.Exists(inside))
                    found.Add(inside);
            }
            found.Add(name);
            return found;
        }

        /// <summary>This platform, as packages name it: linux-x64.</summary>
        private static string Runtime() {
            string system = IsWindows ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : "linux";
            return system + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        }

        [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true, EntryPoint = "LoadLibraryW")]
        private static extern IntPtr LoadLibrary(string path);

        [DllImport("kernel32", CharSet = CharSet.Ansi, SetLastError = true)]
        private static extern IntPtr GetProcAddress(IntPtr library, string name);

        /// <summary>The loader of Unix, which is in libdl, or in libc where there is no libdl.</summary>
        private static class Unix {
            private const int Now = 2;
            private static readonly bool HasLibdl = TryLibdl();

            private static bool TryLibdl() {
                try {
                    OldError();
                    return true;
                } catch (DllNotFoundException) {
                    return false;
                }
            }

            internal static IntPtr Open(string path) => HasLibdl ? OldOpen(path, Now) : NewOpen(path, Now);
            internal static IntPtr Symbol(IntPtr library, string name) => HasLibdl ? OldSymbol(library, name) : NewSymbol(library, name);
            internal static string? Error() => Marshal.PtrToStringUTF8(HasLibdl ? OldError() : NewError());

            [DllImport("libdl.so.2", EntryPoint = "dlopen")] private static extern IntPtr OldOpen(string path, int mode);
            [DllImport("libdl.so.2", EntryPoint = "dlsym")] private static extern IntPtr OldSymbol(IntPtr library, string name);
            [DllImport("libdl.so.2", EntryPoint = "dlerror")] private static extern IntPtr OldError();
            [DllImport("libc", EntryPoint = "dlopen")] private static extern IntPtr NewOpen(string path, int mode);
            [DllImport("libc", EntryPoint = "dlsym")] private static extern IntPtr NewSymbol(IntPtr library, string name);
            [DllImport("libc", EntryPoint = "dlerror")] private static extern IntPtr NewError();
        }
    }
}
