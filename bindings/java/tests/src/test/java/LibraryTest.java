import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hwlive.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which library is loaded, in a process of its own. */
class LibraryTest {
    /** The program of that process. */
    static final class Program {
        public static void main(String[] arguments) {
            System.out.println(Client.libraryVersion());
        }
    }

    @Test
    void theLibraryOfTheJar() throws IOException, InterruptedException {
        assertEquals(Client.libraryVersion() + "\n", run(null, List.of(), 0));
    }

    @Test
    void aLibraryThatCannotBeLoadedIsNamed() throws IOException, InterruptedException {
        String said = run("/nowhere/libhwlive.so", List.of(), 1);
        assertTrue(said.contains("hwlive: the library cannot be loaded. Tried: /nowhere/libhwlive.so: "), said);
    }

    @Test
    void aJarThatCannotBeUnpackedIsNamed() throws IOException, InterruptedException {
        // JNA unpacks a library of its own.
        String said = run(null, List.of("-Djava.io.tmpdir=/nowhere", "-Djna.tmpdir=" + System.getProperty("java.io.tmpdir")), 1);
        assertTrue(said.contains(" of the jar, which cannot be copied to a file: "), said);
        assertTrue(said.contains("; libhwlive.so."), said);
    }

    private static String run(String library, List<String> options, int status) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(own -> own.startsWith("--enable-native")).forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (library != null) builder.environment().put("HWLIVE_LIBRARY", library);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (status == 0) assertEquals(0, process.waitFor(), said);
        else assertNotEquals(0, process.waitFor(), said);
        return said;
    }
}
