package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.HasAccountKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatedRegistrationsTest {
    private static final HasAccountKey ADDRESS = () -> "somebody@example.com";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final LimitConfig config = SettingsOf.mapping(LimitConfig.class, Map.of());
    private final Now clock = new Now();
    private final RepeatedRegistrations registrations = new RepeatedRegistrations(
            new MemoryStore(100, SlowDown.of(config.slowDown()), clock), new LimitKeys(config));

    /** A clock to set. */
    private static final class Now extends Clock {
        private Instant instant = NOW;

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @Test
    void addressIsRegisteredOnceUnlessSomethingElseIsKnown() {
        assertThat(registrations.wasOnce(ADDRESS)).isTrue();
    }

    @Test
    void repeatedRegistrationIsRemembered() {
        registrations.again(ADDRESS);

        assertThat(registrations.wasOnce(ADDRESS)).isFalse();
    }

    @Test
    void repeatedRegistrationIsRememberedForAMonth() {
        registrations.again(ADDRESS);
        clock.instant = NOW.plus(Duration.ofDays(29));

        assertThat(registrations.wasOnce(ADDRESS)).isFalse();
    }

    @Test
    void repeatedRegistrationIsForgottenAfterAMonth() {
        registrations.again(ADDRESS);
        clock.instant = NOW.plus(Duration.ofDays(30));

        assertThat(registrations.wasOnce(ADDRESS)).isTrue();
    }

    @Test
    void otherAddressesAreNotMeant() {
        registrations.again(() -> "somebody-else@example.com");

        assertThat(registrations.wasOnce(ADDRESS)).isTrue();
    }

    @Test
    void addressThatIsProvedTwiceWasStillRegisteredOnce() {
        registrations.wasOnce(ADDRESS);

        assertThat(registrations.wasOnce(ADDRESS)).isTrue();
    }
}
