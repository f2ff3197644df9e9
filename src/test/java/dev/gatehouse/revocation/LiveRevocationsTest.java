package dev.gatehouse.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRevocationsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofHours(24));
    private static final String USER = "9a1e0f5c-4e1d-4b5e-9a53-0d8a6d1b2c3d";
    private static final String SIGN_IN = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";
    private static final String KEPT = "11111111-0000-4000-8000-000000000000";
    private static final String OTHER = "00000000-0000-4000-8000-000000000000";

    private final LiveRevocations live = new LiveRevocations();

    @Test
    void nothingIsRevokedToBeginWith() {
        assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isFalse();
    }

    @Nested
    class OfASignIn {
        OfASignIn() {
            live.add(Revocation.ofSignIn(SIGN_IN, UNTIL));
        }

        @Test
        void coversItsTokensWheneverIssued() {
            assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isTrue();
            assertThat(live.isRevoked(USER, SIGN_IN, NOW.plusSeconds(3600))).isTrue();
        }

        @Test
        void leavesTheOtherSignInsOfTheUserAlone() {
            assertThat(live.isRevoked(USER, OTHER, NOW)).isFalse();
        }

        @Test
        void isKeptUntilItsTokensHaveExpired() {
            live.removeExpired(UNTIL.minusSeconds(1));
            assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isTrue();
        }

        @Test
        void isForgottenAfterwards() {
            live.removeExpired(UNTIL.plus(Duration.ofMinutes(10)));
            assertThat(live.size()).isZero();
        }

        @Test
        void isKeptForTheLongerOfTwoTimes() {
            live.add(Revocation.ofSignIn(SIGN_IN, NOW));
            live.removeExpired(UNTIL.minusSeconds(1));
            assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isTrue();
        }
    }

    @Nested
    class OfAUser {
        OfAUser() {
            live.add(Revocation.ofUser(USER, NOW, UNTIL));
        }

        @Test
        void coversEarlierTokens() {
            assertThat(live.isRevoked(USER, SIGN_IN, NOW.minusSeconds(1))).isTrue();
        }

        @Test
        void coversTokensOfTheSameSecond() {
            assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isTrue();
        }

        @Test
        void leavesLaterTokensAlone() {
            assertThat(live.isRevoked(USER, SIGN_IN, NOW.plusSeconds(1))).isFalse();
        }

        @Test
        void leavesOtherUsersAlone() {
            assertThat(live.isRevoked(OTHER, SIGN_IN, NOW)).isFalse();
        }

        @Test
        void isNotTakenBackByAnEarlierOneThatArrivesLater() {
            live.add(Revocation.ofUser(USER, NOW.minusSeconds(5), UNTIL));
            assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isTrue();
        }

        /** A refresh may have set the time of the sign-in anew. */
        @Test
        void endsASignInWheneverItSaysThatItWas() {
            assertThat(live.hasEnded(USER, SIGN_IN)).isTrue();
        }

        @Test
        void doesNotEndTheSignInsOfOthers() {
            assertThat(live.hasEnded(OTHER, SIGN_IN)).isFalse();
        }

        @Test
        void laterSignInIsToBeKnown() {
            assertThat(live.keepUntil(USER, NOW.plusSeconds(1))).contains(UNTIL);
        }

        @Test
        void earlierSignInIsNotToBeKnown() {
            assertThat(live.keepUntil(USER, NOW)).isEmpty();
        }

        @Test
        void leavesASignInAloneThatIsKnownToGoOn() {
            live.add(Revocation.kept(SIGN_IN, NOW, UNTIL));
            assertThat(live.hasEnded(USER, SIGN_IN)).isFalse();
            assertThat(live.isRevoked(USER, SIGN_IN, NOW.minusSeconds(3600))).isFalse();
        }

        @Test
        void laterOneEndsWhatOutlivedAnEarlierOne() {
            live.add(Revocation.kept(SIGN_IN, NOW, UNTIL));
            live.add(Revocation.ofUser(USER, NOW.plusSeconds(1), UNTIL));
            assertThat(live.hasEnded(USER, SIGN_IN)).isTrue();
            assertThat(live.isRevoked(USER, SIGN_IN, NOW.minusSeconds(3600))).isTrue();
        }

        @Test
        void isForgottenWhenItsTokensHaveExpired() {
            live.removeExpired(UNTIL.plusSeconds(1));
            assertThat(live.size()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "1-1-1-1-1",
                "1B2C3D4E-5F60-4718-8293-A4B5C6D7E8F9",
                "zzzzzzzz-5f60-4718-8293-a4b5c6d7e8f9"
            })
    void anyIdCanBeRevoked(String id) {
        live.add(Revocation.ofSignIn(id, UNTIL));
        assertThat(live.isRevoked(USER, id, NOW)).isTrue();
        assertThat(live.isRevoked(USER, SIGN_IN, NOW)).isFalse();
    }

    @Test
    void nothingIsMissingWhereAllIsKnown() {
        live.add(Revocation.ofSignIn(SIGN_IN, UNTIL));
        live.add(Revocation.ofUser(USER, NOW, UNTIL));
        assertThat(live.missingIn(live)).isEmpty();
    }

    @Test
    void laterCutOffIsMissingWhereAnEarlierOneIsKnown() {
        live.add(Revocation.ofUser(USER, NOW, UNTIL));
        LiveRevocations other = new LiveRevocations();
        other.add(Revocation.ofUser(USER, NOW.minusSeconds(1), UNTIL));
        assertThat(live.missingIn(other)).extracting(Revocation::cutOff).containsExactly(NOW);
    }

    @Test
    void allAreToldAgainAsTheyWere() {
        live.add(Revocation.ofSignIn(SIGN_IN, UNTIL));
        live.add(Revocation.ofUser(USER, NOW, UNTIL));
        live.add(Revocation.kept(KEPT, NOW, UNTIL));
        LiveRevocations other = new LiveRevocations();
        live.missingIn(other).map(Revocation::toEntry).map(Revocation::ofEntry).forEach(other::add);
        assertThat(other.isRevoked(OTHER, SIGN_IN, NOW)).isTrue();
        assertThat(other.isRevoked(USER, OTHER, NOW)).isTrue();
        assertThat(other.isRevoked(USER, KEPT, NOW)).isFalse();
        assertThat(other.size()).isEqualTo(2);
    }
}
