package hwlive;

import static hwlive.Declarations.*;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Options of one call, and afterwards how it went. What is not set is as the client has it.
 *
 * <p>An option that cannot be used throws {@link HwliveException.InvalidArgument}. It is for one call at a time, and may be used
 * again. Once it was cancelled, it stays cancelled. It is freed when nothing refers to it any more, or by {@link #close}.
 */
public final class Call implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private interface Setter {
        int set(long call, long[] errorOut);
    }

    private final Handle handle = new Handle();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, handle);

    /** Makes options, none of them set. */
    public Call() {}

    /** Limits the whole call. It may be more than the client's limit. */
    public Call timeout(Duration timeout) {
        int milliseconds = Interop.milliseconds(timeout, "timeout");
        return set((call, error) -> hwlive_call_set_timeout_ms(call, milliseconds, error));
    }

    /** Adds a header line to the requests that go to Live. It is sent as it is, and is not signed. */
    public Call header(String name, String value) {
        String text0 = Interop.text(name, "header name");
        String text1 = Interop.text(value, "header value");
        return set((call, error) -> hwlive_call_add_header(call, text0, text1, error));
    }

    /** Sets the access key that signs this call. The security token of a permanent key is null. Replaces other credentials. */
    public Call accessKey(String accessKey, String secretKey, String securityToken) {
        String text0 = Interop.text(accessKey, "access key");
        String text1 = Interop.text(secretKey, "secret key");
        String text2 = Interop.text(securityToken, "security token");
        return set((call, error) -> hwlive_call_set_access_key(call, text0, text1, text2, error));
    }

    /** Sets the IAM token that this call carries. Replaces other credentials. */
    public Call authToken(String token) {
        String text = Interop.text(token, "auth token");
        return set((call, error) -> hwlive_call_set_auth_token(call, text, error));
    }

    /**
     * Ends the call that uses this object within 0.2 s, and every later one, with {@link HwliveException.Cancelled}. Returns at
     * once. Any thread may cancel, at any time. The client and its other calls go on.
     */
    public void cancel() {
        handle.cancel();
        Reference.reachabilityFence(this);
    }

    /** Returns how the last call went, whether it succeeded or failed. During a call and before the first there is nothing in it. */
    public CallReport report() {
        return handle.report;
    }

    /** Frees the options, after the call that uses them. Later calls with them fail. The report stays. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** Does it with the object of C. */
    void use(LongConsumer action) {
        long call = handle.enter();
        try {
            action.accept(call);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    private Call set(Setter setter) {
        handle.set(setter);
        Reference.reachabilityFence(this);
        return this;
    }

    /** The object of C. It is freed when no call uses it. */
    private static final class Handle implements Runnable {
        private static final CallReport NOTHING = new CallReport(0, false, null, null, null, null, null, null, null, 0, 0, null);

        private long pointer = hwlive_call_new();
        private boolean isInUse;
        private boolean isClosed;
        private volatile CallReport report = NOTHING;

        synchronized long enter() {
            check();
            isInUse = true;
            report = NOTHING;
            return pointer;
        }

        synchronized void leave() {
            report = CallReport.read(pointer);
            isInUse = false;
            if (isClosed) free();
        }

        synchronized void set(Setter setter) {
            check();
            Interop.check(error -> setter.set(pointer, error));
        }

        synchronized void cancel() {
            hwlive_call_cancel(pointer); // null is allowed
        }

        @Override
        public synchronized void run() {
            isClosed = true;
            if (!isInUse) free();
        }

        private void check() {
            if (isClosed) throw Interop.invalidArgument("the call is closed");
            if (isInUse) throw Interop.invalidArgument("the call is in use by another call");
        }

        private void free() {
            hwlive_call_free(pointer);
            pointer = 0;
        }
    }
}
