package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Exit;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal that comes before the packaged application listens, as when Kubernetes takes a pod away that is starting. */
@Tag("proof")
class EarlySignalIT {
    /** On a machine that is busy with other things. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static Emulator pool;
    private static Duration start;

    @BeforeAll
    static void measureAStart() {
        pool = Emulator.start(EmulatorSettings.defaults());
        try (Gatehouse _ = Gatehouse.before(pool).start()) {
            // Only so that what is measured next is read from memory.
        }
        long begun = System.nanoTime();
        try (Gatehouse _ = Gatehouse.before(pool).start()) {
            start = Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    @AfterAll
    static void stopPool() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 35, 50, 60, 70, 80, 90})
    void endsTheProcessWithoutAnError(int percentOfTheStart) throws InterruptedException {
        try (Gatehouse gatehouse = Gatehouse.before(pool).launch()) {
            Thread.sleep(start.multipliedBy(percentOfTheStart).dividedBy(100));
            assertEndsQuietly(gatehouse);
        }
    }

    /** At the first line of all, which is some milliseconds before the service listens. */
    @Test
    void endsTheProcessWithoutAnErrorWhenBeansAreStarted() {
        try (Gatehouse gatehouse = Gatehouse.before(pool).without("JWT_SECRET").launch()) {
            gatehouse.awaitLine(line -> line.contains("JWT_SECRET is not set"));
            assertEndsQuietly(gatehouse);
        }
    }

    private static void assertEndsQuietly(Gatehouse gatehouse) {
        gatehouse.signal("TERM");
        Exit exit = gatehouse.awaitExit(Duration.ofSeconds(30));
        assertThat(gatehouse.lines()).noneMatch(line -> line.contains("\"ERROR\"") || line.startsWith("\tat "));
        assertThat(exit.code()).isEqualTo(143);
        assertThat(exit.after()).isLessThan(SOON);
    }
}
