package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final int KEYS = 7;

    private final VerifiedTokens tokens = new VerifiedTokens(TokenSettings.with(Map.of()));

    @Test
    void verifiedTokenIsFoundAgain() {
        VerifiedToken verified = verified("a.b.c");
        keep("a.b.c", verified);
        assertThat(tokens.find(TokenDigest.of("a.b.c"), KEYS)).isSameAs(verified);
    }

    @Test
    void otherTokenIsNotFound() {
        keep("a.b.c", verified("a.b.c"));
        assertThat(tokens.find(TokenDigest.of("a.b.d"), KEYS)).isNull();
    }

    /** A key may have been withdrawn since. */
    @Test
    void tokenVerifiedWithOtherKeysIsNotFound() {
        keep("a.b.c", verified("a.b.c"));
        assertThat(tokens.find(TokenDigest.of("a.b.c"), KEYS + 1)).isNull();
    }

    /** Otherwise the memory that so many tokens take would have no bound worth the name. */
    @Test
    void longTokenIsNotKept() {
        String longest = "a".repeat(4096);
        keep(longest, verified(longest));
        keep(longest + "a", verified(longest + "a"));
        assertThat(tokens.find(TokenDigest.of(longest), KEYS)).isNotNull();
        assertThat(tokens.find(TokenDigest.of(longest + "a"), KEYS)).isNull();
    }

    private void keep(String token, VerifiedToken verified) {
        tokens.keep(TokenDigest.of(token), verified);
    }

    private static VerifiedToken verified(String token) {
        BearerCaller caller = new BearerCaller(
                "user", Set.of(), Set.of(), "sign-in", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, new Secret(token));
        return new VerifiedToken(KEYS, BearerClaims.of(Map.of()), caller);
    }
}
