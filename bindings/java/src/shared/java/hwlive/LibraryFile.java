package hwlive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Finds libhwlive.
 *
 * <p>The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside the jar
 * (or the folder of classes), or the one inside the jar for this platform, or else the one that the system's loader finds by its
 * name.
 */
final class LibraryFile {
    private LibraryFile() {}

    /** Loads the first one that can be loaded. What cannot be loaded throws an UnsatisfiedLinkError or an IllegalArgumentException. */
    static <T> T load(Function<String, T> open) {
        List<String> tried = new ArrayList<>();
        String chosen = System.getenv("HWLIVE_LIBRARY");
        boolean isChosen = chosen != null && !chosen.isEmpty();
        List<String> before = isChosen ? List.of(chosen) : beside();
        for (String candidate : before) {
            T loaded = attempt(open, candidate, candidate, tried);
            if (loaded != null) return loaded;
        }
        if (!isChosen) {
            T loaded = inside(open, tried);
            if (loaded == null) loaded = attempt(open, name(), name(), tried);
            if (loaded != null) return loaded;
        }
        throw new UnsatisfiedLinkError("hwlive: the library cannot be loaded. Tried: " + String.join("; ", tried));
    }

    private static <T> T attempt(Function<String, T> open, String candidate, String shown, List<String> tried) {
        try {
            return open.apply(candidate);
        } catch (UnsatisfiedLinkError | IllegalArgumentException failure) {
            tried.add(shown + ": " + failure.getMessage());
            return null;
        }
    }

    /** A loader takes files alone, so what is inside the jar is copied to one, in a folder that others cannot write into. */
    private static <T> T inside(Function<String, T> open, List<String> tried) {
        String resource = "native/" + platform() + "/" + name();
        try (InputStream library = LibraryFile.class.getResourceAsStream(resource)) {
            if (library == null) return null;
            Path folder = Files.createTempDirectory("hwlive"), file = folder.resolve(name());
            try {
                Files.copy(library, file);
                return attempt(open, file.toString(), "hwlive/" + resource + " of the jar", tried);
            } finally {
                remove(file);
                remove(folder);
            }
        } catch (IOException failure) {
            // Where no file can be written, the system may still have the library.
            tried.add("hwlive/" + resource + " of the jar, which cannot be copied to a file: " + failure);
            return null;
        }
    }

    /** Windows keeps a file that is in use until the end. */
    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            path.toFile().deleteOnExit();
        }
    }

    private static boolean isSystem(String start) {
        return System.getProperty("os.name").startsWith(start);
    }

    private static String name() {
        return isSystem("Windows") ? "hwlive.dll" : isSystem("Mac") ? "libhwlive.dylib" : "libhwlive.so." + Declarations.ABI;
    }

    /** The folder of the jar that has the library for this platform, such as linux-x86_64. */
    private static String platform() {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (isSystem("Windows") ? "windows" : isSystem("Mac") ? "macos" : "linux") + "-" + (machine.equals("amd64") ? "x86_64" : machine);
    }

    private static List<String> beside() {
        CodeSource source = LibraryFile.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                Path place = Path.of(source.getLocation().toURI());
                return List.of((place.toFile().isDirectory() ? place : place.getParent()).resolve(name()).toString());
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notAFile) {
            // There is no folder to look into.
        }
        return List.of();
    }
}
