import static java.lang.foreign.ValueLayout.*;
import java.lang.foreign.*;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.*;

/** Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean. */
public final class Hwlive {
    public static final int ACCEPT_HMACSHA256 = 1, ACCEPT_MD5 = 2, ACCEPT_UNSIGNED = 4;
    /** As the service sent it, null where it sent none; events, signType and accept are HWLIVE_… numbers, defaults applied. */
    public record RecordCallback(String id, String publishDomain, String app, String notifyCallbackUrl,
            List<String> notifyEventSubscription, long events, String signTypeText, int signType, int accept,
            String createTime, Long createTimeUnix, String updateTime, Long updateTimeUnix, String requestId, String json) {}

    /** Many threads may use one client. close waits for their calls; a client that is dropped is closed. */
    public static final class Client implements AutoCloseable {
        private static final Cleaner CLEANER = Cleaner.create();
        private final Handle handle = new Handle();
        private final Cleaner.Cleanable cleanable = CLEANER.register(this, handle);

        /** Settings are the environment's and, over them, hwlive_config_set_… by name: Map.of("timeout_ms", 5000). */
        public Client(Map<String, ?> settings) {
            MemorySegment config = (MemorySegment) c(MemorySegment.class, "config_new");
            try {
                call("config_load_environment", config);
                settings.forEach((name, value) -> call("config_set_" + name, join(new Object[] {config},
                        value instanceof List<?> several ? several.toArray() : new Object[] {value})));
                handle.pointer = out("client_new", config);
            } finally {
                c(void.class, "config_free", config);
            }
        }

        public RecordCallback showRecordCallback(String id) {
            MemorySegment p;
            handle.lock.readLock().lock();
            try { p = out("show_record_callback", handle.pointer, id); } finally { handle.lock.readLock().unlock(); }
            try {
                return new RecordCallback(text("id", p), text("publish_domain", p), text("app", p), text("notify_callback_url", p),
                        LongStream.range(0, (long) ask(long.class, "notify_event_subscription_count", p)).mapToObj(i -> text("notify_event_subscription_at", p, i)).toList(),
                        Integer.toUnsignedLong(number("events", p)), text("sign_type_text", p), number("sign_type", p), number("accept", p),
                        text("create_time", p), time("create_time_unix", p), text("update_time", p), time("update_time_unix", p),
                        text("request_id", p), text("json", p, null));
            } finally {
                c(void.class, "record_callback_free", p);
            }
        }

        @Override public void close() { cleanable.clean(); }

        private static Object ask(Class<?> type, String name, Object... arguments) { return c(type, "record_callback_" + name, arguments); }
        private static String text(String name, Object... arguments) { return (String) ask(String.class, name, arguments); }
        private static int number(String name, Object p) { return (int) ask(int.class, name, p); }
        private static Long time(String name, Object p) { return ask(long.class, name, p) instanceof Long t && t != Long.MIN_VALUE ? t : null; }
    }

    /** Throws where the body of a notification was not signed with key. tolerance is in ms, -1 for ever; now is 0 for this machine's clock. */
    public static void verifyNotification(byte[] body, String key, int accept, long toleranceMs, long nowUnix) {
        MemorySegment notification = out("notification_parse", Arena.ofAuto().allocateFrom(JAVA_BYTE, body), (long) body.length);
        try {
            call("notification_verify", notification, key, accept, toleranceMs, nowUnix);
        } finally {
            c(void.class, "notification_free", notification);
        }
    }

    /** What the cleaner frees, once no call is inside. */
    private static final class Handle implements Runnable {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        MemorySegment pointer;
        @Override public void run() {
            lock.writeLock().lock();
            c(void.class, "client_free", pointer);
            pointer = null;
            lock.writeLock().unlock();
        }
    }

    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup("libhwlive.so.0.1", Arena.global());
    private static final Map<String, MethodHandle> FUNCTIONS = new ConcurrentHashMap<>();
    private static MemoryLayout type(Object of) { return of instanceof Integer || of == int.class ? JAVA_INT : of instanceof Long || of == long.class ? JAVA_LONG : ADDRESS; }
    private static Object[] join(Object[] some, Object... more) { return Stream.of(some, more).flatMap(Stream::of).toArray(); }

    /** Calls a function of C that has parameters for what is given. A text is copied for the time of the call. */
    private static Object c(Class<?> result, String name, Object... given) {
        try (Arena arena = Arena.ofConfined()) {
            FunctionDescriptor types = FunctionDescriptor.ofVoid(Stream.of(given).map(Hwlive::type).toArray(MemoryLayout[]::new));
            MethodHandle function = FUNCTIONS.computeIfAbsent(name, n -> Linker.nativeLinker().downcallHandle(
                    LIBRARY.find("hwlive_" + n).orElseThrow(), result == void.class ? types : types.changeReturnLayout(type(result))));
            Object found = function.invokeWithArguments(Stream.of(given).map(a -> a == null ? MemorySegment.NULL : a instanceof String text ? arena.allocateFrom(text) : a).toList());
            return result != String.class ? found : found.equals(MemorySegment.NULL) ? null : ((MemorySegment) found).reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable failure) {
            throw new IllegalArgumentException("hwlive_" + name, failure);
        }
    }

    /** Calls with a slot for an object before that of the error. */
    private static MemorySegment out(String name, Object... arguments) {
        MemorySegment slot = Arena.ofAuto().allocate(ADDRESS);
        call(name, join(arguments, slot));
        return slot.get(ADDRESS, 0);
    }

    /** Calls with a slot for an error at the end; throws what it says is wrong. */
    private static void call(String name, Object... arguments) {
        if (Stream.of(arguments).anyMatch(a -> a instanceof String text && text.indexOf('\0') >= 0)) // C would read up to there, and ask for something else.
            throw new HwliveException(HwliveException.Kind.INVALID_ARGUMENT.ordinal(), "a text has a NUL character in it", 0, null, null);
        MemorySegment slot = Arena.ofAuto().allocate(ADDRESS);
        int code = (int) c(int.class, name, join(arguments, slot));
        if (code == 0) return;
        Object error = slot.get(ADDRESS, 0);
        HwliveException failure = new HwliveException(code, (String) c(String.class, "error_message", error), (int) c(int.class, "error_http_status", error),
                (String) c(String.class, "error_service_code", error), (String) c(String.class, "error_request_id", error));
        c(void.class, "error_free", error);
        throw failure;
    }
}
