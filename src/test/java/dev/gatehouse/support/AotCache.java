package dev.gatehouse.support;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The JDK's AOT cache for the packaged application: with it a process starts in half the time, and the tests start many. */
final class AotCache {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    private AotCache() {}

    /** Its file, recorded first if the package is newer than it; by one process of the tests only. */
    static synchronized Path file() {
        Path file = Gatehouse.buildDirectory().resolve("gatehouse.aot");
        try (FileChannel channel = FileChannel.open(
                        file.resolveSibling("gatehouse.aot.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.exists(file) || isOlder(file, Gatehouse.executable())) {
                Files.deleteIfExists(file);
                record(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static boolean isOlder(Path file, Path other) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) < 0;
    }

    private static void record(Path file) {
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults());
                Gatehouse gatehouse = Gatehouse.before(pool).recording(file).start("/health/ready")) {
            gatehouse.post("/auth/login", DEMO);
            gatehouse.signal("TERM");
            gatehouse.awaitExit(Duration.ofMinutes(2));
        }
        if (!Files.exists(file)) {
            throw new IllegalStateException("the JDK wrote no AOT cache");
        }
    }
}
