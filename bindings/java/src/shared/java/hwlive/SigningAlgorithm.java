package hwlive;

/** How an access key signs requests. */
public enum SigningAlgorithm {
    /** What Live takes. */
    SDK_HMAC_SHA256(Declarations.HWLIVE_SIGNING_SDK_HMAC_SHA256),
    /** With a key that is derived for day, region and service. */
    V11_HMAC_SHA256(Declarations.HWLIVE_SIGNING_V11_HMAC_SHA256),
    /** With the hash SM3. Needs a library that was built with its feature sm3. */
    SDK_HMAC_SM3(Declarations.HWLIVE_SIGNING_SDK_HMAC_SM3);

    /** The number in C. */
    final int number;

    SigningAlgorithm(int number) {
        this.number = number;
    }
}
