using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>Checks arguments of C, and throws what fails.</summary>
    internal static class Interop {
        private static readonly Encoding Utf8 = new UTF8Encoding(false, true);

        /// <summary>Throws what a function wrote to the place for an error.</summary>
        internal static void Check(int code, ErrorHandle error) {
            using (error) {
                if (code == HWLIVE_CODE_OK)
                    return;
                throw new HwliveException(code, Given(hwlive_error_message(error))) {
                    Status = hwlive_error_http_status(error),
                    ServiceCode = Text(hwlive_error_service_code(error)),
                    ServiceMessage = Text(hwlive_error_service_message(error)),
                    RequestId = Text(hwlive_error_request_id(error)),
                    EncodedAuthorizationMessage = Text(hwlive_error_encoded_authorization_message(error)),
                    RetryAfterMs = Number(hwlive_error_retry_after_ms(error)),
                    Attempts = hwlive_error_attempts(error),
                    IsRetryable = hwlive_error_is_retryable(error) == 1,
                };
            }
        }

        internal static HwliveException InvalidArgument(string message) => new HwliveException(HWLIVE_CODE_INVALID_ARGUMENT, message);

        /// <summary>A text as C reads it, or null.</summary>
        internal static byte[]? Bytes(string? text, string name) {
            if (text == null)
                return null;
            if (text.IndexOf('\0') >= 0) // C would read the text up to there, and use something else.
                throw InvalidArgument(name + " has a NUL character in it");
            try {
                return Utf8.GetBytes(text + "\0");
            } catch (EncoderFallbackException) {
                throw InvalidArgument(name + " has half a surrogate pair in it");
            }
        }

        /// <summary>A text of C, or null.</summary>
        internal static string? Text(IntPtr text) => Marshal.PtrToStringUTF8(text);

        /// <summary>A text of C that is never NULL.</summary>
        internal static string Given(IntPtr text) => Marshal.PtrToStringUTF8(text)!;

        /// <summary>A number of C that is not negative; null if it is absent.</summary>
        internal static long? Number(long number) => number < 0 ? (long?)null : number;

        /// <summary>A time of C; null if it is absent or not understood.</summary>
        internal static long? UnixTime(long time) => time == long.MinValue ? (long?)null : time;

        /// <summary>Texts as C reads them, with commas put between them; null if there are none.</summary>
        internal static byte[]? Bytes(IEnumerable<string>? texts, string name) =>
            Bytes(texts == null ? null : string.Join(",", texts), name);

        /// <summary>A time in whole seconds; 0 if it is null, as C has it.</summary>
        internal static uint Seconds(TimeSpan? time, string name) {
            if (time == null)
                return 0;
            if (time < TimeSpan.FromSeconds(1) || time.Value.TotalSeconds > uint.MaxValue || time.Value.Ticks % TimeSpan.TicksPerSecond != 0)
                throw InvalidArgument($"{name} of {time} is not in whole seconds between 1 and {uint.MaxValue}");
            return (uint)time.Value.TotalSeconds;
        }

        internal static uint Milliseconds(TimeSpan time, string name) {
            if (time < TimeSpan.Zero || time.TotalMilliseconds > uint.MaxValue)
                throw InvalidArgument($"{name} of {time} is not between 0 and {uint.MaxValue} ms");
            return (uint)time.TotalMilliseconds;
        }
    }
}
