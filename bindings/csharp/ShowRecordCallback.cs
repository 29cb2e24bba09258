using System;
using Hwlive;

public static class ShowRecordCallback {
    public static int Main(string[] arguments) {
        try {
            using (var client = new Client(new Config().LoadEnvironment().Timeout(TimeSpan.FromSeconds(10)))) {
                RecordCallback callback = client.ShowRecordCallback(arguments[0]);
                Console.WriteLine($"{callback.Id} -> {callback.NotifyCallbackUrl}");
                return 0;
            }
        } catch (HwliveException failure) {
            Console.Error.WriteLine($"{failure.Message} [{failure.Kind}, {failure.Status}, {failure.ServiceCode}, {failure.RequestId}]");
            return 1;
        }
    }
}
