package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application with a service that environment variables name, no public address, and no signing keys. */
@Tag("proof")
class ServicesIT {
    /** In other settings {@code $} has a meaning. */
    private static final String SECRET = "a$$b${HOME}c\\$d-secret-only-for-tests";

    private static Emulator pool;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
        gatehouse = Gatehouse.before(pool)
                .env("GATEHOUSE_OAUTH_CLIENTS_ORDERS_SECRET", SECRET)
                .env("GATEHOUSE_OAUTH_CLIENTS_ORDERS_MAY_REVOKE", "gatehouseclient")
                .setting("gatehouse.token.jwks-uri", "http://127.0.0.1:9/jwks.json")
                .start("/health/live");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private static Answer post(String path, String secret, String token) {
        return gatehouse.send(HttpRequest.newBuilder(gatehouse.address().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", Services.basic("orders", secret))
                .POST(BodyPublishers.ofString("token=" + token))
                .build());
    }

    private static String accessToken() {
        return JsonPath.from(gatehouse
                        .post("/auth/login", "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}")
                        .body())
                .getString("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/introspect", "/oauth2/revoke"})
    void tokenThatCannotBeVerifiedNowIsAskedAboutAgainLater(String path) {
        Answer answer = post(path, SECRET, accessToken());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(answer.body()).contains("\"error\":\"temporarily_unavailable\"");
    }

    @Test
    void secretOfAVariableIsTakenAsItIs() {
        assertThat(post("/oauth2/introspect", SECRET, "x").status()).isEqualTo(200);
        assertThat(post("/oauth2/introspect", SECRET + 'x', "x").status()).isEqualTo(401);
    }

    @Test
    void metadataNeedsAPublicAddress() {
        assertThat(gatehouse.get("/.well-known/oauth-protected-resource").status())
                .isEqualTo(404);
        assertThat(gatehouse.get("/auth/me").header("WWW-Authenticate")).doesNotContain("resource_metadata");
    }

    @Test
    void auditNamesTheClientAndNoSecret() {
        post("/oauth2/revoke", SECRET, "some-token");
        post("/oauth2/introspect", "a-wrong-secret", "some-token");

        assertThat(gatehouse.awaitLine(line -> line.contains("\"event\":\"token_revocation\"")))
                .contains(
                        "\"client_id\":\"orders\"", "\"outcome\":\"failure\"", "\"reason\":\"refresh_token_refused\"");
        assertThat(gatehouse.awaitLine(
                        line -> line.contains("\"path\":\"/oauth2/revoke\"") && line.contains("\"status\":200")))
                .contains("\"client_id\":\"orders\"");
        assertThat(gatehouse.awaitLine(line -> line.contains("\"event\":\"client_authentication\"")))
                .contains("\"outcome\":\"failure\"", "\"reason\":\"client_refused\"");
        assertThat(gatehouse.output()).doesNotContain(SECRET, "a-wrong-secret", "some-token");
    }
}
