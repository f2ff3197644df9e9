package dev.gatehouse.revocation;

import static dev.gatehouse.revocation.Replicas.accepts;
import static dev.gatehouse.revocation.Replicas.await;
import static dev.gatehouse.revocation.Replicas.signIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a service revokes at one replica is refused by all. */
@Tag("redis")
@Tag("proof")
class ServiceRevocationIT {
    private static final String SECRET = "orders-secret-only-for-tests-000000";

    private Replicas replicas;
    private Gatehouse one;
    private Gatehouse other;

    @BeforeEach
    void start() {
        replicas = new Replicas();
        one = add();
        other = add();
    }

    private Gatehouse add() {
        return replicas.add(
                "gatehouse.token.client-ids", "gatehouseclient,machineclient",
                "gatehouse.oauth.clients.orders.secret", SECRET,
                "gatehouse.oauth.clients.orders.may-revoke", "gatehouseclient,machineclient");
    }

    @AfterEach
    void stop() {
        replicas.close();
    }

    private static Answer post(Gatehouse replica, String path, String token) {
        String credentials = Base64.getEncoder().encodeToString(("orders:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return replica.send(HttpRequest.newBuilder(replica.address().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + credentials)
                .POST(BodyPublishers.ofString("token=" + token))
                .build());
    }

    private static int revoke(Gatehouse replica, String token) {
        return post(replica, "/oauth2/revoke", token).status();
    }

    private static boolean isActive(Gatehouse replica, String token) {
        return JsonPath.from(post(replica, "/oauth2/introspect", token).body()).getBoolean("active");
    }

    private String machineToken() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = Map.of(
                "sub",
                "machineclient",
                "client_id",
                "machineclient",
                "iss",
                replicas.pool.issuer(),
                "token_use",
                "access",
                "scope",
                "orders/read",
                "iat",
                now,
                "exp",
                now + 3600,
                "jti",
                UUID.randomUUID().toString());
        return given().baseUri(replicas.pool.endpoint().toString())
                .port(replicas.pool.endpoint().getPort())
                .contentType(ContentType.JSON)
                .body(Map.of("sign_with", "access", "header", Map.of(), "claims", claims))
                .post("/control/tokens")
                .jsonPath()
                .getString("token");
    }

    @Test
    void accessTokenIsRefusedEverywhere() {
        String token = signIn(one).getString("access_token");
        assertThat(isActive(other, token)).isTrue();

        assertThat(revoke(one, token)).isEqualTo(200);

        assertThat(one.awaitLine(line -> line.contains("\"event\":\"token_revocation\"")))
                .contains("\"outcome\":\"success\"");
        assertThat(isActive(one, token)).isFalse();
        await("the other replica to know", () -> !isActive(other, token));
        assertThat(accepts(other, token)).isFalse();
    }

    @Test
    void refreshTokenEndsTheSessionEverywhere() {
        JsonPath tokens = signIn(one);

        assertThat(revoke(one, tokens.getString("refresh_token"))).isEqualTo(200);

        assertThat(one.awaitLine(line -> line.contains("\"event\":\"token_revocation\"")))
                .contains("\"outcome\":\"success\"", "\"client_id\":\"orders\"", "\"user_id\":");
        await("the other replica to know", () -> !isActive(other, tokens.getString("access_token")));
    }

    @Test
    void tokenOfAMachineIsRefusedEverywhereAndItsOtherTokensAreNot() {
        String first = machineToken();
        String second = machineToken();

        assertThat(revoke(one, first)).isEqualTo(200);

        await("the other replica to know", () -> !isActive(other, first));
        assertThat(isActive(one, second)).isTrue();
        assertThat(isActive(other, second)).isTrue();
    }

    /** Also the second time, when this replica refuses the token already. */
    @Test
    void revocationThatOthersCannotKnowIsNoSuccess() {
        String token = signIn(one).getString("access_token");
        replicas.redis.kill();

        await("the loss to be noticed", () -> revoke(one, token) == 503);
        Answer again = post(one, "/oauth2/revoke", token);
        assertThat(again.status()).isEqualTo(503);
        assertThat(again.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(isActive(one, token)).isFalse();

        replicas.redis.restart();
        await("the store to be back", () -> revoke(one, token) == 200);
        await("the other replica to know", () -> !isActive(other, token));
    }
}
