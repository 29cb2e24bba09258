using System;
using System.Collections.Generic;

public static class ShowRecordCallback {
    public static int Main(string[] arguments) {
        try {
            using (var client = new Hwlive.Client(new Dictionary<string, object> { ["timeout_ms"] = 10000 })) {
                Hwlive.RecordCallback callback = client.ShowRecordCallback(arguments[0]);
                Console.WriteLine($"{callback.Id} -> {callback.NotifyCallbackUrl}");
                return 0;
            }
        } catch (HwliveException failure) {
            Console.Error.WriteLine($"{failure.Message} [{failure.Kind}, {failure.Status}, {failure.ServiceCode}, {failure.RequestId}]");
            return 1;
        }
    }
}
