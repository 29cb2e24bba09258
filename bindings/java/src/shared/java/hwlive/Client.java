package hwlive;

import static hwlive.Declarations.*;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.LongConsumer;

/**
 * Asks Huawei Cloud Live for recording callbacks.
 *
 * <p>Many threads may use one client at the same time. Close it; a client that nothing refers to any more is closed.
 */
public final class Client implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Handle handle;
    private final Cleaner.Cleanable cleanable;

    /** Makes a client with the settings of a config, which is only read. */
    public Client(Config config) {
        handle = new Handle(config);
        cleanable = CLEANER.register(this, handle);
    }

    /** Makes a client with the environment's settings. */
    public static Client fromEnvironment() {
        try (Config config = new Config().loadEnvironment()) {
            return new Client(config);
        }
    }

    /** Returns the version of the library that was loaded, such as "0.1.0". */
    public static String libraryVersion() {
        return hwlive_version();
    }

    /**
     * Asks the service for one recording callback. Blocks at most for the client's timeout. Interrupting the thread does not end
     * the call; {@link #shutdown} ends all calls.
     *
     * @throws HwliveException.NotFound if the project has no callback of this id
     * @throws HwliveException if the call fails for another reason; see its nested classes
     */
    public RecordCallback showRecordCallback(String id) {
        String checked = Call.text(id, "id");
        long[] callback = new long[1];
        use(client -> callback[0] = Call.make((out, error) -> hwlive_show_record_callback(client, checked, out, error)));
        try {
            return RecordCallback.read(callback[0]);
        } finally {
            hwlive_record_callback_free(callback[0]);
        }
    }

    /** Uses the credentials of a config for every call that starts later. */
    public void replaceCredentials(Config config) {
        use(config::replaceCredentials);
    }

    /** Ends all calls of this client, now and later, with {@link HwliveException.Cancelled}. */
    public void shutdown() {
        handle.shutdown();
    }

    /** Waits for the calls of other threads and closes the client. Later calls fail. */
    @Override
    public void close() {
        cleanable.clean();
    }

    private void use(LongConsumer action) {
        long client = handle.enter();
        try {
            action.accept(client);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    /** The client of C. It is freed when no call is inside. */
    private static final class Handle implements Runnable {
        private final Object log; // The library calls it until the client is freed.
        private long pointer;
        private int users;
        private boolean isClosed;

        Handle(Config config) {
            pointer = config.newClient();
            log = config.log();
        }

        synchronized long enter() {
            if (isClosed) throw Call.invalidArgument("the client is closed");
            users++;
            return pointer;
        }

        synchronized void leave() {
            users--;
            notifyAll();
        }

        synchronized void shutdown() {
            hwlive_client_shutdown(pointer); // null is allowed
        }

        @Override
        public synchronized void run() {
            isClosed = true;
            boolean wasInterrupted = false;
            while (users > 0) {
                try {
                    wait();
                } catch (InterruptedException interrupted) {
                    wasInterrupted = true;
                }
            }
            hwlive_client_free(pointer);
            pointer = 0;
            Reference.reachabilityFence(log);
            if (wasInterrupted) Thread.currentThread().interrupt();
        }
    }
}
