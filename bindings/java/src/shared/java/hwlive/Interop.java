package hwlive;

import static hwlive.Declarations.hwlive_error_attempts;
import static hwlive.Declarations.hwlive_error_encoded_authorization_message;
import static hwlive.Declarations.hwlive_error_free;
import static hwlive.Declarations.hwlive_error_http_status;
import static hwlive.Declarations.hwlive_error_is_retryable;
import static hwlive.Declarations.hwlive_error_message;
import static hwlive.Declarations.hwlive_error_request_id;
import static hwlive.Declarations.hwlive_error_retry_after_ms;
import static hwlive.Declarations.hwlive_error_service_code;
import static hwlive.Declarations.hwlive_error_service_message;

import java.time.Duration;

/** Calls functions of C: checks arguments, and throws what fails. */
final class Interop {
    private Interop() {}

    /** A function that takes a place for an error at its end. */
    interface Function {
        int call(long[] errorOut);
    }

    /** A function that takes places for an object and for an error at its end. */
    interface Maker {
        int call(long[] out, long[] errorOut);
    }

    /** Calls a function; throws what it says is wrong. */
    static void check(Function function) {
        long[] slot = new long[1];
        int code = function.call(slot);
        if (code == Declarations.HWLIVE_CODE_OK) return;
        long error = slot[0];
        try {
            long retryAfterMs = hwlive_error_retry_after_ms(error);
            throw HwliveException.of(code, hwlive_error_message(error), new HwliveException.Details(hwlive_error_http_status(error),
                    hwlive_error_service_code(error), hwlive_error_service_message(error), hwlive_error_request_id(error),
                    hwlive_error_encoded_authorization_message(error), retryAfterMs < 0 ? null : retryAfterMs,
                    hwlive_error_attempts(error), hwlive_error_is_retryable(error) == 1));
        } finally {
            hwlive_error_free(error);
        }
    }

    /** Calls a function that makes an object. */
    static long make(Maker maker) {
        long[] out = new long[1];
        check(error -> maker.call(out, error));
        return out[0];
    }

    static HwliveException invalidArgument(String message) {
        return new HwliveException.InvalidArgument(message, HwliveException.Details.NONE);
    }

    /** A text or null that C reads as it is. */
    static String text(String text, String name) {
        if (text == null) return null;
        // C would read a text up to a NUL, and use something else.
        if (text.indexOf('\0') >= 0) throw invalidArgument(name + " has a NUL character in it");
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
            throw invalidArgument(name + " has half a surrogate pair in it");
        return text;
    }

    /** Milliseconds as an unsigned number of C. */
    static int milliseconds(Duration duration, String name) {
        if (duration.isNegative() || duration.compareTo(Duration.ofMillis(0xFFFFFFFFL)) > 0)
            throw invalidArgument(name + " of " + duration + " is not between 0 and 4294967295 ms");
        return (int) duration.toMillis();
    }

    /** Whole seconds as an unsigned number of C. C takes 0 as its default, so nothing is rounded to it. */
    static int seconds(Duration duration, String name) {
        if (duration.isNegative() || duration.getNano() != 0 || duration.getSeconds() > 0xFFFFFFFFL || duration.isZero())
            throw invalidArgument(name + " of " + duration + " is not a number of whole seconds from 1 to 4294967295");
        return (int) duration.getSeconds();
    }

    /** Texts with commas between them; null if there are none. An empty text stays, so that C refuses it. */
    static String list(String[] texts, String name) {
        if (texts == null || texts.length == 0) return null;
        for (String text : texts) if (text(text, name) == null) throw invalidArgument(name + " is null");
        return String.join(",", texts);
    }

    /** A time of C: null if it is absent or not understood. */
    static Long unixTime(long time) {
        return time == Long.MIN_VALUE ? null : time;
    }

    /** A number of C that is not negative: null if it is absent. */
    static Long number(long number) {
        return number < 0 ? null : number;
    }
}
