package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a skew of 60 seconds and a life of at most 24 hours; all times are seconds from now. */
class LifetimeCheckTest {
    private static final long NOW = 1_800_000_000;
    private static final long DAY = 24 * 3600;

    private final LifetimeCheck check =
            new LifetimeCheck(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), TokenSettings.with(Map.of()));

    @ParameterizedTest
    @CsvSource({"0, 3600", "-3600, 1", "-3600, 0", "-3600, -59", "60, 3600", "-1, 86399"})
    void tokenInForceIsAccepted(long issued, long expires) {
        assertThatCode(() -> check.check(claims(issued, expires))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, -61, -3600})
    void expiredTokenIsRefused(long expires) {
        assertRefused(claims(-DAY + expires, expires), "The token has expired.");
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 3600})
    void tokenFromTheFutureIsRefused(long issued) {
        assertRefused(claims(issued, issued + 60), "The token is not valid yet.");
    }

    @Test
    void tokenThatIsNotInForceYetIsRefused() {
        Map<String, Object> claims = times(0, 3600);
        claims.put("nbf", NOW + 61);
        assertRefused(Issuers.token(claims), "The token is not valid yet.");
    }

    @Test
    void tokenOfTheLongestLifeIsAccepted() {
        assertThatCode(() -> check.check(claims(0, DAY))).doesNotThrowAnyException();
    }

    @Test
    void tokenOfALongerLifeIsRefused() {
        assertRefused(claims(0, DAY + 1), "The token's lifetime is too long.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat"})
    void tokenWithoutATimeIsRefused(String claim) {
        Map<String, Object> claims = times(0, 3600);
        claims.put("token_use", "access");
        claims.put("sub", "user");
        claims.put("client_id", "ours");
        claims.put("jti", "session");
        claims.remove(claim);
        assertRefused(
                () -> AccessToken.of(Issuers.OURS, BearerClaims.of(claims)), "The token has no " + claim + " claim.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "nbf"})
    void timeThatIsNoNumberIsRefused(String claim) {
        Map<String, Object> claims = times(0, 3600);
        claims.put(claim, "soon");
        assertRefused(() -> BearerClaims.of(claims), "The token's " + claim + " claim is malformed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "nbf"})
    void timeBeyondAllCalendarsIsRefused(String claim) {
        Map<String, Object> claims = times(0, 3600);
        claims.put(claim, Long.MAX_VALUE);
        assertRefused(() -> BearerClaims.of(claims), "The token's " + claim + " claim is malformed.");
    }

    private void assertRefused(AccessToken claims, String reason) {
        assertRefused(() -> check.check(claims), reason);
    }

    private static void assertRefused(ThrowingCallable attempt, String reason) {
        assertThatExceptionOfType(IdentityException.class).isThrownBy(attempt).satisfies(e -> assertThat(e.failure())
                .isEqualTo(new TokenRefused(reason)));
    }

    private static AccessToken claims(long issued, long expires) {
        return Issuers.token(times(issued, expires));
    }

    private static Map<String, Object> times(long issued, long expires) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iat", NOW + issued);
        claims.put("exp", NOW + expires);
        return claims;
    }
}
