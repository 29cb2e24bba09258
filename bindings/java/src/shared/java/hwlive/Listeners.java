package hwlive;

import static hwlive.Declarations.HWLIVE_CODE_OK;
import static hwlive.Declarations.HWLIVE_CODE_OTHER;
import static hwlive.Declarations.hwlive_credentials_set_access_key;
import static hwlive.Declarations.hwlive_credentials_set_auth_token;
import static hwlive.Declarations.hwlive_credentials_set_expiry_unix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What the library may call, by the number that it has of it. Nothing that is thrown may go through C. */
final class Listeners {
    private Listeners() {}

    private static final System.Logger LOGGER = System.getLogger("hwlive");
    private static final AtomicLong LAST = new AtomicLong();
    private static final Map<Long, Object> LISTENERS = new ConcurrentHashMap<>();

    /** Keeps a listener until its number is released. */
    static long keep(Object listener) {
        long number = LAST.incrementAndGet();
        LISTENERS.put(number, listener);
        return number;
    }

    static void release(long number) {
        LISTENERS.remove(number);
    }

    @SuppressWarnings("unchecked")
    static void log(int level, String message, long number) {
        try {
            ((BiConsumer<LogLevel, String>) LISTENERS.get(number)).accept(LogLevel.of(level), message);
        } catch (Throwable failure) {
            LOGGER.log(System.Logger.Level.WARNING, "the log function failed", failure);
        }
    }

    @SuppressWarnings("unchecked")
    static int giveCredentials(long credentials, long number) {
        try {
            Credentials given = ((Supplier<Credentials>) LISTENERS.get(number)).get();
            if (given.authToken() != null) {
                String token = Interop.text(given.authToken(), "auth token");
                Interop.check(error -> hwlive_credentials_set_auth_token(credentials, token, error));
            } else {
                String accessKey = Interop.text(given.accessKey(), "access key"), secretKey = Interop.text(given.secretKey(), "secret key");
                String securityToken = Interop.text(given.securityToken(), "security token");
                Interop.check(error -> hwlive_credentials_set_access_key(credentials, accessKey, secretKey, securityToken, error));
            }
            if (given.expiry() != null)
                Interop.check(error -> hwlive_credentials_set_expiry_unix(credentials, given.expiry().getEpochSecond(), error));
            return HWLIVE_CODE_OK;
        } catch (Throwable failure) {
            LOGGER.log(System.Logger.Level.WARNING, "the credentials provider failed", failure);
            return HWLIVE_CODE_OTHER;
        }
    }
}
