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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class SecurityHeadersTest {

    /** A request, and the status of its answer. */
    record Request(int status, String method, String path, String body) {
        Response send() {
            return body.isEmpty()
                    ? Api.json().request(method, path)
                    : Api.json().body(body).request(method, path);
        }

        @Override
        public String toString() {
            return status + " " + method + " " + path;
        }
    }

    /** One request for each component that can answer. */
    private static final List<Request> REQUESTS = List.of(
            new Request(200, "GET", "/health", ""),
            new Request(200, "GET", "/health/live", ""),
            new Request(200, "GET", "/metrics", ""),
            new Request(200, "GET", "/openapi", ""),
            new Request(202, "POST", "/auth/forgot-password", "{\"email\":\"a@example.com\"}"),
            new Request(400, "POST", "/auth/login", "{"),
            new Request(401, "GET", "/auth/me", ""),
            new Request(401, "POST", "/auth/login", "{\"email\":\"a@example.com\",\"password\":\"x\"}"),
            new Request(404, "GET", "/nowhere", ""),
            new Request(404, "GET", "/q/health", ""),
            new Request(405, "GET", "/auth/login", ""),
            new Request(413, "POST", "/auth/login", "a".repeat(20_000)));

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Test
    void everyAnswerHasThem() {
        assertThat(REQUESTS).allSatisfy(request -> request.send()
                .then()
                .statusCode(request.status())
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
                .header("Cross-Origin-Resource-Policy", "same-origin"));
    }

    @Test
    void noAnswerNamesTheServerSoftware() {
        assertThat(REQUESTS).allSatisfy(request -> {
            Response response = request.send();
            assertThat(response.header("Server")).isNull();
            assertThat(response.header("X-Powered-By")).isNull();
        });
    }

    @Test
    void everyAnswerIsDated() {
        assertThat(REQUESTS).allSatisfy(request -> {
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String date = request.send().header("Date");
            assertThat(date).isNotNull();
            assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                    .isBetween(before, Instant.now());
        });
    }

    @Test
    void hstsIsNotSentOverPlainHttp() {
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
    void requestOfAnotherOriginGetsNoCorsHeaders() {
        Response response = Api.json()
                .header("Origin", "https://app.example.com")
                .body(Map.of("email", "a@example.com", "password", "x"))
                .post("/auth/login");
        assertThat(response.headers().asList())
                .noneMatch(header -> header.getName().startsWith("Access-Control-"));
    }
}
