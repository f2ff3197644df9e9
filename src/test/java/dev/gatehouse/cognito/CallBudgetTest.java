package dev.gatehouse.cognito;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.support.MovedClock;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallBudgetTest {
    private final MovedClock clock = new MovedClock();
    private final CallBudget budget = new CallBudget(SettingsOf.mapping(CognitoConfig.class, Map.of()), clock);

    @ParameterizedTest
    @CsvSource({
        "INITIATE_AUTH, 120",
        "RESPOND_TO_AUTH_CHALLENGE, 120",
        "GET_TOKENS_FROM_REFRESH_TOKEN, 60",
        "SIGN_UP, 50",
        "CONFIRM_SIGN_UP, 50",
        "RESEND_CONFIRMATION_CODE, 50",
        "FORGOT_PASSWORD, 22",
        "CONFIRM_FORGOT_PASSWORD, 22",
        "CHANGE_PASSWORD, 30",
        "REVOKE_TOKEN, 120",
        "GET_USER, 120",
        "GLOBAL_SIGN_OUT, 25",
        "ADMIN_USER_GLOBAL_SIGN_OUT, 25"
    })
    void asManyCallsPerSecondAreGrantedAsItsUseMayTake(CognitoOperation operation, long calls) {
        assertThat(granted(operation)).isEqualTo(calls);
    }

    @Test
    void callBeyondIsToldWhenTheNextIsGranted() {
        granted(CognitoOperation.GLOBAL_SIGN_OUT);

        assertThat(budget.spend(CognitoOperation.GLOBAL_SIGN_OUT, Use.ANY)).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void nextIsGrantedThen() {
        granted(CognitoOperation.GLOBAL_SIGN_OUT);
        clock.advance(Duration.ofMillis(40));

        assertThat(budget.spend(CognitoOperation.GLOBAL_SIGN_OUT, Use.ANY)).isZero();
    }

    @Test
    void floodOfOneCategoryLeavesTheOthersTheirs() {
        granted(CognitoOperation.FORGOT_PASSWORD);

        assertThat(granted(CognitoOperation.INITIATE_AUTH)).isEqualTo(120);
    }

    @Test
    void operationsOfOneCategoryShareIt() {
        granted(CognitoOperation.SIGN_UP);

        assertThat(granted(CognitoOperation.CONFIRM_SIGN_UP)).isZero();
    }

    @Test
    void floodOfInventedRefreshTokensLeavesSignInsTheirs() {
        granted(CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN, Use.SIGN_OUT);
        granted(CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN, Use.REFRESH);

        assertThat(granted(CognitoOperation.INITIATE_AUTH)).isEqualTo(30);
    }

    @Test
    void floodOfSignOutsLeavesRefreshesTheirs() {
        granted(CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN, Use.SIGN_OUT);

        assertThat(granted(CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN, Use.REFRESH))
                .isEqualTo(60);
    }

    @Test
    void floodOfRecoveriesLeavesChangesOfPasswordsTheirs() {
        granted(CognitoOperation.FORGOT_PASSWORD);

        assertThat(granted(CognitoOperation.CHANGE_PASSWORD)).isEqualTo(8);
    }

    @Test
    void callThatItsCategoryHasNoRoomForDoesNotCountForItsUse() {
        granted(CognitoOperation.INITIATE_AUTH);
        granted(CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN, Use.SIGN_OUT);
        clock.advance(Duration.ofMillis(250));

        assertThat(granted(CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN, Use.SIGN_OUT))
                .isEqualTo(30);
    }

    @Test
    void threadThatWasHeldUpAfterReadingTheClockIsGrantedItsCall() throws Exception {
        ClockOfTwo held = new ClockOfTwo();
        CallBudget small = new CallBudget(
                SettingsOf.mapping(CognitoConfig.class, Map.of("gatehouse.cognito.quota.user-authentication", "2")),
                held);
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        Thread early =
                Thread.ofPlatform().start(() -> answer.complete(small.spend(CognitoOperation.INITIATE_AUTH, Use.ANY)));
        held.isRead.await();
        held.clock.advance(Duration.ofSeconds(1));
        held.late = Thread.ofPlatform().start(() -> small.spend(CognitoOperation.INITIATE_AUTH, Use.ANY));
        held.mayGoOn.countDown();
        early.join();

        assertThat(answer.get()).isZero();
    }

    /** The first who reads it is held up until the second has spent its call, or waits for the first. */
    private static final class ClockOfTwo extends Clock {
        private final MovedClock clock = new MovedClock();
        private final CountDownLatch isRead = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile @Nullable Thread late;
        private final AtomicBoolean first = new AtomicBoolean(true);

        @Override
        public Instant instant() {
            Instant now = clock.instant();
            if (first.compareAndSet(true, false)) {
                isRead.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                while (requireNonNull(late).isAlive() && requireNonNull(late).getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
            return now;
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1000001"})
    void numberThatNoQuotaHasStopsTheStart(String number) {
        CognitoConfig config =
                SettingsOf.mapping(CognitoConfig.class, Map.of("gatehouse.cognito.quota.user-read", number));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new CallBudget(config, clock))
                .withMessageStartingWith("gatehouse.cognito.quota is malformed");
    }

    private long granted(CognitoOperation operation) {
        return granted(operation, Use.of(operation));
    }

    private long granted(CognitoOperation operation, Use use) {
        return Stream.generate(() -> budget.spend(operation, use))
                .takeWhile(Duration::isZero)
                .count();
    }
}
