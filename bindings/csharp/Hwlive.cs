// Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

public static class Hwlive {
    /// <summary>As the service sent it, null where it sent none; Events, SignType and Accept are HWLIVE_… numbers, defaults applied.</summary>
    public sealed class RecordCallback {
        public string Id, PublishDomain, App, NotifyCallbackUrl, SignTypeText, CreateTime, UpdateTime, RequestId, Json;
        public IReadOnlyList<string> NotifyEventSubscription;
        public uint Events, Accept;
        public int SignType;
        public long? CreateTimeUnix, UpdateTimeUnix;
    }

    /// <summary>Many threads may use one client. It is freed after Dispose and the last call, or when it is dropped.</summary>
    public sealed class Client : IDisposable {
        private readonly ClientP handle;
        public void Dispose() => handle.Dispose();

        /// <summary>Settings are the environment's and, over them, hwlive_config_set_… by name: { ["timeout_ms"] = 5000 }.</summary>
        public Client(IDictionary<string, object> settings = null) {
            using (ConfigP config = hwlive_config_new()) {
                Check(hwlive_config_load_environment(config, out ErrorP error), error);
                foreach (KeyValuePair<string, object> setting in settings ?? new Dictionary<string, object>()) {
                    MethodInfo set = typeof(Hwlive).GetMethod("hwlive_config_set_" + setting.Key, BindingFlags.NonPublic | BindingFlags.Static);
                    object[] arguments = (setting.Value as object[] ?? new[] { setting.Value })
                        .Select(value => value is int number ? (uint)number : (object)Bytes((string)value)).Prepend(config).Append(null).ToArray();
                    Check((int)(set ?? throw new ArgumentException("no setting " + setting.Key)).Invoke(null, arguments), (ErrorP)arguments.Last());
                }
                Check(hwlive_client_new(config, out handle, out error), error);
            }
        }

        public RecordCallback ShowRecordCallback(string id) {
            Check(hwlive_show_record_callback(handle, Bytes(id), out CallbackP p, out ErrorP error), error);
            using (p)
                return new RecordCallback {
                    Id = Text(hwlive_record_callback_id(p)), PublishDomain = Text(hwlive_record_callback_publish_domain(p)),
                    App = Text(hwlive_record_callback_app(p)), NotifyCallbackUrl = Text(hwlive_record_callback_notify_callback_url(p)),
                    NotifyEventSubscription = Enumerable.Range(0, (int)hwlive_record_callback_notify_event_subscription_count(p))
                        .Select(index => Text(hwlive_record_callback_notify_event_subscription_at(p, (UIntPtr)(uint)index))).ToArray(),
                    Events = hwlive_record_callback_events(p), Accept = hwlive_record_callback_accept(p),
                    SignTypeText = Text(hwlive_record_callback_sign_type_text(p)), SignType = hwlive_record_callback_sign_type(p),
                    CreateTime = Text(hwlive_record_callback_create_time(p)), CreateTimeUnix = Time(hwlive_record_callback_create_time_unix(p)),
                    UpdateTime = Text(hwlive_record_callback_update_time(p)), UpdateTimeUnix = Time(hwlive_record_callback_update_time_unix(p)),
                    RequestId = Text(hwlive_record_callback_request_id(p)), Json = Text(hwlive_record_callback_json(p, IntPtr.Zero)),
                };
        }
    }

    /// <summary>Throws where body was not signed with key. The tolerance is in ms, -1 for ever; now is 0 for this machine's clock.</summary>
    public static void VerifyNotification(byte[] body, string key, uint accept = 1, long toleranceMs = 900000, long nowUnix = 0) {
        Check(hwlive_notification_parse(body.Append((byte)0).ToArray(), (UIntPtr)(uint)body.Length, out NotificationP p, out ErrorP error), error);
        using (p) Check(hwlive_notification_verify(p, Bytes(key), accept, toleranceMs, nowUnix, out error), error);
    }

    private static void Check(int code, ErrorP error) {
        using (error)
            if (code != 0) throw new HwliveException(code, Text(hwlive_error_message(error)), hwlive_error_http_status(error),
                Text(hwlive_error_service_code(error)), Text(hwlive_error_request_id(error)));
    }

