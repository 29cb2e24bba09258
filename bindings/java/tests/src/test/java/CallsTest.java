import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hwlive.Call;
import hwlive.CallReport;
import hwlive.Client;
import hwlive.Config;
import hwlive.HwliveException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Options of one call, its report and its end. */
class CallsTest {
    private final Client client = Service.client();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aReport() {
        try (Call call = new Call().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) {
            CallReport before = call.report();
            assertEquals(0, before.attempts());
            for (Object absent : new Object[] {before.totalUs(), before.peerAddress(), before.tlsVersion()}) assertNull(absent);
            assertEquals("bare", client.showRecordCallback("bare", call).id());
            CallReport first = call.report();
            assertEquals(1, first.attempts());
            assertFalse(first.connectionReused());
            assertTrue(first.peerAddress().startsWith("127.0.0.1:"), first::toString);
            assertTrue(first.tlsVersion().startsWith("TLSv1."), first::toString);
            assertTrue(first.bytesSent() > 0 && first.bytesReceived() > 0, first::toString);
            assertTrue(first.totalUs() >= first.firstByteUs() && first.firstByteUs() > 0, first::toString);
            assertNotNull(first.tlsUs());
            assertNull(first.proxyUs());
            assertEquals("bare", client.showRecordCallback("bare", call).id());
            assertTrue(call.report().connectionReused());
            assertTrue(client.listRecordCallbacks(null, null, call).isComplete());
        }
    }

    @Test
    void theLimitOfOneCall() {
        try (Call call = new Call().timeout(Duration.ofMillis(200))) {
            assertThrows(HwliveException.Timeout.class, () -> client.showRecordCallback("late", call));
            assertEquals(1, call.report().attempts());
        }
    }

    @Test
    void credentialsOfOneCall() {
        try (Call call = new Call().accessKey("STANDINACCESSKEY0001", "wrong", null)) {
            assertThrows(HwliveException.Unauthorized.class, () -> client.showRecordCallback("bare", call));
        }
        try (Call call = new Call().authToken("no-token-of-the-service")) {
            assertThrows(HwliveException.Unauthorized.class, () -> client.showRecordCallback("bare", call));
        }
        assertEquals("bare", client.showRecordCallback("bare").id());
    }

    @Test
    void optionsThatAreRefused() {
        try (Call call = new Call()) {
            assertThrows(HwliveException.InvalidArgument.class, () -> call.header("Host", "h"));
            assertThrows(HwliveException.InvalidArgument.class, () -> call.header("x-text", "a\0b"));
            assertThrows(HwliveException.InvalidArgument.class, () -> call.timeout(Duration.ofMillis(1L << 32)));
            assertThrows(HwliveException.InvalidArgument.class, () -> call.timeout(Duration.ofMillis(-1)));
            assertEquals("bare", client.showRecordCallback("bare", call).id());
        }
    }

    @Test
    void anotherThreadCancels() throws IOException {
        Call call = new Call();
        try (ServerSocket listener = Service.silent(); Config config = Service.config().endpoint(Service.url(listener)); Client waiting = new Client(config)) {
            CompletableFuture<HwliveException> failed = CompletableFuture.supplyAsync(
                    () -> assertThrows(HwliveException.Cancelled.class, () -> waiting.showRecordCallback("bare", call)));
            // Once it has connected, the call is under way.
            listener.accept();
            // One call at a time.
            assertTrue(assertThrows(HwliveException.InvalidArgument.class, () -> client.showRecordCallback("bare", call)).getMessage().contains("in use"));
            long begun = System.nanoTime();
            call.cancel();
            assertFalse(failed.join().isRetryable());
            // It is 0.2 s at most; a machine that is busy takes longer, and a call that is waited for takes 30 s.
            assertTrue(System.nanoTime() - begun < 15_000_000_000L);
        }
        // It stays cancelled, and other calls go on.
        assertThrows(HwliveException.Cancelled.class, () -> client.showRecordCallback("bare", call));
        assertEquals(0, call.report().bytesSent());
        assertEquals("bare", client.showRecordCallback("bare").id());
        call.close();
    }

    @Test
    void aCallThatIsClosed() {
        Call call = new Call();
        assertEquals("bare", client.showRecordCallback("bare", call).id());
        call.close();
        call.close();
        call.cancel();
        assertThrows(HwliveException.InvalidArgument.class, () -> client.showRecordCallback("bare", call));
        assertThrows(HwliveException.InvalidArgument.class, () -> call.timeout(Duration.ofSeconds(1)));
        assertEquals(1, call.report().attempts(), "the report stays");
    }

    @Test
    void aCallThatIsClosedWhileItIsUsed() throws InterruptedException {
        Call call = new Call();
        CompletableFuture<String> shown = CompletableFuture.supplyAsync(() -> client.showRecordCallback("slow", call).id());
        Service.await(() -> Service.isInUse(call) || shown.isDone());
        call.close();
        assertEquals("slow", shown.join());
        assertEquals(1, call.report().attempts());
    }
}
