using System;
using System.Runtime.InteropServices;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>What C made. It is freed when no call uses it any more.</summary>
    internal abstract class Handle : SafeHandle {
        protected Handle(bool owns = true) : base(IntPtr.Zero, owns) { }
        public override bool IsInvalid => handle == IntPtr.Zero;
    }

    internal sealed class ConfigHandle : Handle {
        protected override bool ReleaseHandle() {
            hwlive_config_free(handle);
            return true;
        }
    }

    internal sealed class ClientHandle : Handle {
        /// <summary>The library calls it until the client is freed.</summary>
        internal object? Log;

        protected override bool ReleaseHandle() {
            hwlive_client_free(handle);
            return true;
        }
    }

    internal sealed class CallHandle : Handle {
        protected override bool ReleaseHandle() {
            hwlive_call_free(handle);
            return true;
        }
    }

    internal sealed class RecordCallbackListHandle : Handle {
        protected override bool ReleaseHandle() {
            hwlive_record_callback_list_free(handle);
            return true;
        }
    }

    internal sealed class RecordCallbackHandle : Handle {
        public RecordCallbackHandle() { }

        /// <summary>A callback that a list lends. It is not freed.</summary>
        internal RecordCallbackHandle(IntPtr lent) : base(false) { SetHandle(lent); }

        protected override bool ReleaseHandle() {
            hwlive_record_callback_free(handle);
            return true;
        }
    }

    internal sealed class NotificationHandle : Handle {
        protected override bool ReleaseHandle() {
            hwlive_notification_free(handle);
            return true;
        }
    }

    internal sealed class ErrorHandle : Handle {
        protected override bool ReleaseHandle() {
            hwlive_error_free(handle);
            return true;
        }
    }
}
