import hwlive.Call;
import hwlive.Client;
import hwlive.Config;
import hwlive.HwliveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the tests talk to: the stand-in, over real sockets, in the environment that it sets. In the folder of pom.xml:
 *
 * <pre>hwlive-stand-in --tls --callbacks callbacks.json -- mvn test -Dhwlive.artifact=hwlive</pre>
 *
 * The package has to be installed before; hwlive-ffm is the other one.
 */
final class Service {
    private Service() {}

    /** The stand-in's settings, and no call is tried again. */
    static Config config() {
        if (System.getenv("HUAWEICLOUD_SDK_ENDPOINT") == null)
            throw new IllegalStateException("there is no service to talk to; Service.java says how the tests are run");
        return new Config().loadEnvironment().maxRetries(0);
    }

    static Client client() {
        try (Config config = config()) {
            return new Client(config);
        }
    }

    /** A listener that accepts connections and never answers. */
    static ServerSocket silent() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String url(ServerSocket listener) {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    /** Waits for something that another thread does. */
    static void await(BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("waited in vain");
            Thread.sleep(10);
        }
    }

    /** Whether a call has begun with these options and has not ended. */
    static boolean isInUse(Call call) {
        try {
            call.timeout(Duration.ofSeconds(60));
            return false;
        } catch (HwliveException.InvalidArgument inUse) {
            return true;
        }
    }
}
