import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hwlive.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which library is loaded, in a process of its own. */
class LibraryTest {
    /** The program of that process: says which version it has loaded, and from which file. */
    static final class Program {
        public static void main(String[] arguments) throws IOException {
            System.out.println(Client.libraryVersion());
            try (Stream<String> mapped = Files.lines(Path.of("/proc/self/maps"))) {
                mapped.filter(line -> line.contains("libhwlive")).map(line -> line.substring(line.indexOf('/'))).distinct().forEach(System.out::println);
            }
        }
    }

    /** What is inside the jar is copied to a folder for temporary files, even if the system has a library too. */
    @Test
    void theLibraryOfTheJar() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")), "Linux says which files are loaded");
        List<String> said = run(null, List.of(), 0).lines().collect(Collectors.toList());
        assertEquals(2, said.size(), said::toString);
        assertEquals(Client.libraryVersion(), said.get(0));
        assertTrue(said.get(1).startsWith(System.getProperty("java.io.tmpdir") + "/hwlive"), said::toString);
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
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(own -> own.startsWith("--enable-native")).forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("HWLIVE_LIBRARY");
        if (library != null) builder.environment().put("HWLIVE_LIBRARY", library);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (status == 0) assertEquals(0, process.waitFor(), said);
        else assertNotEquals(0, process.waitFor(), said);
        return said;
    }
}
