using System;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Hwlive;

/// <summary>What the tests talk to.</summary>
public static class Service {
    /// <summary>The stand-in's settings, and no call is tried again.</summary>
    public static Config Config() => new Config().LoadEnvironment().MaxRetries(0);

    public static Client Client() {
        using var config = Config();
        return new Client(config);
    }

    public static RecordCallback Show(string id) {
        using var client = Client();
        return client.ShowRecordCallback(id);
    }

    /// <summary>What a call fails with.</summary>
    public static HwliveException Failure(ErrorKind kind, string id, Config? config = null) {
        using var settings = config ?? Config();
        using var client = new Client(settings);
        return Check.Throws(kind, () => client.ShowRecordCallback(id));
    }

    /// <summary>A listener that accepts connections and never answers.</summary>
    public static TcpListener Silent() {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static string Url(TcpListener listener) => "https://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether a call has begun with these options and has not ended. To set an option would say so too, and disturb the call.</summary>
    public static bool IsInUse(Call call) => (int)typeof(Call).GetField("isInUse", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(call)! == 1;
}
