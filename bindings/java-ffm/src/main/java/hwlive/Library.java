package hwlive;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Loads libhwlive with the FFM API, and copies between Java's memory and C's. */
final class Library {
    private Library() {}

    private static final SymbolLookup LOOKUP = LibraryFile.load(file -> SymbolLookup.libraryLookup(file, Arena.global()));

    static MethodHandle find(String name, FunctionDescriptor type) {
        MemorySegment function = LOOKUP.find(name).orElseThrow(() -> new UnsatisfiedLinkError("hwlive: the library has no " + name));
        return Linker.nativeLinker().downcallHandle(function, type);
    }

    /** A text with a NUL at its end, in C's memory. */
    static MemorySegment copy(Arena arena, String text) {
        return text == null ? MemorySegment.NULL : arena.allocateFrom(text);
    }

    static MemorySegment copy(Arena arena, byte[] bytes) {
        return arena.allocateFrom(JAVA_BYTE, bytes);
    }

    /** A place that C writes to. */
    static MemorySegment slot(Arena arena, long[] out) {
        return out == null ? MemorySegment.NULL : arena.allocate(JAVA_LONG);
    }

    static void read(MemorySegment slot, long[] out) {
        if (out != null) out[0] = slot.get(JAVA_LONG, 0);
    }

    static String text(MemorySegment text) {
        return text.equals(MemorySegment.NULL) ? null : text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    static RuntimeException unexpected(String name, Throwable failure) {
        return failure instanceof RuntimeException itself ? itself : new IllegalStateException(name, failure);
    }
}
