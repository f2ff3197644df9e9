package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Secret;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTokensTest {
    private static final String ISSUER = "https://pool.example";
    private static final Secret ACCESS_TOKEN = new Secret("an.access.token");
    private static final Secret NONCE = new Secret("the nonce");

    private final PoolKey key = PoolKey.generate("id");
    private final KeyServer server = KeyServer.start();
    private final TokenConfig config = TokenSettings.with(Map.of("gatehouse.token.jwks-uri", server.address()));
    private final Issuers issuers = new Issuers(config);
    private final TrustedIssuers trusted = issuers.trusted();
    private final IdTokens tokens = new IdTokens(trusted, Clock.systemUTC(), config);

    @BeforeEach
    void keysAreLoaded() {
        server.publish(key.jwk());
        trusted.start();
        trusted.defaultKeys().missing().join();
    }

    @AfterEach
    void close() {
        trusted.defaultKeys().stop();
        server.close();
        issuers.close();
    }

    private static Map<String, Object> claims() {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return new TreeMap<>(Map.of(
                "iss",
                ISSUER,
                "sub",
                "the user",
                "aud",
                "ours",
                "token_use",
                "id",
                "nonce",
                NONCE.value(),
                "iat",
                now,
                "exp",
                now + 3600));
    }

    private String userOf(PoolKey signer, Map<String, Object> claims) {
        return tokens.verify(new Secret(TokenForge.token(signer, claims)), ACCESS_TOKEN, "ours", NONCE)
                .userId();
    }

    private void assertRefused(Map<String, Object> claims) {
        assertThatThrownBy(() -> userOf(key, claims))
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.failure()).isInstanceOf(TokenRefused.class));
    }

    @Test
    void tokenOfThisSignInIsAccepted() {
        assertThat(userOf(key, claims())).isEqualTo("the user");
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://evil.example",
        "aud, another client",
        "token_use, access",
        "nonce, another nonce",
        "at_hash, another-hash",
    })
    void anotherTextIsRefused(String claim, String value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        assertRefused(claims);
    }

    @ParameterizedTest
    @CsvSource({"exp, -61", "iat, 62"})
    void timeBeyondTheClockSkewIsRefused(String claim, long seconds) {
        Map<String, Object> claims = claims();
        claims.put(claim, Clock.systemUTC().instant().getEpochSecond() + seconds);
        assertRefused(claims);
    }

    @Test
    void audienceBesideTheClientIsRefused() {
        Map<String, Object> claims = claims();
        claims.put("aud", List.of("ours", "another client"));
        assertRefused(claims);
    }

    @ParameterizedTest
    @CsvSource({"nonce", "sub", "aud", "exp", "iat", "iss", "token_use"})
    void missingClaimIsRefused(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        assertRefused(claims);
    }

    @Test
    void signatureOfAnotherKeyIsRefused() {
        PoolKey other = PoolKey.generate("id");
        assertThatThrownBy(() -> userOf(other, claims())).isInstanceOf(IdentityException.class);
    }

    @Test
    void hashOfTheAccessTokenIsAccepted() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(ACCESS_TOKEN.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Map<String, Object> claims = claims();
        claims.put("at_hash", Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)));
        assertThat(userOf(key, claims)).isEqualTo("the user");
    }

    @Test
    void keyThatThePoolHasNewlyIsFetched() {
        PoolKey fresh = PoolKey.generate("fresh");
        server.publish(fresh.jwk());
        assertThat(userOf(fresh, claims())).isEqualTo("the user");
    }

    /** It may be a new key of the pool, so the answer is 503. */
    @Test
    void unknownKeyWhileTheKeysCannotBeFetchedIsNotRefused() {
        server.answerWith(500);
        assertThatThrownBy(() -> userOf(PoolKey.generate("unknown"), claims()))
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.failure()).isInstanceOf(KeysUnavailable.class));
    }
}
