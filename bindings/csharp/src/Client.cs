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
            Interop.Check(hwlive_client_new(config.Handle, out handle, out ErrorHandle error), error);
            handle.Log = config.LogFunction;
        }

        /// <summary>Makes a client with the environment's settings.</summary>
        public static Client FromEnvironment() {
            using (var config = new Config())
                return new Client(config.LoadEnvironment());
        }

        /// <summary>The version of the library that was loaded, such as "0.1.0".</summary>
        public static string LibraryVersion => Interop.Given(hwlive_version());

        /// <summary>Asks the service for one recording callback. Blocks at most for the client's timeout.</summary>
        /// <param name="id">The id of the callback.</param>
        /// <param name="call">Options of this call, or null.</param>
        /// <exception cref="HwliveException">The call failed; its Kind says why.</exception>
        /// <exception cref="ObjectDisposedException">The client or the call is closed.</exception>
        public RecordCallback ShowRecordCallback(string id, Call? call = null) {
            byte[]? bytes = Interop.Bytes(id, "id");
            using (RecordCallbackHandle callback = Asked(call, options => {
                int code = hwlive_show_record_callback_with(handle, bytes, options, out RecordCallbackHandle found, out ErrorHandle error);
                Interop.Check(code, error);
                return found;
            }))
                return new RecordCallback(callback);
        }

        /// <summary>
        /// Asks the service for the recording callbacks of the project. Blocks at most for the client's timeout, for all pages together.
        /// </summary>
        /// <param name="publishDomain">The ingest domain whose callbacks are listed; null is any.</param>
        /// <param name="app">The application whose callbacks are listed; null is any.</param>
        /// <param name="call">Options of this call, or null.</param>
        /// <exception cref="HwliveException">The call failed; its Kind says why.</exception>
        /// <exception cref="ObjectDisposedException">The client or the call is closed.</exception>
        public RecordCallbackList ListRecordCallbacks(string? publishDomain = null, string? app = null, Call? call = null) {
            byte[]? domainBytes = Interop.Bytes(publishDomain, "publish domain"), appBytes = Interop.Bytes(app, "app");
            using (RecordCallbackListHandle list = Asked(call, options => {
                int code = hwlive_list_record_callbacks_with(handle, domainBytes, appBytes, options, out RecordCallbackListHandle found, out ErrorHandle error);
                Interop.Check(code, error);
                return found;
            }))
                return new RecordCallbackList(list);
        }

        /// <summary>Uses the credentials of a config for every call that starts later.</summary>
        public void ReplaceCredentials(Config config) =>
            Interop.Check(hwlive_client_replace_credentials(handle, config.Handle, out ErrorHandle error), error);

        // A handle must not be null; one that is invalid is NULL in C.
        private static T Asked<T>(Call? call, Func<CallHandle, T> question) {
            if (call != null)
                return call.Use(question);
            using (var none = new CallHandle())
                return question(none);
        }

        /// <summary>Ends all calls of this client, now and later, with the kind Cancelled.</summary>
        public void Shutdown() => hwlive_client_shutdown(handle);

        /// <summary>Closes the client after the calls of other threads. Later calls throw an ObjectDisposedException.</summary>
        public void Dispose() => handle.Dispose();
    }
}
