package hwlive;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A signature of a notification that is accepted. */
public enum Accept {
    /** A signature of the sign type HMACSHA256. */
    HMACSHA256(Declarations.HWLIVE_ACCEPT_HMACSHA256),
    /** A signature of the sign type MD5. It covers neither the event nor the URL: anyone who has seen one notification can forge others. */
    MD5(Declarations.HWLIVE_ACCEPT_MD5),
    /** No signature at all. Use it only if something else proves who sends. */
    UNSIGNED(Declarations.HWLIVE_ACCEPT_UNSIGNED);

    /** The number in C. */
    final int number;

    Accept(int number) {
        this.number = number;
    }

    /** The members whose bits are set. */
    static Set<Accept> of(int bits) {
        EnumSet<Accept> found = EnumSet.noneOf(Accept.class);
        for (Accept one : values())
            if ((bits & one.number) != 0) found.add(one);
        return Collections.unmodifiableSet(found);
    }

    /** The bits of these members. */
    static int bits(Set<Accept> accept) {
        return accept.stream().mapToInt(one -> one.number).reduce(0, (bits, bit) -> bits | bit);
    }
}
