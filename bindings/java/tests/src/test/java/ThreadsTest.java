import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hwlive.Call;
import hwlive.Client;
import hwlive.HwliveException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads use one client, platform threads and virtual ones; interrupts do not end a call. */
class ThreadsTest {
    @Test
    void threadsShareAClient() throws InterruptedException, ExecutionException {
        use(Executors.newFixedThreadPool(16));
    }

    @Test
    void virtualThreadsShareAClient() throws InterruptedException, ExecutionException, ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "there are virtual threads since Java 21");
        Method maker = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        use((ExecutorService) maker.invoke(null));
    }

    private static void use(ExecutorService threads) throws InterruptedException, ExecutionException {
        try (Client client = Service.client()) {
            List<Future<String>> shown = new ArrayList<>();
            for (int n = 0; n < 160; n++) {
                String id = n % 2 == 0 ? "bare" : "every-field";
                shown.add(threads.submit(() -> client.showRecordCallback(id).id()));
            }
            for (int n = 0; n < shown.size(); n++) assertEquals(n % 2 == 0 ? "bare" : "every-field", shown.get(n).get());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void errorsOfThreadsAreTheirOwn() {
        try (Client client = Service.client()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (String id : new String[] {"unknown", "denied", "page", "unknown", "denied", "page"})
                all.add(CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 20; n++) {
                        HwliveException failure = assertThrows(HwliveException.class, () -> client.showRecordCallback(id));
                        assertEquals(id.equals("unknown") ? 404 : id.equals("denied") ? 403 : 200, failure.status());
                    }
                }));
            all.forEach(CompletableFuture::join);
        }
    }

    @Test
    void anInterruptDoesNotEndACall() {
        try (Client client = Service.client()) {
            Thread.currentThread().interrupt();
            assertEquals("slow", client.showRecordCallback("slow").id());
            assertTrue(Thread.interrupted(), "the interrupt is kept");
        }
    }

    @Test
    void anInterruptDoesNotEndTheWaitOfClose() throws InterruptedException {
        Client client = Service.client();
        try (Call call = new Call()) {
            CompletableFuture<String> shown = CompletableFuture.supplyAsync(() -> client.showRecordCallback("slow", call).id());
            Service.await(() -> Service.isInUse(call) || shown.isDone());
            Thread.currentThread().interrupt();
            client.close();
            assertTrue(Thread.interrupted(), "the interrupt is kept");
            assertEquals("slow", shown.join());
        }
    }
}
