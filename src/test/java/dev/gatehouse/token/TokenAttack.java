package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection.Answer;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * An attack with tokens on the packaged application, over real HTTP. All attacks share one process, whose key set is at its
 * default settings, and after each it is seen that no more fetches of it were made than its bound allows, and no others.
 */
@ExtendWith(TokenAttack.OneProcess.class)
abstract class TokenAttack {
    /** Beside the pool's RSA key, the key set holds one of another kind, which must open no door. */
    static final KeyPair CURVE = TokenForge.pair("EC", 256);

    static final String CURVE_ID = "a-curve";

    /** RFC 6750 §3: the scheme, a realm, the error and a sentence, all of characters that the grammar allows. */
    private static final Pattern CHALLENGE = Pattern.compile(
            "\r\nwww-authenticate: bearer realm=\"gatehouse\", error=\"invalid_token\", error_description=\"[ a-z0-9_':.]+\"\r\n");

    private static final Duration COOL_DOWN = Duration.ofSeconds(10);

    private static Attacked shared;
    private static long started;

    final Attacked gatehouse = shared();
    private String before = "";

    static Attacked shared() {
        return shared;
    }

    /** Starts the process for the first attack, and ends it after the last. */
    static final class OneProcess implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot().getStore(Namespace.create(OneProcess.class)).computeIfAbsent("process", _ -> {
                started = System.nanoTime();
                shared = new Attacked(Map.of(), curve());
                return shared;
            });
        }

        private static String curve() {
            EllipticCurveJsonWebKey jwk =
                    new EllipticCurveJsonWebKey((java.security.interfaces.ECPublicKey) CURVE.getPublic());
            jwk.setKeyId(CURVE_ID);
            return jwk.toJson();
        }
    }

    /** A refusal proves something only if the same token without the attack is accepted. */
    @BeforeEach
    void goodTokenIsAccepted() {
        before = gatehouse.token();
        assertAccepted(before);
    }

    @AfterEach
    void goodTokenIsStillAcceptedAndNothingWasFetchedBeyondTheBound() {
        assertAccepted(before);
        long coolDowns = Duration.ofNanos(System.nanoTime() - started).dividedBy(COOL_DOWN);
        // The one at the start, one early fetch at any time and one per cool-down after it.
        assertThat((long) gatehouse.keys.fetches()).isLessThanOrEqualTo(2 + coolDowns);
        assertThat(gatehouse.keys.strangers()).isZero();
    }

    void assertAccepted(String token) {
        assertThat(gatehouse.offer(token).status()).as(token).isEqualTo(Attacked.ACCEPTED);
    }

    void assertRefused(String token) {
        assertIsRefusal(gatehouse.offer(token), token);
    }

    /** 401 as RFC 6750 §3.1 has it, which says nothing of what was offered. */
    static void assertIsRefusal(Answer answer, String token) {
        assertThat(answer.status()).as(token).isEqualTo(Attacked.REFUSED);
        assertThat(answer.head()).as(token).containsPattern(CHALLENGE);
        assertThat(answer.body()).as(token).contains("\"code\":\"invalid_token\"");
    }

    /** A head that no HTTP server would read on: too large, or with octets that belong in none. */
    void assertRefusedOrTooBig(String token) {
        Answer answer = gatehouse.offer(token);
        if (answer.status() != 431 && answer.status() != 400) {
            assertIsRefusal(answer, token);
        }
    }
}
