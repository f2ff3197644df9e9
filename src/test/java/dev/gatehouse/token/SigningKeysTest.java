package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("proof")
@WithTestResource(PoolResource.class)
class SigningKeysTest {
    private static final Duration LONGER_THAN_THE_COOL_DOWN = Duration.ofSeconds(10);

    private String email;

    @BeforeEach
    void aMember() {
        Pool.reset();
        email = Api.member();
    }

    @AfterEach
    void healed() {
        Pool.healed();
        assertThat(unknownKeysAreRefusedInTime()).isTrue();
    }

    @Test
    void rotatedKeyIsLearnedFromTheFirstTokenThatNeedsIt() {
        Pool.rotateKeys(true);
        String token = Api.signedIn(email).getString("access_token");

        assertThat(acceptedInTime(token)).isTrue();
    }

    @Test
    void keysAreKeptThroughAnOutage() {
        String token = Api.signedIn(email).getString("access_token");
        acceptedInTime(token);
        Pool.fault(Map.of("operation", "jwks", "kind", "status", "status", 500));
        awaitFetch();
        Api.me(token).then().statusCode(200);
    }

    @Test
    void keysAreKeptWhenTheKeySetIsGarbage() {
        String token = Api.signedIn(email).getString("access_token");
        acceptedInTime(token);
        Pool.fault(Map.of("operation", "jwks", "kind", "garbage"));
        awaitFetch();
        Api.me(token).then().statusCode(200);
    }

    @Test
    void floodOfUnknownKeysCausesAtMostOneFetchPerCoolDown() {
        int before = Pool.calls("jwks");
        Instant start = Instant.now();
        for (int i = 0; i < 200; i++) {
            forge();
        }
        long coolDowns = Duration.between(start, Instant.now()).toSeconds() + 1;

        assertThat((long) Pool.calls("jwks") - before).isLessThanOrEqualTo(coolDowns + 1);
    }

    /** Forges tokens until the cool-down is over and the keys are asked for: a fetch that never came would prove nothing. */
    private void awaitFetch() {
        int before = Pool.calls("jwks");
        Instant deadline = Instant.now().plus(LONGER_THAN_THE_COOL_DOWN);
        while (Pool.calls("jwks") == before && Instant.now().isBefore(deadline)) {
            forge();
        }
        assertThat(Pool.calls("jwks")).isGreaterThan(before);
    }

    private void forge() {
        // 503 while the last fetch failed: the key may be a new one.
        foreign().then().statusCode(anyOf(is(401), is(503)));
    }

    private static Response foreign() {
        Map<String, Object> header = Map.of("kid", "unknown-" + System.nanoTime());
        return Api.me(Pool.mint("foreign", header, Map.of("iss", Pool.issuer())));
    }

    /** Other tests share the application: its last fetch must not be the one that failed. */
    private static boolean unknownKeysAreRefusedInTime() {
        Instant deadline = Instant.now().plus(LONGER_THAN_THE_COOL_DOWN);
        while (Instant.now().isBefore(deadline)) {
            if (foreign().statusCode() == 401) {
                return true;
            }
        }
        return false;
    }

    private static boolean acceptedInTime(String token) {
        Instant deadline = Instant.now().plus(LONGER_THAN_THE_COOL_DOWN);
        while (Instant.now().isBefore(deadline)) {
            if (Api.me(token).statusCode() == 200) {
                return true;
            }
        }
        return false;
    }
}
