package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who wakes the virtual threads that wait for Cognito's answers. */
@Tag("proof")
class SocketPollingIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    @Test
    @EnabledOnOs(OS.LINUX)
    void virtualThreadsThatWaitForSocketsAreWokenByThreadsOfTheSystem() throws IOException {
        try (OwnPool pool = new OwnPool();
                Gatehouse gatehouse = pool.launch().start("/health/ready")) {
            // An answer that is there at once is not waited for.
            Pool.fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 300, "times", 1));
            assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);

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
