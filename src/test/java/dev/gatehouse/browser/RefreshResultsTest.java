package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.Unknown;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefreshResultsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final MovedClock clock = new MovedClock();
    private final RefreshResults results = new RefreshResults(clock);
    private final BrowserSession old = session("access", "refresh");

    private static BrowserSession session(String accessToken, String refreshToken) {
        return new BrowserSession(new Secret(accessToken), new Secret(refreshToken), "", Instant.EPOCH, Instant.EPOCH);
    }

    @Nested
    class Sessions {
        private final Renewed renewed = new Renewed(session("new access", "refresh"));

        @Test
        void areKeptForAMinute() {
            results.keep(RefreshKey.of(old), renewed);

            clock.advance(Duration.ofMinutes(1).minus(MOMENT));
            assertThat(results.find(RefreshKey.of(old))).isEqualTo(renewed);
            clock.advance(MOMENT);
            assertThat(results.find(RefreshKey.of(old))).isNull();
        }

        @Test
        void areNotTheResultForTheirOwnRefresh() {
            results.keep(RefreshKey.of(old), renewed);

            assertThat(results.find(RefreshKey.of(renewed.session()))).isNull();
        }

        @Test
        void takeNoMoreMemoryThanTheirBound() {
            String megabyte = "a".repeat(1_000_000);
            for (int i = 0; i < 50; i++) {
                results.keep(RefreshKey.of(session("", "r" + i)), new Renewed(session(megabyte, "r")));
            }

            assertThat(IntStream.range(0, 50)
                            .filter(i -> results.find(RefreshKey.of(session("", "r" + i))) != null)
                            .count())
                    .isPositive()
                    .isLessThanOrEqualTo(RefreshResults.MOST_KEPT / 1_000_000);
        }
    }

    @Nested
    class Refusals {
        @Test
        void areKeptForAnHour() {
            results.keep(RefreshKey.of(old), new Ended());

            clock.advance(Duration.ofHours(1).minus(MOMENT));
            assertThat(results.find(RefreshKey.of(old))).isEqualTo(new Ended());
            clock.advance(MOMENT);
            assertThat(results.find(RefreshKey.of(old))).isNull();
        }

        @Test
        void concernTheRefreshTokenHoweverItsAccessTokenReads() {
            results.keep(RefreshKey.of(old), new Ended());

            assertThat(results.find(RefreshKey.of(session("another", "refresh"))))
                    .isEqualTo(new Ended());
        }

        @Test
        void areNoMoreThanTheirBound() {
            int given = RefreshResults.MOST_REFUSALS + 1_000;
            for (int i = 0; i < given; i++) {
                results.keep(new RefreshKey("", "r" + i), new Ended());
            }

            assertThat(IntStream.range(0, given)
                            .filter(i -> results.find(new RefreshKey("", "r" + i)) != null)
                            .count())
                    .isPositive()
                    .isLessThanOrEqualTo(RefreshResults.MOST_REFUSALS);
        }
    }

    @Test
    void failureIsNotKept() {
        results.keep(
                RefreshKey.of(old), new Unknown(new IdentityException(new UpstreamUnavailable(Duration.ofSeconds(1)))));

        assertThat(results.find(RefreshKey.of(old))).isNull();
    }
}
