package hwlive;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and loads libhwlive.
 *
 * <p>The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside the jar
 * (or the folder of classes), or else the one that the system's loader finds by its name.
 */
final class Library {
    private Library() {}

    private static final SymbolLookup LOOKUP = load();

    private static SymbolLookup load() {
        List<String> tried = new ArrayList<>();
        for (String candidate : candidates()) {
            try {
                return SymbolLookup.libraryLookup(candidate, Arena.global());
            } catch (IllegalArgumentException failure) {
                tried.add(candidate + ": " + failure.getMessage());
            }
        }
        throw new UnsatisfiedLinkError("hwlive: the library cannot be loaded. Tried: " + String.join("; ", tried));
    }

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

    private static List<String> candidates() {
        String chosen = System.getenv("HWLIVE_LIBRARY");
        if (chosen != null && !chosen.isEmpty()) return List.of(chosen);
        String system = System.getProperty("os.name");
        String name = system.startsWith("Windows") ? "hwlive.dll"
                : system.startsWith("Mac") ? "libhwlive.dylib" : "libhwlive.so." + Declarations.ABI;
        List<String> found = new ArrayList<>();
        CodeSource source = Library.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                Path place = Path.of(source.getLocation().toURI());
                found.add((place.toFile().isDirectory() ? place : place.getParent()).resolve(name).toString());
            }
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException notAFile) {
            // There is no folder to look into.
        }
        found.add(name);
        return found;
    }
}
