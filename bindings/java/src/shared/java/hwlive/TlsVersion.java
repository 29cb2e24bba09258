package hwlive;

/** A version of TLS; see {@link Config#minTlsVersion}. */
public enum TlsVersion {
    /** TLS 1.2. */
    TLS_1_2(Declarations.HWLIVE_TLS_1_2),
    /** TLS 1.3. */
    TLS_1_3(Declarations.HWLIVE_TLS_1_3);

    /** The number in C. */
    final int number;

    TlsVersion(int number) {
        this.number = number;
    }
}
