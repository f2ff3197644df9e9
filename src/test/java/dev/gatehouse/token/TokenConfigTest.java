package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenConfigTest {
    private final TokenConfig config = TokenSettings.with(Map.of());

    @Test
    void clocksMayDifferByOneMinute() {
        assertThat(config.clockSkew()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void noAudienceIsAccepted() {
        assertThat(config.audiences()).isEmpty();
    }

    @Test
    void tokensLiveOneDayAtMost() {
        assertThat(config.maxLifetime()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void keysAreFetchedEveryTenMinutes() {
        assertThat(config.keyRefreshInterval()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void unknownKeysCauseOneFetchInTenSeconds() {
        assertThat(config.keyRefreshCoolDown()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void fetchOfTheKeysTakesTwoSecondsAtMost() {
        assertThat(config.keyFetchTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void verifiedTokensTakeTwelveMegabytesAtMost() {
        assertThat(config.verifiedCacheMemory().asLongValue()).isEqualTo(12 * 1024 * 1024);
    }
}
