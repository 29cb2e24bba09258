package hwlive;

/** How the service signs notifications. */
public enum SignType {
    /** A type that the library does not know. */
    OTHER(Declarations.HWLIVE_SIGN_TYPE_OTHER),
    /** HMACSHA256, the service's default. */
    HMACSHA256(Declarations.HWLIVE_SIGN_TYPE_HMACSHA256),
    /** MD5. */
    MD5(Declarations.HWLIVE_SIGN_TYPE_MD5);

    /** The number in C. */
    final int number;

    SignType(int number) {
        this.number = number;
    }

    static SignType of(int number) {
        for (SignType one : values())
            if (one.number == number) return one;
        return OTHER;
    }
}
