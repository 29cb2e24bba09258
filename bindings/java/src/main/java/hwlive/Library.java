package hwlive;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** Loads libhwlive with JNA. */
final class Library {
    private Library() {}

    /** Fills in the native methods of a class. */
    static void register(Class<?> declarations) {
        if (Native.POINTER_SIZE != 8) throw new UnsatisfiedLinkError("hwlive: only 64-bit systems are supported");
        Map<String, ?> options = Map.of(com.sun.jna.Library.OPTION_STRING_ENCODING, "UTF-8");
        NativeLibrary library = LibraryFile.load(file -> NativeLibrary.getInstance(file, options));
        Native.register(declarations, library);
    }
}
