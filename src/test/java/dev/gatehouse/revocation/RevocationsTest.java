package dev.gatehouse.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.revocation.Revocations.Ended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("proof")
class RevocationsTest {
    private static final Instant SIGNED_OUT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String USER = "9a1e0f5c-4e1d-4b5e-9a53-0d8a6d1b2c3d";
    private static final String SIGN_IN = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final LiveRevocations live = new LiveRevocations();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private Revocations withClockAt(Instant now) {
        RevocationConfig config = SettingsOf.mapping(
                RevocationConfig.class,
                Map.of(
                        "gatehouse.revocation.token-lifetime",
                        "24h",
                        "gatehouse.revocation.refresh-lifetime",
                        "30d",
                        "gatehouse.revocation.clock-skew",
                        "60s"));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        SharedRevocations alone = new SharedRevocations(null, config, live, clock, executor, new SimpleMeterRegistry());
        return new Revocations(clock, config, live, alone);
    }

    /** Tokens are issued by the pool's clock, and so is the user signed out. */
    @ParameterizedTest
    @ValueSource(longs = {-5, 0, 5})
    void whichTokensEndDoesNotHangOnTheClockOfTheReplica(long secondsAhead) {
        Revocations revocations = withClockAt(SIGNED_OUT.plusSeconds(secondsAhead));

        revocations.revokeUser(USER, SIGNED_OUT, Ended.AT_COGNITO_TOO);

        assertThat(revocations.isRevoked(USER, SIGN_IN, SIGNED_OUT)).isTrue();
        assertThat(revocations.isRevoked(USER, SIGN_IN, SIGNED_OUT.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void signInOfTheSecondInWhichAllSessionsEndIsEnded() {
        Revocations revocations = withClockAt(SIGNED_OUT);
        revocations.revokeUser(USER, SIGNED_OUT.minusSeconds(60), Ended.AT_COGNITO_TOO);
        revocations.recordSignIn(new SignedIn(SIGNED_OUT));

        revocations.revokeUser(USER, SIGNED_OUT, Ended.AT_COGNITO_TOO);

        assertThat(revocations.isRevoked(USER, SIGN_IN, SIGNED_OUT)).isTrue();
    }

    /** A caller of whom only the session counts. */
    private record SignedIn(Instant signedInAt) implements Caller {
        @Override
        public String userId() {
            return USER;
        }

        @Override
        public String signInId() {
            return SIGN_IN;
        }

        @Override
        public Set<String> roles() {
            return Set.of();
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }

        @Override
        public Optional<Instant> authenticatedAt() {
            return Optional.of(signedInAt());
        }

        @Override
        public Instant issuedAt() {
            return signedInAt;
        }

        @Override
        public Instant expiresAt() {
            return signedInAt.plus(Duration.ofHours(1));
        }

        @Override
        public Secret accessToken() {
            return new Secret("");
        }
    }

    @Test
    void revocationLastsUntilItsTokensAreRefusedForTheirAge() {
        withClockAt(SIGNED_OUT).revokeSignIn(SIGN_IN, Ended.AT_COGNITO_TOO);

        live.removeExpired(SIGNED_OUT.plus(Duration.ofHours(24)).plusSeconds(119));

        assertThat(live.isRevoked(USER, SIGN_IN, SIGNED_OUT)).isTrue();
    }

    @Test
    void revocationLastsUntilItsTokensAreOfNoUseWhereCognitoHasEndedItToo() {
        withClockAt(SIGNED_OUT).revokeSignIn(SIGN_IN, Ended.AT_COGNITO_TOO);

        live.removeExpired(SIGNED_OUT.plus(Duration.ofDays(2)));

        assertThat(live.size()).isZero();
    }

    /** Its refresh token is still good at Cognito, and whoever holds it may come until it has expired. */
    @Test
    void revocationOfWhatCognitoGoesOnWithLastsAsLongAsARefreshToken() {
        withClockAt(SIGNED_OUT).revokeSignIn(SIGN_IN, Ended.HERE_ONLY);

        live.removeExpired(SIGNED_OUT.plus(Duration.ofDays(30)).plusSeconds(119));

        assertThat(live.isRevoked(USER, SIGN_IN, SIGNED_OUT)).isTrue();
    }

    /** The clock was behind when the sign-in ended, and is set right, or it runs ahead when revocations are forgotten. */
    @Test
    void clockThatIsSetByAnHourMakesNoRevocationBeForgottenTooEarly() {
        withClockAt(SIGNED_OUT.minus(Duration.ofHours(1))).revokeSignIn(SIGN_IN, Ended.AT_COGNITO_TOO);

        live.removeExpired(SIGNED_OUT.plus(Duration.ofHours(24)).plusSeconds(119));

        assertThat(live.isRevoked(USER, SIGN_IN, SIGNED_OUT)).isTrue();
    }

    @Test
    void revocationCountsForEveryCheckThatBeginsAfterIt() throws Exception {
        Revocations revocations = withClockAt(SIGNED_OUT);
        Future<Boolean> checks = executor.submit(() -> {
            while (!revocations.isRevoked(USER, SIGN_IN, SIGNED_OUT)) {
                Thread.onSpinWait();
            }
            return revocations.isRevoked(USER, SIGN_IN, SIGNED_OUT);
        });

        revocations.revokeSignIn(SIGN_IN, Ended.AT_COGNITO_TOO);

        assertThat(revocations.isRevoked(USER, SIGN_IN, SIGNED_OUT)).isTrue();
        assertThat(checks.get()).isTrue();
    }
}
