package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ChallengeRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.login.OpenChallenge.Origin;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seals;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeSealTest {
    private static final String SECRET = "a secret of thirty-two bytes, ok";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Challenge CHALLENGE = new Challenge(
            "NEW_PASSWORD_REQUIRED", "the-username", new Secret("the-session"), Map.of("hint", "the-hint"));

    private final ChallengeSeal seal = sealAt(NOW, SECRET);

    @Nested
    class Sealed {
        private final SealedChallenge sealed = seal.seal(CHALLENGE, "the-account", Origin.PASSWORD);

        private Challenge open(ChallengeSeal by) {
            return by.open(sealed.token()).challenge();
        }

        @Test
        void keepsTheName() {
            assertThat(open(seal).name()).isEqualTo(CHALLENGE.name());
        }

        @Test
        void keepsTheUsername() {
            assertThat(open(seal).username()).isEqualTo(CHALLENGE.username());
        }

        @Test
        void keepsTheSession() {
            assertThat(open(seal).session()).isEqualTo(CHALLENGE.session());
        }

        @Test
        void keepsTheAccount() {
            assertThat(seal.open(sealed.token()).account()).isEqualTo("the-account");
        }

        @Test
        void opensOnAnotherReplica() {
            assertThat(open(sealAt(NOW, SECRET)).username()).isEqualTo(CHALLENGE.username());
        }

        @Test
        void tellsHowLongItLives() {
            assertThat(sealed.expiresIn()).isEqualTo(180);
        }

        @Test
        void showsTheCallerNothing() {
            assertThat(sealed.token().value().split("\\."))
                    .extracting(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
                    .noneMatch(part -> part.contains("the-"));
        }

        @Test
        void opensUntilTheLastSecond() {
            assertThat(open(sealAt(NOW.plusSeconds(179), SECRET)).name()).isEqualTo(CHALLENGE.name());
        }

        @Test
        void diesWithCognitosSession() {
            assertRefused(
                    sealAt(NOW.plus(Duration.ofMinutes(3)), SECRET),
                    sealed.token().value());
        }

        @Test
        void isRefusedUnderAnotherSecret() {
            assertRefused(sealAt(NOW, SECRET + "!"), sealed.token().value());
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 2, 3, 4})
        void isRefusedWhenAPartIsChanged(int part) {
            String[] parts = sealed.token().value().split("\\.", -1);
            byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
            bytes[0] ^= 1;
            parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertRefused(seal, String.join(".", parts));
        }
    }

    @Nested
    class OfAChosenMethod {
        private String sealed(String username, String session, Origin origin) {
            return seal.seal(new Challenge("EMAIL_OTP", username, new Secret(session), Map.of()), "the-account", origin)
                    .token()
                    .value();
        }

        @Test
        void isAsLongAsADecoy() {
            assertThat(sealed("0f8fad5b-d9cb-469f-a165-70867728950e", "s".repeat(2048), Origin.CHOICE))
                    .hasSameSizeAs(sealed("ada@example.com", "s".repeat(64), Origin.DECOY));
        }

        @Test
        void keepsItsOrigin() {
            assertThat(seal.open(new Secret(sealed("ada@example.com", "session", Origin.DECOY)))
                            .origin())
                    .isEqualTo(Origin.DECOY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "....",
                "a.b.c",
                "{}",
                "\u0000",
                // {"alg":1,"enc":1}
                "eyJhbGciOjEsImVuYyI6MX0....",
                // {"alg":["dir"]}
                "eyJhbGciOlsiZGlyIl19..AAAA.AAAA.AAAA",
                // {"alg":"none"}
                "eyJhbGciOiJub25lIn0..",
                // {"alg":"dir","enc":"A256GCM"}
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA",
                // {"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2c":2147483647,"p2s":"AAAAAAAAAAAA"}
                "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMjU2R0NNIiwicDJjIjoyMTQ3NDgzNjQ3LCJwMnMiOiJBQUFBQUFBQUFBQUEifQ.AAAA.AAAA.AAAA.AAAA"
            })
    void foreignTextIsRefused(String text) {
        assertRefused(seal, text);
    }

    @Test
    void textOfAnotherPurposeIsRefused() {
        String foreign = Seals.of(SECRET, Clock.fixed(NOW, ZoneOffset.UTC))
                .seal(
                        Purpose.REGISTRATION,
                        new ChallengeSeal.Content(
                                "NEW_PASSWORD_REQUIRED",
                                "the-username",
                                "the-account",
                                "the-session",
                                Origin.PASSWORD,
                                ""),
                        Duration.ofMinutes(3));
        assertRefused(seal, foreign);
    }

    @Test
    void tokenOfTheVersionBeforeOriginsIsOneAfterThePassword() {
        record Former(String name, String username, String account, String session) {}
        String former = Seals.of(SECRET, Clock.fixed(NOW, ZoneOffset.UTC))
                .seal(
                        Purpose.CHALLENGE,
                        new Former("SMS_MFA", "the-username", "the-account", "the-session"),
                        Duration.ofMinutes(3));

        assertThat(seal.open(new Secret(former)).origin()).isEqualTo(Origin.PASSWORD);
    }

    @Test
    void overlongTextIsRefused() {
        assertRefused(seal, "a".repeat(1_000_000));
    }

    private static void assertRefused(ChallengeSeal seal, String token) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> seal.open(new Secret(token)))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(new ChallengeRefused()));
    }

    private static ChallengeSeal sealAt(Instant now, String secret) {
        return new ChallengeSeal(
                Seals.of(secret, Clock.fixed(now, ZoneOffset.UTC)), SettingsOf.mapping(LoginConfig.class, Map.of()));
    }
}
