import java.util.Map;

public class ShowRecordCallback {
    public static void main(String[] arguments) {
        try (Hwlive.Client client = new Hwlive.Client(Map.of("timeout_ms", 10_000))) {
            Hwlive.RecordCallback callback = client.showRecordCallback(arguments[0]);
            System.out.println(callback.id() + " -> " + callback.notifyCallbackUrl());
        } catch (HwliveException failure) {
            System.err.printf("%s [%s, %d, %s, %s]%n", failure.getMessage(), failure.kind.name().toLowerCase(), failure.status,
                    failure.serviceCode, failure.requestId);
            System.exit(1);
        }
    }
}
