package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.JsonLog;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a trusted proxy that ends TLS, before pages of one other origin. */
class BehindProxyIT {
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private static Emulator pool;
    private static Gatehouse gatehouse;

    private final String id = "forwarded-" + REQUESTS.incrementAndGet();

    @BeforeAll
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
        gatehouse = Gatehouse.before(pool)
                .setting("gatehouse.http.trusted-proxies", "127.0.0.1,10.0.0.0/8,2001:db8:aa::/48")
                .setting("gatehouse.http.allowed-origins", "https://app.example.com")
                .setting("gatehouse.http.headers.x-frame-options", "SAMEORIGIN")
                .setting("gatehouse.http.headers.permissions-policy", "")
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private RequestSpecification request() {
        return RestAssured.given()
                .baseUri("http://127.0.0.1")
                .port(gatehouse.address().getPort())
                .header("X-Request-Id", id)
                .contentType("application/json");
    }

    @Nested
    class Client {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "203.0.113.9 | 203.0.113.9",
                    "198.51.100.1, 203.0.113.9 | 203.0.113.9",
                    "203.0.113.9, 10.1.2.3 | 203.0.113.9",
                    "198.51.100.1, 203.0.113.9, 10.1.2.3, 10.4.5.6 | 203.0.113.9",
                    "2001:db8::7, 2001:db8:aa::1 | 2001:db8::7",
                    "203.0.113.9:4711 | 203.0.113.9",
                    "[2001:db8::7]:4711 | 2001:db8::7",
                    "203.0.113.9, nonsense | 127.0.0.1",
                    "203.0.113.9, nonsense, 10.1.2.3 | 10.1.2.3",
                    "10.1.2.3 | 10.1.2.3"
                })
        void isTheLastThatNoTrustedProxyIs(String chain, String client) {
            request().header("X-Forwarded-For", chain).get("/auth/me");
            assertThat(JsonLog.await(gatehouse, "access", id).get("client_ip").asText())
                    .isEqualTo(client);
        }

        @Test
        void isNotReadFromTheOtherHeader() {
            request().header("Forwarded", "for=203.0.113.9").get("/auth/me");
            assertThat(JsonLog.await(gatehouse, "access", id).get("client_ip").asText())
                    .isEqualTo("127.0.0.1");
        }
    }

    @Nested
    class Tls {

        @Test
        void isDemandedForTheFutureWhereItIsUsed() {
            request()
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Proto", "https")
                    .get("/nowhere")
                    .then()
                    .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }

        @Test
        void isNotDemandedWhereItIsNot() {
            Response response = request()
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Proto", "http")
                    .get("/nowhere");
            assertThat(response.headers().hasHeaderWithName("Strict-Transport-Security"))
                    .isFalse();
        }
    }

    @Nested
    class Settings {

        @Test
        void changeAHeader() {
            request().get("/nowhere").then().header("X-Frame-Options", "SAMEORIGIN");
        }

        @Test
        void leaveAHeaderOut() {
            assertThat(request().get("/nowhere").headers().hasHeaderWithName("Permissions-Policy"))
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "gatehouse.http.trusted-proxies, 10.0.0.0/33",
            "gatehouse.http.trusted-proxies, proxy.example.com",
            "gatehouse.http.allowed-origins, *",
            "gatehouse.http.allowed-origins, app.example.com",
            "gatehouse.http.allowed-origins, https://*.example.com",
            "gatehouse.http.allowed-origins, https://app.example.com/"
        })
        void stopTheStartWhenMalformed(String name, String value) {
            try (Gatehouse failing = Gatehouse.before(pool).setting(name, value).launch()) {
                assertThat(failing.awaitExit().code()).isNotZero();
                assertThat(failing.lines()).singleElement().asString().startsWith(name + " is malformed");
            }
        }
    }

    @Nested
    class OtherOrigins {

        @Test
        void areAllowedWhenListed() {
            request()
                    .header("Origin", "https://app.example.com")
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization,content-type")
                    .options("/auth/login")
                    .then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Origin", "https://app.example.com");
        }

        @Test
        void seeWhatTheyNeedOfAnAnswer() {
            String exposed = request()
                    .header("Origin", "https://app.example.com")
                    .get("/auth/me")
                    .then()
                    .statusCode(401)
                    .header("Access-Control-Allow-Origin", "https://app.example.com")
                    .extract()
                    .header("Access-Control-Expose-Headers");
            assertThat(exposed)
                    .contains("X-Request-Id", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example.com",
                    "https://app.example.com.evil.com",
                    "http://app.example.com",
                    "https://app.example.com:8443",
                    "null"
                })
        void areRefusedOtherwise(String origin) {
            Response response = request().header("Origin", origin).get("/auth/me");
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().hasHeaderWithName("Access-Control-Allow-Origin"))
                    .isFalse();
        }

        @Test
        void neverGetCredentials() {
            Response response =
                    request().header("Origin", "https://app.example.com").get("/auth/me");
            assertThat(response.headers().hasHeaderWithName("Access-Control-Allow-Credentials"))
                    .isFalse();
        }
    }
}
