package hwlive;

/** Levels of {@link Config#log}. Each includes those before it. */
public enum LogLevel {
    /** No events. */
    OFF(Declarations.HWLIVE_LOG_OFF),
    /** Nothing is logged at this level yet. */
    ERROR(Declarations.HWLIVE_LOG_ERROR),
    /** What works but should be looked at. */
    WARN(Declarations.HWLIVE_LOG_WARN),
    /** Calls that are tried again, and why. */
    INFO(Declarations.HWLIVE_LOG_INFO),
    /** Each request. */
    DEBUG(Declarations.HWLIVE_LOG_DEBUG),
    /** As DEBUG. */
    TRACE(Declarations.HWLIVE_LOG_TRACE);

    /** The number in C. */
    final int number;

    LogLevel(int number) {
        this.number = number;
    }

    static LogLevel of(int number) {
        for (LogLevel one : values())
            if (one.number == number) return one;
        return TRACE;
    }
}
