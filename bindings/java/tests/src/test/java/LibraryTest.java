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
        assertEquals(Client.libraryVersion() + "\n", run(null, 0));
    }

    @Test
    void aLibraryThatCannotBeLoadedIsNamed() throws IOException, InterruptedException {
        String said = run("/nowhere/libhwlive.so", 1);
        assertTrue(said.contains("hwlive: the library cannot be loaded. Tried: /nowhere/libhwlive.so: "), said);
    }

    private static String run(String library, int status) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(option -> option.startsWith("--enable-native")).forEach(command::add);
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
