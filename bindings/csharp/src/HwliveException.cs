using System;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>The kinds of failure.</summary>
    public enum ErrorKind {
        /// <summary>None of the other kinds, or a kind that is newer than this assembly.</summary>
        Other = HWLIVE_CODE_OTHER,
        /// <summary>An argument or a setting cannot be used. Nothing was sent. The message names it.</summary>
        InvalidArgument = HWLIVE_CODE_INVALID_ARGUMENT,
        /// <summary>There are no credentials, they are incomplete, or their source failed.</summary>
        Credentials = HWLIVE_CODE_CREDENTIALS,
        /// <summary>The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged.</summary>
        Unauthorized = HWLIVE_CODE_UNAUTHORIZED,
        /// <summary>The service knows no such recording callback.</summary>
        NotFound = HWLIVE_CODE_NOT_FOUND,
        /// <summary>There were too many requests (429).</summary>
        Throttled = HWLIVE_CODE_THROTTLED,
        /// <summary>The service or its gateway refused the call for another reason; see ServiceCode.</summary>
        Service = HWLIVE_CODE_SERVICE,
        /// <summary>There was no connection, or it was lost.</summary>
        Connect = HWLIVE_CODE_CONNECT,
        /// <summary>The TLS handshake or the check of the certificate failed.</summary>
        Tls = HWLIVE_CODE_TLS,
        /// <summary>The limit of the call or of connecting was reached.</summary>
        Timeout = HWLIVE_CODE_TIMEOUT,
        /// <summary>There was an answer, but not of the agreed form.</summary>
        BadResponse = HWLIVE_CODE_BAD_RESPONSE,
        /// <summary>The call was cancelled, or the client was shut down.</summary>
        Cancelled = HWLIVE_CODE_CANCELLED,
        /// <summary>There is a bug in the library; the message describes it. The client can still be used.</summary>
        Panic = HWLIVE_CODE_PANIC,
        /// <summary>A notification cannot be read, or can be read in more than one way.</summary>
        Malformed = HWLIVE_CODE_MALFORMED,
        /// <summary>A notification has no signature.</summary>
        Unsigned = HWLIVE_CODE_UNSIGNED,
        /// <summary>A notification's signature is wrong, or of a type that is not accepted.</summary>
        WrongSignature = HWLIVE_CODE_WRONG_SIGNATURE,
        /// <summary>A notification's signature is right but too old.</summary>
        Expired = HWLIVE_CODE_EXPIRED,
    }

    /// <summary>
    /// A call failed. To handle one kind of failure: <c>catch (HwliveException e) when (e.Kind == ErrorKind.NotFound)</c>.
    /// </summary>
    public sealed class HwliveException : Exception {
        /// <summary>The kind of failure.</summary>
        public ErrorKind Kind { get; }
        /// <summary>The HTTP status of the answer; 0 if there was no answer.</summary>
        public int Status { get; internal set; }
        /// <summary>The code that the service gave, such as "LIVE.100011001", or null.</summary>
        public string? ServiceCode { get; internal set; }
        /// <summary>The message that the service gave, or null.</summary>
        public string? ServiceMessage { get; internal set; }
        /// <summary>The id of the request for the service's support, or null.</summary>
        public string? RequestId { get; internal set; }
        /// <summary>Why a policy denied the call, for the STS call decode-authorization-message, or null.</summary>
        public string? EncodedAuthorizationMessage { get; internal set; }
        /// <summary>How long the service asked to wait, in milliseconds, or null.</summary>
        public long? RetryAfterMs { get; internal set; }
        /// <summary>How many times the call was tried; 0 if nothing was sent.</summary>
        public uint Attempts { get; internal set; }
        /// <summary>Whether the same call may succeed later.</summary>
        public bool IsRetryable { get; internal set; }

        internal HwliveException(int code, string message) : base(message) {
            Kind = Enum.IsDefined(typeof(ErrorKind), code) ? (ErrorKind)code : ErrorKind.Other;
        }
    }
}
