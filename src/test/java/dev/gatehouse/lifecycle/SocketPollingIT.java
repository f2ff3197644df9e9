package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who wakes the virtual threads that wait for Cognito's answers. */
class SocketPollingIT {
    @Test
    @EnabledOnOs(OS.LINUX)
    void virtualThreadsThatWaitForSocketsAreWokenByThreadsOfTheSystem() throws IOException {
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults());
                Gatehouse gatehouse = Gatehouse.before(pool).start("/health/ready")) {
            assertThat(threads(gatehouse)).contains("Read-Poller").doesNotContain("MasterPoller");
        }
    }

    private static List<String> threads(Gatehouse gatehouse) throws IOException {
        List<String> names = new ArrayList<>();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(gatehouse.pid()), "task"))) {
            for (Path task : tasks.toList()) {
                names.add(Files.readString(task.resolve("comm")).strip());
            }
        }
        return names;
    }
}
