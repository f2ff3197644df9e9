package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.JsonLog;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each security-relevant event leaves one line in the category {@code audit}, with a stable name. */
@Tag("proof")
class AuditIT {
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final String DEMO = "demo@example.com";
    private static final String PASSWORD = "demo-Passw0rd!";

    private static Emulator pool;
    private static Gatehouse gatehouse;

    private String id = "";

    @BeforeAll
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
        gatehouse = Gatehouse.before(pool)
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    @BeforeEach
    void freshPool() {
        RestAssured.given().post(pool.endpoint() + "/control/reset");
    }

    private RequestSpecification request() {
        id = "audited-" + REQUESTS.incrementAndGet();
        return RestAssured.given()
                .baseUri("http://127.0.0.1")
                .port(gatehouse.address().getPort())
                .header("X-Request-Id", id)
                .contentType("application/json");
    }

    private Response post(String path, Map<String, ?> body) {
        return request().body(body).post(path);
    }

    private JsonPath signedIn() {
        return post("/auth/login", Map.of("email", DEMO, "password", PASSWORD)).jsonPath();
    }

    private JsonNode assertEvent(String event, String outcome, String reason) {
        JsonNode line = JsonLog.await(gatehouse, "audit", id);
        assertThat(line.get("event").asText()).isEqualTo(event);
        assertThat(line.get("outcome").asText()).isEqualTo(outcome);
        assertThat(line.get("reason").asText()).isEqualTo(reason);
        assertThat(JsonLog.of(gatehouse, "audit", id)).hasSize(1);
        return line;
    }

    private static String code(String email) {
        return RestAssured.given()
                .queryParam("email", email)
                .get(pool.endpoint() + "/outbox")
                .jsonPath()
                .getString("[0].code");
    }

    @Test
    void signInIsAnEvent() {
        signedIn();
        assertThat(assertEvent("sign_in", "success", "none").get("user_id").asText())
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void failedSignInIsAnEvent() {
        post("/auth/login", Map.of("email", DEMO, "password", "wrong"));
        assertEvent("sign_in", "failure", "invalid_credentials");
    }

    @Test
    void lockOutIsAnEvent() {
        for (int i = 0; i < 6; i++) {
            post("/auth/login", Map.of("email", DEMO, "password", "wrong"));
        }
        assertEvent("lock_out", "failure", "too_many_attempts");
    }

    @Test
    void refreshIsAnEventOfTheUser() {
        String refreshToken = signedIn().getString("refresh_token");
        post("/auth/refresh", Map.of("refresh_token", refreshToken));
        assertThat(assertEvent("refresh", "success", "none").has("user_id")).isTrue();
    }

    @Test
    void refreshReuseIsAnEvent() {
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of("rotation", true, "rotation_grace_seconds", 0))
                .patch(pool.endpoint() + "/control/clients/" + pool.clientId())
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
        String refreshToken = signedIn().getString("refresh_token");
        post("/auth/refresh", Map.of("refresh_token", refreshToken)).then().statusCode(200);
        post("/auth/refresh", Map.of("refresh_token", refreshToken)).then().statusCode(401);
        assertEvent("refresh_token_reuse", "failure", "refresh_token_reused");
    }

    @Test
    void signOutIsAnEventOfTheUser() {
        String token = signedIn().getString("access_token");
        request().header("Authorization", "Bearer " + token).post("/auth/logout");
        assertThat(assertEvent("sign_out", "success", "none").has("user_id")).isTrue();
    }

    @Test
    void passwordChangeIsAnEventOfTheUser() {
        String token = signedIn().getString("access_token");
        request()
                .header("Authorization", "Bearer " + token)
                .body(Map.of("current_password", PASSWORD, "new_password", "another-Passw0rd!"))
                .post("/auth/change-password")
                .then()
                .statusCode(204);
        assertThat(assertEvent("password_change", "success", "none").has("user_id"))
                .isTrue();
    }

    @Test
    void passwordResetAndItsRequestAreEvents() {
        post("/auth/forgot-password", Map.of("email", DEMO));
        assertEvent("password_reset_request", "success", "none");
        post("/auth/reset-password", Map.of("email", DEMO, "code", code(DEMO), "new_password", "another-Passw0rd!"));
        assertEvent("password_reset", "success", "none");
    }

    @Test
    void registrationAndVerificationAreEvents() {
        post("/auth/register", Map.of("email", "eve@example.com", "password", PASSWORD));
        assertEvent("registration", "success", "none");
        post("/auth/verify", Map.of("email", "eve@example.com", "code", "000000"));
        assertEvent("email_verification", "failure", "code_refused");
        post("/auth/verify", Map.of("email", "eve@example.com", "code", code("eve@example.com")));
        assertEvent("email_verification", "success", "none");
    }

    @Test
    void askingForTheCodeAgainIsAnEvent() {
        post("/auth/register", Map.of("email", "eve@example.com", "password", PASSWORD));
        post("/auth/resend-code", Map.of("email", "eve@example.com"));
        assertEvent("email_verification_request", "success", "none");
    }

    @Test
    void administratorsSignOutNamesBothUsers() {
        JsonPath admin = post("/auth/login", Map.of("email", "admin@example.com", "password", "admin-Passw0rd!"))
                .jsonPath();
        signedIn();
        String target = JsonLog.await(gatehouse, "audit", id).get("user_id").asText();
        request()
                .header("Authorization", "Bearer " + admin.getString("access_token"))
                .post("/admin/users/" + target + "/logout")
                .then()
                .statusCode(204);
        JsonNode line = assertEvent("admin_sign_out", "success", "none");
        assertThat(line.get("target_user_id").asText()).isEqualTo(target);
        assertThat(line.get("user_id").asText()).isNotEqualTo(target);
    }
}
