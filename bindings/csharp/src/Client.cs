using System;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>
    /// Asks Huawei Cloud Live for recording callbacks. Many threads may use one client at the same time. It is freed after Dispose and
    /// the last call, or when nothing refers to it any more.
    /// </summary>
    public sealed class Client : IDisposable {
        private readonly ClientHandle handle;

        /// <summary>Makes a client with the settings of a config, which is only read.</summary>
        public Client(Config config) {
            Call.Check(hwlive_client_new(config.Handle, out handle, out ErrorHandle error), error);
            handle.Log = config.LogFunction;
        }

        /// <summary>Makes a client with the environment's settings.</summary>
        public static Client FromEnvironment() {
            using (var config = new Config())
                return new Client(config.LoadEnvironment());
        }

        /// <summary>The version of the library that was loaded, such as "0.1.0".</summary>
        public static string LibraryVersion => Call.Text(hwlive_version());

        /// <summary>Asks the service for one recording callback. Blocks at most for the client's timeout.</summary>
        /// <exception cref="HwliveException">The call failed; its Kind says why.</exception>
        /// <exception cref="ObjectDisposedException">The client is closed.</exception>
        public RecordCallback ShowRecordCallback(string id) {
            int code = hwlive_show_record_callback(handle, Call.Bytes(id, "id"), out RecordCallbackHandle callback, out ErrorHandle error);
            using (callback) {
                Call.Check(code, error);
                return new RecordCallback(callback);
            }
        }

        /// <summary>Uses the credentials of a config for every call that starts later.</summary>
        public void ReplaceCredentials(Config config) =>
            Call.Check(hwlive_client_replace_credentials(handle, config.Handle, out ErrorHandle error), error);

        /// <summary>Ends all calls of this client, now and later, with the kind Cancelled.</summary>
        public void Shutdown() => hwlive_client_shutdown(handle);

        /// <summary>Closes the client after the calls of other threads. Later calls throw an ObjectDisposedException.</summary>
        public void Dispose() => handle.Dispose();
    }
}
