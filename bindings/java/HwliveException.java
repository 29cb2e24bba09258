/** Why a call failed: status is 0, and the texts are null, where the service gave none. */
public final class HwliveException extends RuntimeException {
    public enum Kind {
        OK, OTHER, INVALID_ARGUMENT, CREDENTIALS, UNAUTHORIZED, NOT_FOUND, THROTTLED, SERVICE, CONNECT, TLS, TIMEOUT,
        BAD_RESPONSE, CANCELLED, PANIC, MALFORMED, UNSIGNED, WRONG_SIGNATURE, EXPIRED
    }

    public final Kind kind;
    public final int status;
    public final String serviceCode, requestId;

    HwliveException(int code, String message, int status, String serviceCode, String requestId) {
        super(message);
        this.kind = code < Kind.values().length ? Kind.values()[code] : Kind.OTHER;
        this.status = status;
        this.serviceCode = serviceCode;
        this.requestId = requestId;
    }
}
