package hwlive;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds and loads libhwlive.
 *
 * <p>The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside the jar
 * (or the folder of classes), or else the one that the system's loader finds by its name.
 */
final class Library {
    private Library() {}

    /** Fills in the native methods of a class. */
    static void register(Class<?> declarations) {
        if (Native.POINTER_SIZE != 8) throw new UnsatisfiedLinkError("hwlive: only 64-bit systems are supported");
        List<String> tried = new ArrayList<>();
        for (String candidate : candidates()) {
            try {
                Map<String, ?> options = Map.of(com.sun.jna.Library.OPTION_STRING_ENCODING, "UTF-8");
                Native.register(declarations, NativeLibrary.getInstance(candidate, options));
                return;
            } catch (UnsatisfiedLinkError failure) {
                tried.add(candidate + ": " + failure.getMessage());
            }
        }
        throw new UnsatisfiedLinkError("hwlive: the library cannot be loaded. Tried: " + String.join("; ", tried));
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
