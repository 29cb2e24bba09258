import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hwlive.Call;
import hwlive.Client;
import hwlive.Config;
import hwlive.Credentials;
import hwlive.HwliveException;
import hwlive.LogLevel;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients and their settings: from the first to close, shutdown and the garbage collector. */
class ClientsTest {
    @Test
    void aClientOfTheEnvironment() {
        try (Client client = Client.fromEnvironment()) {
            assertEquals("bare", client.showRecordCallback("bare").id());
        }
        assertTrue(Client.libraryVersion().startsWith("0.1."), Client.libraryVersion());
    }

    @Test
    void tryClosesAClient() {
        Client kept;
        try (Client client = Service.client()) {
            kept = client;
        }
        kept.close();
        kept.shutdown();
        assertTrue(assertThrows(HwliveException.InvalidArgument.class, () -> kept.showRecordCallback("bare")).getMessage().contains("closed"));
        assertThrows(HwliveException.InvalidArgument.class, kept::listRecordCallbacks);
        assertThrows(HwliveException.InvalidArgument.class, () -> kept.replaceCredentials(Service.config()));
    }

    @Test
    void aConfigThatIsClosed() {
        Config config = Service.config();
        Client client = new Client(config);
        config.close();
        config.close();
        assertThrows(HwliveException.InvalidArgument.class, () -> config.region("cn-north-4"));
        assertThrows(HwliveException.InvalidArgument.class, () -> new Client(config));
        try (client) {
            assertEquals("bare", client.showRecordCallback("bare").id());
        }
    }

    @Test
    void closeWaitsForCalls() throws InterruptedException {
        Client client = Service.client();
        Call call = new Call();
        CompletableFuture<String> shown = CompletableFuture.supplyAsync(() -> client.showRecordCallback("slow", call).id());
        Service.await(() -> Service.isInUse(call) || shown.isDone());
        client.close();
        assertEquals("slow", shown.join());
        call.close();
    }

    @Test
    void shutdownEndsAllCalls() throws IOException {
        try (ServerSocket listener = Service.silent(); Config config = Service.config().endpoint(Service.url(listener)); Client client = new Client(config)) {
            CompletableFuture<HwliveException> failed = CompletableFuture.supplyAsync(
                    () -> assertThrows(HwliveException.Cancelled.class, () -> client.showRecordCallback("bare")));
            // Once it has connected, the call is under way.
            listener.accept();
            client.shutdown();
            assertNotNull(failed.join());
            assertThrows(HwliveException.Cancelled.class, () -> client.showRecordCallback("bare"));
        }
    }

    @Test
    void otherCredentialsForAClient() {
        try (Config wrong = Service.config().accessKey("STANDINACCESSKEY0001", "wrong", null); Client client = new Client(wrong)) {
            assertThrows(HwliveException.Unauthorized.class, () -> client.showRecordCallback("bare"));
            client.replaceCredentials(Service.config());
            assertEquals("bare", client.showRecordCallback("bare").id());
        }
    }

    @Test
    void aFunctionThatGivesCredentials() {
        AtomicInteger asked = new AtomicInteger();
        Config config = Service.config().credentialsProvider(() -> {
            asked.incrementAndGet();
            return Credentials.accessKey(System.getenv("HUAWEICLOUD_SDK_AK"), System.getenv("HUAWEICLOUD_SDK_SK"), null, Instant.now().plusSeconds(3600));
        });
        try (config; Client client = new Client(config)) {
            for (int n = 0; n < 3; n++) assertEquals("bare", client.showRecordCallback("bare").id());
        }
        assertEquals(1, asked.get());
        assertThrows(NullPointerException.class, () -> new Config().credentialsProvider(null));
    }

    @Test
    void whatFunctionsThrowGoesToTheLogger() {
        IllegalStateException expected = new IllegalStateException("expected");
        List<Throwable> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("hwlive");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            Config provider = Service.config().credentialsProvider(() -> {
                throw expected;
            });
            try (provider; Client client = new Client(provider)) {
                assertThrows(HwliveException.Credentials.class, () -> client.showRecordCallback("bare"));
            }
            Config log = Service.config().log(LogLevel.DEBUG, (level, message) -> {
                throw expected;
            });
            try (log; Client client = new Client(log)) {
                assertEquals("bare", client.showRecordCallback("bare").id());
            }
            assertTrue(logged.size() >= 2 && logged.stream().allMatch(one -> one == expected), logged::toString);
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void aLogHasNoSecret() {
        List<String> events = new CopyOnWriteArrayList<>();
        Config config = Service.config().log(LogLevel.TRACE, (level, message) -> events.add(level + " " + message));
        Client client = new Client(config);
        config.close();
        System.gc();
        assertEquals("bare", client.showRecordCallback("bare").id());
        client.close();
        assertTrue(events.stream().anyMatch(event -> event.startsWith("DEBUG ") && event.contains("status 200")), events::toString);
        assertFalse(events.toString().contains(System.getenv("HUAWEICLOUD_SDK_SK")));
        try (Config off = Service.config().log(LogLevel.OFF, null); Client quiet = new Client(off)) {
            assertEquals("bare", quiet.showRecordCallback("bare").id());
        }
    }

    @Test
    void settingsOutOfRange() {
        List<Runnable> wrong = List.of(() -> new Config().maxRetries(-1), () -> new Config().maxRetries(11),
                () -> new Config().timeout(Duration.ofMillis((1L << 32) + 1)), () -> new Config().connectTimeout(Duration.ofMillis(-1)),
                () -> new Config().projectId("\ud800"), () -> new Config().endpoint("ftp://live.example.com"),
                () -> new Config().oidcSession(null, Duration.ofMillis(500), null), () -> new Config().agencySession(null, null, null, "policy-1", null));
        for (Runnable one : wrong) assertThrows(HwliveException.InvalidArgument.class, one::run, () -> "number " + wrong.indexOf(one));
    }

    @Test
    void secretsAreNotShown() {
        assertFalse(Credentials.accessKey("key", "secret", "token", null).toString().matches(".*(secret|token).*"));
        assertFalse(new Config().accessKey("key", "secret", "token").toString().matches(".*(secret|token).*"));
    }

    /** Clients that nobody closes leave no connection, once they were collected. */
    @Test
    void whatNothingRefersToIsFreed() throws InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "descriptors are counted on Linux");
        Service.client().showRecordCallback("bare");
        long before = descriptors();
        for (int n = 0; n < 20; n++) Service.client().showRecordCallback("bare");
        Service.await(() -> {
            System.gc();
            return descriptors() < before + 10;
        });
    }

    private static long descriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
