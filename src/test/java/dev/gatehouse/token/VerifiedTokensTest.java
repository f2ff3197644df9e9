package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final int KEYS = Issuers.OURS.keys().version();
    private static final AccessToken TOKEN = Issuers.token(Map.of());

    private final VerifiedTokens tokens = new VerifiedTokens(TokenSettings.with(Map.of()));

    @Test
    void verifiedTokenIsFoundAgain() {
        tokens.keep(TokenDigest.of("a.b.c"), TOKEN, KEYS);
        assertThat(tokens.find(TokenDigest.of("a.b.c"))).isSameAs(TOKEN);
    }

    @Test
    void sessionMayHaveTheIdOfItsUser() {
        AccessToken token = Issuers.token(Map.of("sub", "one", "jti", "one"));
        tokens.keep(TokenDigest.of("a.b.c"), token, KEYS);
        assertThat(tokens.find(TokenDigest.of("a.b.c"))).isSameAs(token);
    }

    @Test
    void otherTokenIsNotFound() {
        tokens.keep(TokenDigest.of("a.b.c"), TOKEN, KEYS);
        assertThat(tokens.find(TokenDigest.of("a.b.d"))).isNull();
    }

    /** A key may have been withdrawn since. */
    @Test
    void tokenVerifiedWithOtherKeysIsNotFound() {
        tokens.keep(TokenDigest.of("a.b.c"), TOKEN, KEYS - 1);
        assertThat(tokens.find(TokenDigest.of("a.b.c"))).isNull();
    }

    @Test
    void tenThousandUsualTokensFit() {
        AccessToken usual = Issuers.token(Map.of(
                "sub", "11111111-1111-4111-8111-111111111111",
                "origin_jti", "22222222-2222-4222-8222-222222222222",
                "cognito:groups", List.of("editors", "readers"),
                "scope", "aws.cognito.signin.user.admin"));
        for (int i = 0; i < 10_000; i++) {
            tokens.keep(TokenDigest.of("token " + i), usual, KEYS);
        }
        long found = IntStream.range(0, 10_000)
                .filter(i -> tokens.find(TokenDigest.of("token " + i)) != null)
                .count();
        assertThat(found).isEqualTo(10_000);
    }

    /** One of it would evict many others. */
    @Test
    void tokenWithVeryManyRolesIsNotKept() {
        List<String> roles = IntStream.range(0, 100).mapToObj(i -> "role" + i).toList();
        tokens.keep(TokenDigest.of("a.b.c"), Issuers.token(Map.of("cognito:groups", roles)), KEYS);
        assertThat(tokens.find(TokenDigest.of("a.b.c"))).isNull();
    }
}