    // C would read a text up to a NUL, and ask for something else.
    private static byte[] Bytes(string text) => text == null ? null : !text.Contains("\0") ? System.Text.Encoding.UTF8.GetBytes(text + "\0")
        : throw new HwliveException((int)HwliveException.Kinds.InvalidArgument, "a text has a NUL character in it");

    private static string Text(IntPtr text) => Marshal.PtrToStringUTF8(text);
    private static long? Time(long time) => time == long.MinValue ? (long?)null : time;

    /// <summary>What C made, freed when no call uses it any more.</summary>
    private abstract class Handle : SafeHandle {
        protected Handle() : base(IntPtr.Zero, true) { }
        public override bool IsInvalid => handle == IntPtr.Zero;
    }
    private sealed class ConfigP : Handle { protected override bool ReleaseHandle() { hwlive_config_free(handle); return true; } }
    private sealed class ClientP : Handle { protected override bool ReleaseHandle() { hwlive_client_free(handle); return true; } }
    private sealed class CallbackP : Handle { protected override bool ReleaseHandle() { hwlive_record_callback_free(handle); return true; } }
    private sealed class NotificationP : Handle { protected override bool ReleaseHandle() { hwlive_notification_free(handle); return true; } }
    private sealed class ErrorP : Handle { protected override bool ReleaseHandle() { hwlive_error_free(handle); return true; } }
    private const string C = "libhwlive.so.0.1";
    [DllImport(C)] static extern void hwlive_config_free(IntPtr p); [DllImport(C)] static extern void hwlive_client_free(IntPtr p);
    [DllImport(C)] static extern void hwlive_record_callback_free(IntPtr p); [DllImport(C)] static extern void hwlive_notification_free(IntPtr p);
    [DllImport(C)] static extern void hwlive_error_free(IntPtr p); [DllImport(C)] static extern ConfigP hwlive_config_new();
    [DllImport(C)] static extern int hwlive_config_load_environment(ConfigP p, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_region(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_endpoint(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_project_id(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_auth_token(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_proxy(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_ca_file(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_user_agent(ConfigP p, byte[] text, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_timeout_ms(ConfigP p, uint number, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_connect_timeout_ms(ConfigP p, uint number, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_max_retries(ConfigP p, uint number, out ErrorP e);
    [DllImport(C)] static extern int hwlive_config_set_access_key(ConfigP p, byte[] accessKey, byte[] secretKey, byte[] securityToken, out ErrorP e);
    [DllImport(C)] static extern int hwlive_client_new(ConfigP p, out ClientP made, out ErrorP e);
    [DllImport(C)] static extern int hwlive_show_record_callback(ClientP p, byte[] id, out CallbackP made, out ErrorP e);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_id(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_publish_domain(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_app(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_notify_callback_url(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_sign_type_text(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_create_time(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_update_time(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_request_id(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_json(CallbackP p, IntPtr length);
    [DllImport(C)] static extern UIntPtr hwlive_record_callback_notify_event_subscription_count(CallbackP p);
    [DllImport(C)] static extern IntPtr hwlive_record_callback_notify_event_subscription_at(CallbackP p, UIntPtr index);
    [DllImport(C)] static extern uint hwlive_record_callback_events(CallbackP p); [DllImport(C)] static extern uint hwlive_record_callback_accept(CallbackP p);
    [DllImport(C)] static extern int hwlive_record_callback_sign_type(CallbackP p);
    [DllImport(C)] static extern long hwlive_record_callback_create_time_unix(CallbackP p);
    [DllImport(C)] static extern long hwlive_record_callback_update_time_unix(CallbackP p); [DllImport(C)] static extern IntPtr hwlive_error_message(ErrorP p);
    [DllImport(C)] static extern IntPtr hwlive_error_service_code(ErrorP p); [DllImport(C)] static extern IntPtr hwlive_error_request_id(ErrorP p);
    [DllImport(C)] static extern int hwlive_error_http_status(ErrorP p);
    [DllImport(C)] static extern int hwlive_notification_parse(byte[] body, UIntPtr length, out NotificationP made, out ErrorP e);
    [DllImport(C)] static extern int hwlive_notification_verify(NotificationP p, byte[] key, uint accept, long toleranceMs, long nowUnix, out ErrorP e);
}
