package hwlive;

/** Which roots are trusted; see {@link Config#trust}. */
public enum Trust {
    /** Those that are built into the library. */
    BUILT_IN(Declarations.HWLIVE_TRUST_BUILT_IN),
    /** Those of the operating system. */
    SYSTEM(Declarations.HWLIVE_TRUST_SYSTEM);

    /** The number in C. */
    final int number;

    Trust(int number) {
        this.number = number;
    }
}
