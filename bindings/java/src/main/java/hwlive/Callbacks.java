package hwlive;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;

/** The functions that C calls, as addresses. There is one of each for all clients; a number says whose it is. */
final class Callbacks {
    private Callbacks() {}

    interface LogFunction extends Callback {
        void invoke(int level, Pointer message, long userdata);
    }

    interface CredentialsFunction extends Callback {
        int invoke(long credentials, long userdata);
    }

    interface ReleaseFunction extends Callback {
        void invoke(long userdata);
    }

    // JNA forgets a function when nothing in Java refers to it.
    private static final LogFunction LOG_FUNCTION =
            (level, message, userdata) -> Listeners.log(level, message.getString(0, "UTF-8"), userdata);
    private static final CredentialsFunction CREDENTIALS_FUNCTION = Listeners::giveCredentials;
    private static final ReleaseFunction RELEASE_FUNCTION = Listeners::release;

    static final long LOG = address(LOG_FUNCTION);
    static final long CREDENTIALS = address(CREDENTIALS_FUNCTION);
    static final long RELEASE = address(RELEASE_FUNCTION);

    private static long address(Callback function) {
        return Pointer.nativeValue(CallbackReference.getFunctionPointer(function));
    }
}
