package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class SecurityHeadersTest {

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    /** One request for each way in which an answer comes about. */
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(200, "GET", "/health", ""),
                Arguments.of(200, "GET", "/health/live", ""),
                Arguments.of(200, "GET", "/metrics", ""),
                Arguments.of(202, "POST", "/auth/forgot-password", "{\"email\":\"a@example.com\"}"),
                Arguments.of(400, "POST", "/auth/login", "{"),
                Arguments.of(401, "GET", "/auth/me", ""),
                Arguments.of(401, "POST", "/auth/login", "{\"email\":\"a@example.com\",\"password\":\"x\"}"),
                Arguments.of(404, "GET", "/nowhere", ""),
                Arguments.of(404, "GET", "/q/health", ""),
                Arguments.of(405, "GET", "/auth/login", ""),
                Arguments.of(413, "POST", "/auth/login", "a".repeat(20_000)));
    }

    private static Response send(String method, String path, String body) {
        return body.isEmpty()
                ? Api.json().request(method, path)
                : Api.json().body(body).request(method, path);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerHasThem(int status, String method, String path, String body) {
        send(method, path, body)
                .then()
                .statusCode(status)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("X-XSS-Protection", "0")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Embedder-Policy", "require-corp")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void noAnswerTellsWhatServesIt(int status, String method, String path, String body) {
        Response response = send(method, path, body);
        assertThat(response.headers().hasHeaderWithName("Server")).isFalse();
        assertThat(response.headers().hasHeaderWithName("X-Powered-By")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsDated(int status, String method, String path, String body) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String date = send(method, path, body).header("Date");
        assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                .isBetween(before, Instant.now());
    }

    @Test
    void plainHttpIsNotToldToUseTls() {
        Response response = Api.json().header("X-Forwarded-Proto", "https").get("/health");
        assertThat(response.headers().hasHeaderWithName("Strict-Transport-Security"))
                .isFalse();
    }

    @Test
    void personalAnswersAreNotStored() {
        Api.login("nobody@example.com", "x").then().header("Cache-Control", "no-store");
        Api.json().get("/auth/me").then().header("Cache-Control", "no-store");
    }

    @Test
    void otherOriginsAreNotAllowedUnlessListed() {
        Response response = Api.json()
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST")
                .options("/auth/login");
        assertThat(response.headers().asList())
                .noneMatch(header -> header.getName().startsWith("Access-Control-"));
    }

    @Test
    void requestOfAnotherOriginIsAnsweredWithoutLeave() {
        Response response = Api.json()
                .header("Origin", "https://app.example.com")
                .body(Map.of("email", "a@example.com", "password", "x"))
                .post("/auth/login");
        assertThat(response.headers().asList())
                .noneMatch(header -> header.getName().startsWith("Access-Control-"));
    }
}
