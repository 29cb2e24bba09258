package hwlive;

import java.io.Serializable;

/** A call failed. Catch a nested class to handle one kind of failure. */
public class HwliveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kinds of failure. Each has a nested class of {@link HwliveException}. */
    public enum Kind {
        /** None of the other kinds, or a kind that is newer than this package. */
        OTHER(Declarations.HWLIVE_CODE_OTHER),
        /** An argument or a setting cannot be used. Nothing was sent. The message names it. */
        INVALID_ARGUMENT(Declarations.HWLIVE_CODE_INVALID_ARGUMENT),
        /** There are no credentials, they are incomplete, or their source failed. */
        CREDENTIALS(Declarations.HWLIVE_CODE_CREDENTIALS),
        /** The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged. */
        UNAUTHORIZED(Declarations.HWLIVE_CODE_UNAUTHORIZED),
        /** The service knows no such recording callback. */
        NOT_FOUND(Declarations.HWLIVE_CODE_NOT_FOUND),
        /** There were too many requests (429). */
        THROTTLED(Declarations.HWLIVE_CODE_THROTTLED),
        /** The service or its gateway refused the call for another reason; see {@link HwliveException#serviceCode}. */
        SERVICE(Declarations.HWLIVE_CODE_SERVICE),
        /** There was no connection, or it was lost. */
        CONNECT(Declarations.HWLIVE_CODE_CONNECT),
        /** The TLS handshake or the check of the certificate failed. */
        TLS(Declarations.HWLIVE_CODE_TLS),
        /** The limit of the call or of connecting was reached. */
        TIMEOUT(Declarations.HWLIVE_CODE_TIMEOUT),
        /** There was an answer, but not of the agreed form. */
        BAD_RESPONSE(Declarations.HWLIVE_CODE_BAD_RESPONSE),
        /** The call was cancelled, or the client was shut down. */
        CANCELLED(Declarations.HWLIVE_CODE_CANCELLED),
        /** There is a bug in the library; the message describes it. The client can still be used. */
        PANIC(Declarations.HWLIVE_CODE_PANIC),
        /** A notification cannot be read, or can be read in more than one way. */
        MALFORMED(Declarations.HWLIVE_CODE_MALFORMED),
        /** A notification has no signature. */
        UNSIGNED(Declarations.HWLIVE_CODE_UNSIGNED),
        /** A notification's signature is wrong, or of a type that is not accepted. */
        WRONG_SIGNATURE(Declarations.HWLIVE_CODE_WRONG_SIGNATURE),
        /** A notification's signature is right but too old. */
        EXPIRED(Declarations.HWLIVE_CODE_EXPIRED);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) {
            for (Kind kind : values())
                if (kind.code == code) return kind;
            return OTHER;
        }
    }

    /** What the service and the library say about a failure. */
    record Details(int status, String serviceCode, String serviceMessage, String requestId, String encodedAuthorizationMessage,
            Long retryAfterMs, int attempts, boolean isRetryable) implements Serializable {
        static final Details NONE = new Details(0, null, null, null, null, null, 0, false);
    }

    private final Kind kind;
    private final Details details;

    HwliveException(Kind kind, String message, Details details) {
        super(message);
        this.kind = kind;
        this.details = details;
    }

    /** Makes the exception for a code of C. */
    static HwliveException of(int code, String message, Details details) {
        return switch (Kind.of(code)) {
            case OTHER -> new Other(message, details);
            case INVALID_ARGUMENT -> new InvalidArgument(message, details);
            case CREDENTIALS -> new Credentials(message, details);
            case UNAUTHORIZED -> new Unauthorized(message, details);
            case NOT_FOUND -> new NotFound(message, details);
            case THROTTLED -> new Throttled(message, details);
            case SERVICE -> new Service(message, details);
            case CONNECT -> new Connect(message, details);
            case TLS -> new Tls(message, details);
            case TIMEOUT -> new Timeout(message, details);
            case BAD_RESPONSE -> new BadResponse(message, details);
            case CANCELLED -> new Cancelled(message, details);
            case PANIC -> new Panic(message, details);
            case MALFORMED -> new Malformed(message, details);
            case UNSIGNED -> new Unsigned(message, details);
            case WRONG_SIGNATURE -> new WrongSignature(message, details);
            case EXPIRED -> new Expired(message, details);
        };
    }

    /** Returns the kind of failure. */
    public Kind kind() {
        return kind;
    }

    /** Returns the HTTP status of the answer; 0 if there was no answer. */
    public int status() {
        return details.status;
    }

    /** Returns the code that the service gave, such as "LIVE.100011001"; null if there was none. */
    public String serviceCode() {
        return details.serviceCode;
    }

    /** Returns the message that the service gave; null if there was none. */
    public String serviceMessage() {
        return details.serviceMessage;
    }

    /** Returns the id of the request for the service's support; null if there was none. */
    public String requestId() {
        return details.requestId;
    }

    /** Returns why a policy denied the call, for the STS call decode-authorization-message; null if there was none. */
    public String encodedAuthorizationMessage() {
        return details.encodedAuthorizationMessage;
    }

    /** Returns how long the service asked to wait, in milliseconds; null if it did not ask. */
    public Long retryAfterMs() {
        return details.retryAfterMs;
    }

    /** Returns how many times the call was tried; 0 if nothing was sent. */
    public int attempts() {
        return details.attempts;
    }

    /** Returns whether the same call may succeed later. */
    public boolean isRetryable() {
        return details.isRetryable;
    }

    /** None of the other kinds, or a kind that is newer than this package. */
    public static final class Other extends HwliveException {
        private static final long serialVersionUID = 1;

        Other(String message, Details details) {
            super(Kind.OTHER, message, details);
        }
    }

    /** An argument or a setting cannot be used. Nothing was sent. The message names it. */
    public static final class InvalidArgument extends HwliveException {
        private static final long serialVersionUID = 1;

        InvalidArgument(String message, Details details) {
            super(Kind.INVALID_ARGUMENT, message, details);
        }
    }

    /** There are no credentials, they are incomplete, or their source failed. */
    public static final class Credentials extends HwliveException {
        private static final long serialVersionUID = 1;

        Credentials(String message, Details details) {
            super(Kind.CREDENTIALS, message, details);
        }
    }

    /** The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged. */
    public static final class Unauthorized extends HwliveException {
        private static final long serialVersionUID = 1;

        Unauthorized(String message, Details details) {
            super(Kind.UNAUTHORIZED, message, details);
        }
    }

    /** The service knows no such recording callback. */
    public static final class NotFound extends HwliveException {
        private static final long serialVersionUID = 1;

        NotFound(String message, Details details) {
            super(Kind.NOT_FOUND, message, details);
        }
    }

    /** There were too many requests (429). */
    public static final class Throttled extends HwliveException {
        private static final long serialVersionUID = 1;

        Throttled(String message, Details details) {
            super(Kind.THROTTLED, message, details);
        }
    }

    /** The service or its gateway refused the call for another reason; see {@link #serviceCode}. */
    public static final class Service extends HwliveException {
        private static final long serialVersionUID = 1;

        Service(String message, Details details) {
            super(Kind.SERVICE, message, details);
        }
    }

    /** There was no connection, or it was lost. */
    public static final class Connect extends HwliveException {
        private static final long serialVersionUID = 1;

        Connect(String message, Details details) {
            super(Kind.CONNECT, message, details);
        }
    }

    /** The TLS handshake or the check of the certificate failed. */
    public static final class Tls extends HwliveException {
        private static final long serialVersionUID = 1;

        Tls(String message, Details details) {
            super(Kind.TLS, message, details);
        }
    }

    /** The limit of the call or of connecting was reached. */
    public static final class Timeout extends HwliveException {
        private static final long serialVersionUID = 1;

        Timeout(String message, Details details) {
            super(Kind.TIMEOUT, message, details);
        }
    }

    /** There was an answer, but not of the agreed form. */
    public static final class BadResponse extends HwliveException {
        private static final long serialVersionUID = 1;

        BadResponse(String message, Details details) {
            super(Kind.BAD_RESPONSE, message, details);
        }
    }

    /** The call was cancelled, or the client was shut down. */
    public static final class Cancelled extends HwliveException {
        private static final long serialVersionUID = 1;

        Cancelled(String message, Details details) {
            super(Kind.CANCELLED, message, details);
        }
    }

    /** There is a bug in the library; the message describes it. The client can still be used. */
    public static final class Panic extends HwliveException {
        private static final long serialVersionUID = 1;

        Panic(String message, Details details) {
            super(Kind.PANIC, message, details);
        }
    }

    /** A notification cannot be read, or can be read in more than one way. */
    public static final class Malformed extends HwliveException {
        private static final long serialVersionUID = 1;

        Malformed(String message, Details details) {
            super(Kind.MALFORMED, message, details);
        }
    }

    /** A notification has no signature. */
    public static final class Unsigned extends HwliveException {
        private static final long serialVersionUID = 1;

        Unsigned(String message, Details details) {
            super(Kind.UNSIGNED, message, details);
        }
    }

    /** A notification's signature is wrong, or of a type that is not accepted. */
    public static final class WrongSignature extends HwliveException {
        private static final long serialVersionUID = 1;

        WrongSignature(String message, Details details) {
            super(Kind.WRONG_SIGNATURE, message, details);
        }
    }

    /** A notification's signature is right but too old. */
    public static final class Expired extends HwliveException {
        private static final long serialVersionUID = 1;

        Expired(String message, Details details) {
            super(Kind.EXPIRED, message, details);
        }
    }
}
