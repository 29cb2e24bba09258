package hwlive;

/** A family of addresses; see {@link Config#ipFamily}. */
public enum IpFamily {
    /** Both families. */
    ANY(Declarations.HWLIVE_IP_ANY),
    /** IPv4 alone. */
    IPV4(Declarations.HWLIVE_IP_4),
    /** IPv6 alone. */
    IPV6(Declarations.HWLIVE_IP_6);

    /** The number in C. */
    final int number;

    IpFamily(int number) {
        this.number = number;
    }
}
