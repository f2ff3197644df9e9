package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no signature can save. */
class BearerTokensTest {
    private final TokenConfig config = TokenSettings.with(Map.of());
    private final Issuers issuers = new Issuers(config);
    private final BearerTokens tokens = new BearerTokens(
            issuers.trusted(),
            new VerifiedTokens(config),
            new TokenChecks(List.of()),
            new TokenMetrics(new SimpleMeterRegistry()));

    @AfterEach
    void stop() {
        issuers.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":1}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"kid\":{}}",
                "{}",
                "[]",
                "null",
                "garbage"
            })
    void malformedHeaderIsRefused(String header) {
        assertRefused(base64(header) + "." + base64("{}") + ".AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS512", "ES256", "rs256"})
    void otherAlgorithmIsRefused(String algorithm) {
        assertRefused(base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"k\"}") + "." + base64("{}") + ".AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b", "a.b.c", "a.b.c.d.e", "\u0000"})
    void textThatIsNoJwsIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void overlongTokenIsRefused() {
        assertRefused("a".repeat(32 * 1024 + 1));
    }

    private void assertRefused(String token) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> tokens.verifyNow(new PresentedToken(token)))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(TokenRefused.class));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
