import com.sun.jna.*;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.util.*;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.LongStream;

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
            Pointer config = (Pointer) c("config_new").invoke(Pointer.class, new Object[0]);
            try {
                call("config_load_environment", config);
                settings.forEach((name, value) -> {
                    List<Object> arguments = new ArrayList<>(value instanceof List<?> several ? several : List.of(value));
                    arguments.add(0, config);
                    call("config_set_" + name, arguments.toArray());
                });
                handle.pointer = out("client_new", config);
            } finally {
                free("config", config);
            }
        }

        public RecordCallback showRecordCallback(String id) {
            Pointer p;
            handle.lock.readLock().lock();
            try {
                p = out("show_record_callback", handle.pointer, id);
            } finally {
                handle.lock.readLock().unlock();
            }
            try {
                long count = (long) ask(Long.class, "notify_event_subscription_count", p);
                return new RecordCallback(text("id", p), text("publish_domain", p), text("app", p), text("notify_callback_url", p),
                        LongStream.range(0, count).mapToObj(i -> text("notify_event_subscription_at", p, i)).toList(),
                        Integer.toUnsignedLong(number("events", p)), text("sign_type_text", p), number("sign_type", p), number("accept", p),
                        text("create_time", p), time("create_time_unix", p), text("update_time", p), time("update_time_unix", p),
                        text("request_id", p), text("json", p, null));
            } finally {
                free("record_callback", p);
            }
        }

        @Override public void close() { cleanable.clean(); }

        private static Object ask(Class<?> type, String name, Object... arguments) { return c("record_callback_" + name).invoke(type, arguments); }
        private static String text(String name, Object... arguments) { return (String) ask(String.class, name, arguments); }
        private static int number(String name, Pointer p) { return (int) ask(Integer.class, name, p); }
        private static Long time(String name, Pointer p) { return ask(Long.class, name, p) instanceof Long t && t != Long.MIN_VALUE ? t : null; }
    }

    /** Throws where the body of a notification was not signed with key. tolerance is in ms, -1 for ever; now is 0 for this machine's clock. */
    public static void verifyNotification(byte[] body, String key, int accept, long toleranceMs, long nowUnix) {
        Pointer notification = out("notification_parse", body.length == 0 ? new byte[1] : body, (long) body.length);
        try {
            call("notification_verify", notification, key, accept, toleranceMs, nowUnix);
        } finally {
            free("notification", notification);
        }
    }

    /** What the cleaner frees, once no call is inside. */
    private static final class Handle implements Runnable {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        Pointer pointer;
        @Override public void run() {
            lock.writeLock().lock();
            free("client", pointer);
            pointer = null;
            lock.writeLock().unlock();
        }
    }

    private static final NativeLibrary C = NativeLibrary.getInstance("libhwlive.so.0.1", Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    private static Function c(String name) { return C.getFunction("hwlive_" + name); }
    private static void free(String type, Pointer p) { c(type + "_free").invokeVoid(new Object[] {p}); }

    private static Object[] with(Object[] arguments, Object last) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    /** Calls with a slot for an error at the end; throws what it says is wrong. */
    private static void call(String name, Object... arguments) {
        for (Object argument : arguments)
            if (argument instanceof String text && text.indexOf('\0') >= 0) // C would read up to there, and ask for something else.
                throw new HwliveException(HwliveException.Kind.INVALID_ARGUMENT.ordinal(), "a text has a NUL character in it", 0, null, null);
        PointerByReference slot = new PointerByReference();
        int code = c(name).invokeInt(with(arguments, slot));
        if (code == 0) return;
        Object[] error = {slot.getValue()};
        HwliveException failure = new HwliveException(code, c("error_message").invokeString(error, false), c("error_http_status").invokeInt(error),
                c("error_service_code").invokeString(error, false), c("error_request_id").invokeString(error, false));
        free("error", slot.getValue());
        throw failure;
    }

    /** Calls with a slot for an object before that of the error. */
    private static Pointer out(String name, Object... arguments) {
        PointerByReference slot = new PointerByReference();
        call(name, with(arguments, slot));
        return slot.getValue();
    }
}
