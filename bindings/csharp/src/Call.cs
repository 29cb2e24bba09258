using System;
using System.Threading;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>
    /// Options of one call, and afterwards how it went. What is not set is as the client has it. All methods that set return the object.
    ///
    /// An option that cannot be used throws an <see cref="HwliveException"/> of the kind InvalidArgument. It is for one call at a time,
    /// and may be used again. Once it was cancelled, it stays cancelled.
    /// </summary>
    public sealed class Call : IDisposable {
        private readonly CallHandle handle = hwlive_call_new();
        private int isInUse;

        /// <summary>How the last call went, whether it succeeded or failed. During a call and before the first there is nothing in it.</summary>
        public CallReport Report { get; private set; } = new CallReport();

        /// <summary>Limits the whole call. It may be more than the client's limit.</summary>
        public Call Timeout(TimeSpan timeout) =>
            Checked(hwlive_call_set_timeout_ms(handle, Interop.Milliseconds(timeout, "timeout"), out ErrorHandle error), error);

        /// <summary>Adds a header line to the requests that go to Live. It is sent as it is, and is not signed.</summary>
        public Call Header(string name, string value) => Checked(
            hwlive_call_add_header(handle, Interop.Bytes(name, "header name"), Interop.Bytes(value, "header value"), out ErrorHandle error), error);

        /// <summary>Sets the access key that signs this call. A temporary key has a security token. Replaces other credentials.</summary>
        public Call AccessKey(string accessKey, string secretKey, string? securityToken = null) =>
            Checked(hwlive_call_set_access_key(handle, Interop.Bytes(accessKey, "access key"), Interop.Bytes(secretKey, "secret key"), Interop.Bytes(securityToken, "security token"), out ErrorHandle error), error);

        /// <summary>Sets the IAM token that this call carries. Replaces other credentials.</summary>
        public Call AuthToken(string token) =>
            Checked(hwlive_call_set_auth_token(handle, Interop.Bytes(token, "auth token"), out ErrorHandle error), error);

        /// <summary>
        /// Ends the call that uses this object within 0.2 s, and every later one, with the kind Cancelled. Returns at once. Any thread
        /// may cancel, at any time. The client and its other calls go on.
        /// </summary>
        public void Cancel() {
            try {
                hwlive_call_cancel(handle);
            } catch (ObjectDisposedException) {
                // There is nothing to cancel any more.
            }
        }

        /// <summary>Frees the options, after the call that uses them. Later calls with them throw an ObjectDisposedException.</summary>
        public void Dispose() => handle.Dispose();

        /// <summary>Does it with the object of C, and reads the report.</summary>
        internal T Use<T>(Func<CallHandle, T> action) {
            if (Interlocked.Exchange(ref isInUse, 1) == 1)
                throw Interop.InvalidArgument("the call is in use by another call");
            bool isKept = false;
            try {
                handle.DangerousAddRef(ref isKept); // The report is read even if it is disposed of meanwhile.
                Report = new CallReport();
                return action(handle);
            } finally {
                if (isKept) {
                    Report = new CallReport(handle);
                    handle.DangerousRelease();
                }
                Volatile.Write(ref isInUse, 0);
            }
        }

        private Call Checked(int code, ErrorHandle error) {
            Interop.Check(code, error);
            return this;
        }
    }
}
