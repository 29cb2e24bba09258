package hwlive;

import static hwlive.Declarations.*;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

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
     * the call; {@link Call#cancel} ends it, and {@link #shutdown} ends all calls.
     *
     * @throws HwliveException.NotFound if the project has no callback of this id
     * @throws HwliveException if the call fails for another reason; see its nested classes
     */
    public RecordCallback showRecordCallback(String id) {
        return showRecordCallback(id, null);
    }

    /** Asks for one recording callback with options of this call, or null; see {@link #showRecordCallback(String)}. */
    public RecordCallback showRecordCallback(String id, Call call) {
        String checked = Interop.text(id, "id");
        return ask(call, (client, options, out, error) -> hwlive_show_record_callback_with(client, checked, options, out, error),
                RecordCallback::read, Declarations::hwlive_record_callback_free);
    }

    /** Asks for all recording callbacks of the project; see {@link #listRecordCallbacks(String, String, Call)}. */
    public RecordCallbackList listRecordCallbacks() {
        return listRecordCallbacks(null, null, null);
    }

    /** Asks for the recording callbacks that filters let through; see {@link #listRecordCallbacks(String, String, Call)}. */
    public RecordCallbackList listRecordCallbacks(String publishDomain, String app) {
        return listRecordCallbacks(publishDomain, app, null);
    }

    /**
     * Asks the service for the recording callbacks of the project. Blocks at most for the client's timeout, for all pages together.
     *
     * @param publishDomain the ingest domain whose callbacks are listed; null is any
     * @param app the application whose callbacks are listed; null is any
     * @param call options of this call, or null
     * @throws HwliveException if the call fails; see its nested classes
     */
    public RecordCallbackList listRecordCallbacks(String publishDomain, String app, Call call) {
        String text0 = Interop.text(publishDomain, "publish domain");
        String text1 = Interop.text(app, "app");
        return ask(call, (client, options, out, error) -> hwlive_list_record_callbacks_with(client, text0, text1, options, out, error),
                RecordCallbackList::read, Declarations::hwlive_record_callback_list_free);
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

    private interface Question {
        int ask(long client, long call, long[] out, long[] errorOut);
    }

    private <T> T ask(Call call, Question question, LongFunction<T> read, LongConsumer free) {
        long[] answer = new long[1];
        use(client -> {
            LongConsumer action = options -> answer[0] = Interop.make((out, error) -> question.ask(client, options, out, error));
            if (call == null) action.accept(0);
            else call.use(action);
        });
        try {
            return read.apply(answer[0]);
        } finally {
            free.accept(answer[0]);
        }
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
            if (isClosed) throw Interop.invalidArgument("the client is closed");
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
