package hwlive;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** An event of a recording. */
public enum Event {
    /** A new file was begun. */
    RECORD_NEW_FILE_START(Declarations.HWLIVE_EVENT_RECORD_NEW_FILE_START),
    /** A file was finished. */
    RECORD_FILE_COMPLETE(Declarations.HWLIVE_EVENT_RECORD_FILE_COMPLETE),
    /** Recording ended. */
    RECORD_OVER(Declarations.HWLIVE_EVENT_RECORD_OVER),
    /** Recording failed. */
    RECORD_FAILED(Declarations.HWLIVE_EVENT_RECORD_FAILED),
    /** Recording began. */
    RECORD_START(Declarations.HWLIVE_EVENT_RECORD_START),
    /** An event that the library does not know. */
    OTHER(Declarations.HWLIVE_EVENT_OTHER);

    /** The number in C. */
    final int number;

    Event(int number) {
        this.number = number;
    }

    /** The members whose bits are set. */
    static Set<Event> of(int bits) {
        EnumSet<Event> found = EnumSet.noneOf(Event.class);
        for (Event one : values())
            if ((bits & one.number) != 0) found.add(one);
        return Collections.unmodifiableSet(found);
    }
}
