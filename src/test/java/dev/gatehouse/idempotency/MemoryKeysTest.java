package dev.gatehouse.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryKeysTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovedClock clock = new MovedClock();
    private final MemoryKeys keys = new MemoryKeys(3, 100, clock);

    @Test
    void keyIsThereOnce() {
        assertThat(keys.putIfAbsent("a", "first", MINUTE)).isEmpty();

        assertThat(keys.putIfAbsent("a", "second", MINUTE)).contains("first");
    }

    @Test
    void keyIsFreeAfterItsTime() {
        keys.putIfAbsent("a", "first", MINUTE);
        clock.advance(MINUTE);

        assertThat(keys.putIfAbsent("a", "second", MINUTE)).isEmpty();
    }

    @Test
    void onlyItsOwnTextIsReplaced() {
        keys.putIfAbsent("a", "first", MINUTE);

        keys.replace("a", "other", "second", MINUTE);

        assertThat(keys.find("a")).contains("first");
    }

    @Test
    void textThatIsGoneIsReplaced() {
        keys.replace("a", "first", "second", MINUTE);

        assertThat(keys.find("a")).contains("second");
    }

    @Test
    void onlyItsOwnTextIsRemoved() {
        keys.putIfAbsent("a", "first", MINUTE);

        keys.remove("a", "other");

        assertThat(keys.find("a")).contains("first");
    }

    @Test
    void oldestKeyIsForgottenFirst() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            keys.putIfAbsent(name, "text", MINUTE);
        }

        assertThat(keys.size()).isEqualTo(3);
        assertThat(keys.find("a")).isEmpty();
    }

    @Test
    void longTextsTakeNoMoreThanTheirShare() {
        keys.putIfAbsent("a", "x".repeat(60), MINUTE);

        keys.putIfAbsent("b", "x".repeat(60), MINUTE);

        assertThat(keys.find("a")).isEmpty();
        assertThat(keys.find("b")).isPresent();
    }
}
