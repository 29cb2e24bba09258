// Each of the lines that end in a comment is a mistake that a compiler has to find by the package's annotations.
using Hwlive;

public static class Wrong {
    public static int Length(Client client, Config config) {
        RecordCallback callback = client.ShowRecordCallback("id");
        client.ShowRecordCallback(null); // CS8625
        config.Region(null); // CS8625
        config.LoadProfile(null).AccessKey("key", "secret", null);
        string app = callback.App; // CS8600
        string id = callback.Id;
        return callback.NotifyCallbackUrl.Length + callback.Json.Length + id.Length; // CS8602
    }
}
