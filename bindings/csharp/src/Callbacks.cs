using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>The functions that C calls. There is one of each for all clients; a number says whose it is.</summary>
    internal static class Callbacks {
        private static readonly ConcurrentDictionary<long, Delegate> Kept = new ConcurrentDictionary<long, Delegate>();
        private static long last;

        // C has their addresses, so they live for ever.
        internal static readonly hwlive_log_fn Log = WriteLog;
        internal static readonly hwlive_credentials_fn Credentials = GiveCredentials;
        internal static readonly hwlive_release_fn Release = userdata => Forget((long)userdata);

        /// <summary>Keeps a function until its number is forgotten.</summary>
        internal static long Keep(Delegate function) {
            long number = Interlocked.Increment(ref last);
            Kept[number] = function;
            return number;
        }

        internal static void Forget(long number) => Kept.TryRemove(number, out _);

        // An exception must not go through C.
        private static void WriteLog(int level, IntPtr message, IntPtr userdata) {
            try {
                ((Action<LogLevel, string>)Kept[(long)userdata])((LogLevel)level, Interop.Given(message));
            } catch (Exception failure) {
                Trace.TraceWarning("hwlive: the log function failed: " + failure);
            }
        }

        private static int GiveCredentials(IntPtr credentials, IntPtr userdata) {
            try {
                Credentials given = ((Func<Credentials>)Kept[(long)userdata])();
                ErrorHandle error;
                if (given.AuthToken != null)
                    Interop.Check(hwlive_credentials_set_auth_token(credentials, Interop.Bytes(given.AuthToken, "auth token"), out error), error);
                else
                    Interop.Check(hwlive_credentials_set_access_key(credentials, Interop.Bytes(given.AccessKey, "access key"),
                        Interop.Bytes(given.SecretKey, "secret key"), Interop.Bytes(given.SecurityToken, "security token"), out error), error);
                if (given.Expiry is DateTimeOffset expiry)
                    Interop.Check(hwlive_credentials_set_expiry_unix(credentials, expiry.ToUnixTimeSeconds(), out error), error);
                return HWLIVE_CODE_OK;
            } catch (Exception failure) {
                Trace.TraceWarning("hwlive: the credentials provider failed: " + failure);
                return HWLIVE_CODE_OTHER;
            }
        }
    }

    /// <summary>A log function. It is forgotten when neither a config nor a client refers to this object.</summary>
    internal sealed class LogFunction {
        internal readonly long Number;
        internal LogFunction(Action<LogLevel, string> function) { Number = Callbacks.Keep(function); }
        ~LogFunction() { Callbacks.Forget(Number); }
    }
}
