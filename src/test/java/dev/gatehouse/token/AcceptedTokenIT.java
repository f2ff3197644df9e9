package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a token was accepted once, even just now, saves it from nothing. What a withdrawn key does is in KeyRotationIT. */
@Tag("proof")
class AcceptedTokenIT extends TokenAttack {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration LEFT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FLOOD = 300;

    @Test
    void acceptedTokenIsRefusedWhenItHasExpired() {
        Instant end = Instant.now().plus(LEFT);
        String token =
                gatehouse.token(gatehouse.forge.claims("exp", end.minus(SKEW).getEpochSecond()));
        assertAccepted(token);
        while (gatehouse.offer(token).status() == Attacked.ACCEPTED) {
            assertThat(Instant.now()).isBefore(end.plus(PATIENCE));
        }
        assertThat(gatehouse.offer(token).body()).contains("The token has expired.");
    }

    @Test
    void acceptedTokenIsRefusedWhenItsSignInHasEnded() {
        String token = gatehouse.token();
        assertAccepted(token);
        assertAccepted(token);
        assertThat(signOut(token, "{}")).isEqualTo(204);
        assertRefused(token);
        assertRefused(token);
    }

    /** Another token of the same sign-in, as a refresh gives. */
    @Test
    void acceptedTokenIsRefusedWhenItsSignInHasEndedByAnother() {
        Map<String, Object> claims = gatehouse.forge.claims();
        String one = gatehouse.token(claims);
        claims.put("jti", "another");
        String other = gatehouse.token(claims);
        assertAccepted(one);
        assertAccepted(other);
        signOut(one, "{}");
        assertRefused(other);
    }

    /** The pool, which did not sign these tokens, refuses to do its part; that no token is accepted any more, it cannot prevent. */
    @Test
    void acceptedTokensOfAUserAreRefusedWhenTheUserSignsOutEverywhere() {
        Map<String, Object> claims = gatehouse.forge.claims();
        String here = gatehouse.token(claims);
        claims.putAll(Map.of("origin_jti", "another sign-in", "jti", "another"));
        String there = gatehouse.token(claims);
        String stranger = gatehouse.token();
        assertAccepted(here);
        assertAccepted(there);
        assertAccepted(stranger);
        signOut(here, "{\"everywhere\":true}");
        assertRefused(here);
        assertRefused(there);
        assertAccepted(stranger);
    }

    /** What is remembered of a token is all of it. */
    @Test
    void acceptedTokenIsRefusedWithAnyCharacterChanged() {
        String token = gatehouse.token();
        assertAccepted(token);
        for (int i = 0; i < token.length(); i += 7) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            assertRefused(token.substring(0, i) + other + token.substring(i + 1));
        }
        assertAccepted(token);
    }

    @Test
    void floodOfForgedTokensChangesNothingForTheGoodAndTheEnded() {
        String good = gatehouse.token();
        String ended = gatehouse.token();
        assertAccepted(good);
        assertAccepted(ended);
        signOut(ended, "{}");
        PoolKey foreign = PoolKey.generate(gatehouse.key.id());
        String signature = good.substring(good.lastIndexOf('.'));
        for (int i = 0; i < FLOOD; i++) {
            String forged = TokenForge.base64(TokenForge.json(TokenForge.header(foreign))) + "."
                    + TokenForge.base64(TokenForge.json(gatehouse.forge.claims())) + signature;
            assertRefused(forged);
        }
        assertAccepted(good);
        assertRefused(ended);
    }

    private int signOut(String token, String body) {
        return gatehouse
                .sendTo("/auth/logout", body, "Content-Type: application/json", "Authorization: Bearer " + token)
                .status();
    }
}
