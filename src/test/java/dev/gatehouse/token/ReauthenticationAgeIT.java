package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A setting of one minute: how old a sign-in may be, and what clients are told of it. */
@Tag("proof")
class ReauthenticationAgeIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    private static OwnPool pool;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = pool.launch()
                .setting("gatehouse.token.reauthentication-max-age", "60")
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    /** The body is refused, 400, only after the sign-in is found recent. */
    private static Answer changeAfter(long seconds) {
        String token = JsonPath.from(gatehouse.post("/auth/login", DEMO).body()).getString("access_token");
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        Map<String, Object> claims = new HashMap<>(JsonPath.from(payload).getMap(""));
        claims.put("auth_time", Instant.now().getEpochSecond() - seconds);
        return gatehouse.post("/auth/mfa/totp/confirm", "{\"code\":\"x\"}", Pool.mint("access", Map.of(), claims));
    }

    @Test
    void youngerSignInIsFresh() {
        assertThat(changeAfter(50).status()).isEqualTo(400);
    }

    @Test
    void olderSignInIsNotFresh() {
        assertThat(changeAfter(61).status()).isEqualTo(401);
    }

    @Test
    void clientsAreToldTheAge() {
        assertThat(changeAfter(61).header("WWW-Authenticate")).endsWith("max_age=60");
    }
}
