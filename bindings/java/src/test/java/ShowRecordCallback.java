import hwlive.Client;
import hwlive.Config;
import hwlive.HwliveException;
import hwlive.RecordCallback;
import java.time.Duration;

public class ShowRecordCallback {
    public static void main(String[] arguments) {
        try (Config config = new Config().loadEnvironment().timeout(Duration.ofSeconds(10)); Client client = new Client(config)) {
            RecordCallback callback = client.showRecordCallback(arguments[0]);
            System.out.println(callback.id() + " -> " + callback.notifyCallbackUrl());
        } catch (HwliveException failure) {
            System.err.printf("%s [%s, %d, %s, %s]%n", failure.getMessage(), failure.kind().name().toLowerCase(), failure.status(),
                    failure.serviceCode(), failure.requestId());
            System.exit(1);
        }
    }
}
