package dev.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000;

    private final Rate threePerMinute = new Rate(3, Duration.ofMinutes(1));
    private long now = 1_800_000_000 * SECOND;
    private long theoreticalArrival = now;

    @Test
    void burstIsAllowedAtOnce() {
        assertThat(Stream.generate(this::take).limit(4))
                .extracting(Rate.Decision::allowed)
                .containsExactly(true, true, true, false);
    }

    @Test
    void remainingCountsDown() {
        assertThat(Stream.generate(this::take).limit(4))
                .extracting(Rate.Decision::remaining)
                .containsExactly(2L, 1L, 0L, 0L);
    }

    @Test
    void allowedRequestIsToldWhenTheBurstIsWholeAgain() {
        take();
        now += 5 * SECOND;

        assertThat(take().next()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void refusedRequestIsToldWhenTheNextIsAllowed() {
        useUp();
        now += 5 * SECOND;

        assertThat(take().next()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void nextIsAllowedThenAndNotBefore() {
        useUp();
        now += 20 * SECOND - 1;
        assertThat(take().allowed()).isFalse();
        now += 1;

        assertThat(take()).isEqualTo(new Rate.Decision(true, 0, Duration.ofMinutes(1)));
    }

    @Test
    void refusedRequestsDoNotPutOffTheNext() {
        useUp();
        Stream.generate(this::take).limit(100).forEach(_ -> {});
        now += 20 * SECOND;

        assertThat(take().allowed()).isTrue();
    }

    @Test
    void burstIsWholeAfterThePeriodAndNoLargerAfterwards() {
        useUp();
        now += 600 * SECOND;

        assertThat(Stream.generate(this::take).takeWhile(Rate.Decision::allowed))
                .hasSize(3);
    }

    @Test
    void clockThatWasSetBackRefusesForNoLongerThanAUsedUpRate() {
        useUp();
        now -= 3600 * SECOND;

        assertThat(take()).isEqualTo(new Rate.Decision(false, 0, Duration.ofSeconds(20)));
        now += 20 * SECOND;
        assertThat(take().allowed()).isTrue();
    }

    @Test
    void clockThatWasSetForwardMakesTheBurstWhole() {
        useUp();
        now += 3600 * SECOND;

        assertThat(take().remaining()).isEqualTo(2);
    }

    @Test
    void smallerRateCountsFromWhatIsLeft() {
        useUp();
        Rate slower = new Rate(1, Duration.ofMinutes(1));

        assertThat(slower.decide(slower.backlog(theoreticalArrival, now)).next())
                .isEqualTo(Duration.ofMinutes(1));
    }

    private void useUp() {
        Stream.generate(this::take).takeWhile(Rate.Decision::allowed).forEach(_ -> {});
    }

    private Rate.Decision take() {
        long backlog = threePerMinute.backlog(theoreticalArrival, now);
        theoreticalArrival = threePerMinute.theoreticalArrival(backlog, now);
        return threePerMinute.decide(backlog);
    }
}
