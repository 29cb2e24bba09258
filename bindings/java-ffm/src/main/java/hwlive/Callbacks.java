package hwlive;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The functions that C calls, as addresses. There is one of each for all clients; a number says whose it is. */
final class Callbacks {
    private Callbacks() {}

    static final long LOG = address("log", FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS));
    static final long CREDENTIALS = address("giveCredentials", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    static final long RELEASE = address("release", FunctionDescriptor.ofVoid(ADDRESS));

    private static void log(int level, MemorySegment message, MemorySegment userdata) {
        Listeners.log(level, Library.text(message), userdata.address());
    }

    private static int giveCredentials(MemorySegment credentials, MemorySegment userdata) {
        return Listeners.giveCredentials(credentials.address(), userdata.address());
    }

    private static void release(MemorySegment userdata) {
        Listeners.release(userdata.address());
    }

    private static long address(String method, FunctionDescriptor type) {
        try {
            MethodHandle found = MethodHandles.lookup().findStatic(Callbacks.class, method, type.toMethodType());
            return Linker.nativeLinker().upcallStub(found, type, Arena.global()).address();
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }
}
