package dev.gatehouse.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RevocationsUnknown;
import dev.gatehouse.support.MovedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefreshesTest {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final MovedClock clock = new MovedClock();
    private final Refreshes refreshes = with("memory", "continue");

    /** There is no Redis: it fails whenever it is asked. */
    private Refreshes with(String store, String onStoreLoss) {
        RevocationConfig config = SettingsOf.mapping(
                RevocationConfig.class,
                Map.of(
                        "gatehouse.revocation.token-lifetime",
                        "24h",
                        "gatehouse.revocation.refresh-lifetime",
                        "30d",
                        "gatehouse.revocation.clock-skew",
                        "60s",
                        "gatehouse.revocation.store",
                        store,
                        "gatehouse.revocation.on-store-loss",
                        onStoreLoss));
        SharedRevocations shared =
                new SharedRevocations(null, config, new LiveRevocations(), clock, null, new SimpleMeterRegistry());
        return new Refreshes(null, shared, config, clock);
    }

    @Test
    void sessionThatWasNotRefreshedIsUnknown() {
        refreshes.record("one", KEPT);

        assertThat(refreshes.contains("other")).isFalse();
    }

    @Test
    void refreshIsKeptForItsTime() {
        refreshes.record("one", KEPT);

        clock.advance(KEPT.minusSeconds(1));

        assertThat(refreshes.contains("one")).isTrue();
    }

    @Test
    void refreshIsForgottenAfterItsTime() {
        refreshes.record("one", KEPT);

        clock.advance(KEPT);

        assertThat(refreshes.contains("one")).isFalse();
    }

    @Test
    void withoutTheSharedStoreAReplicaKnowsItsOwn() {
        Refreshes sharing = with("redis", "continue");
        sharing.record("one", KEPT);

        assertThat(sharing.contains("one")).isTrue();
        assertThat(sharing.contains("other")).isFalse();
    }

    @Test
    void withoutTheSharedStoreNothingIsFreshIfTheSettingIsToRefuse() {
        Refreshes sharing = with("redis", "refuse");

        assertThatThrownBy(() -> sharing.contains("other"))
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.failure()).isInstanceOf(RevocationsUnknown.class));
    }

    @Test
    void laterRefreshCountsFromAnew() {
        refreshes.record("one", KEPT);
        clock.advance(KEPT.minusSeconds(1));
        refreshes.record("one", KEPT);

        clock.advance(KEPT.minusSeconds(1));

        assertThat(refreshes.contains("one")).isTrue();
    }

    @Test
    void sessionThatDidNotFitIsNotTakenForFresh() {
        refreshes.record("one", KEPT);
        for (int i = 0; i < Refreshes.MOST; i++) {
            refreshes.record("session " + i, KEPT);
        }

        assertThat(refreshes.contains("one")).isTrue();
    }

    @Test
    void overflowEndsWithTheTimeOfWhatDidNotFit() {
        refreshes.record("one", KEPT);
        for (int i = 0; i < Refreshes.MOST; i++) {
            refreshes.record("session " + i, KEPT);
        }

        clock.advance(KEPT);

        assertThat(refreshes.contains("another")).isFalse();
    }
}
