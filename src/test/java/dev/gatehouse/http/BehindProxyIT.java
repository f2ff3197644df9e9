package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.JsonLog;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a trusted proxy that terminates TLS, with pages of one other origin allowed. */
@Tag("proof")
class BehindProxyIT {
    private static final String LISTED = "https://app.example.com";
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
                    "2001:0DB8:0:0:0:0:0:7, 2001:db8:aa::1 | 2001:db8::7",
                    "::ffff:203.0.113.9 | 203.0.113.9",
                    "203.0.113.9:4711 | 203.0.113.9",
                    "[2001:db8::7]:4711 | 2001:db8::7",
                    "203.0.113.9, nonsense | 127.0.0.1",
                    "203.0.113.9, nonsense, 10.1.2.3 | 10.1.2.3",
                    "10.1.2.3 | 10.1.2.3"
                })
        void isTheLastAddressThatIsNotATrustedProxy(String chain, String client) {
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
        void hstsIsSentOverTls() {
            request()
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Proto", "https")
                    .get("/nowhere")
                    .then()
                    .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }

        @Test
        void hstsIsNotSentOverPlainHttp() {
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
            "gatehouse.http.allowed-origins, *",
            "gatehouse.http.allowed-headers, Content Type",
            "gatehouse.http.public-url, auth.example.com"
        })
        void stopTheStartWhenMalformed(String name, String value) {
            try (Gatehouse failing = Gatehouse.before(pool).setting(name, value).launch()) {
                assertThat(failing.awaitExit().code()).isNotZero();
                assertThat(failing.lines()).singleElement().asString().startsWith(name + " is malformed");
            }
        }

        @Tag("proof")
        @ParameterizedTest
        @CsvSource({
            "gatehouse.http.trusted-proxies, proxy.example.com",
            "gatehouse.http.allowed-origins, app.example.com",
            "gatehouse.http.allowed-origins, https://*.example.com",
            "gatehouse.http.allowed-origins, https://app.example.com/",
            "gatehouse.http.public-url, https://auth.example.com/",
            "gatehouse.http.public-url, https://auth.example.com/path",
            "gatehouse.http.public-url, https://AUTH.example.com",
            "gatehouse.http.public-url, ftp://auth.example.com"
        })
        void stopTheStartWhenMalformedInOtherWays(String name, String value) {
            stopTheStartWhenMalformed(name, value);
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
        void canReadTheExposedHeaders() {
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
        @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
        void mayUseEveryMethodAndTraceHeaders(String method) {
            Response response = request()
                    .header("Origin", LISTED)
                    .header("Access-Control-Request-Method", method)
                    .header("Access-Control-Request-Headers", "idempotency-key,tracestate,baggage,traceparent")
                    .options("/auth/login");
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.header("Access-Control-Allow-Methods").split(", "))
                    .contains(method);
            assertThat(response.header("Access-Control-Allow-Headers").split(", "))
                    .contains(
                            "Authorization",
                            "Content-Type",
                            "Idempotency-Key",
                            "X-Request-Id",
                            "traceparent",
                            "tracestate",
                            "baggage");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example.com",
                    "https://app.example.com.evil.com",
                    "http://app.example.com",
                    "https://app.example.com:8443",
                    "https://app.example.com, https://app.example.com",
                    "nonsense",
                    "null"
                })
        void areRefusedUnlessListed(String origin) {
            for (String path : List.of("/auth/me", "/health/live", "/nowhere", "/q/health")) {
                assertForbidden(request().header("Origin", origin).get(path));
            }
            assertForbidden(request().header("Origin", origin).body("{}").post("/auth/login"));
            assertForbidden(request()
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .options("/auth/login"));
        }

        private static void assertForbidden(Response response) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.jsonPath().getString("code")).isEqualTo("forbidden");
            assertThat(response.headers().hasHeaderWithName("Access-Control-Allow-Origin"))
                    .isFalse();
        }

        @Test
        void areRefusedInTwoFields() throws IOException {
            assertThat(send("GET /auth/me HTTP/1.1\r\nHost: h\r\nOrigin: " + LISTED + "\r\nOrigin: " + LISTED
                                    + "\r\n\r\n")
                            .status())
                    .isEqualTo(403);
        }

        /** Without CORS fields a script sees only a network error. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "401 | GET /auth/me HTTP/1.1~Host: h~Origin: O~~",
                    "404 | GET /nowhere HTTP/1.1~Host: h~Origin: O~~",
                    "404 | GET /q/health HTTP/1.1~Host: h~Origin: O~~",
                    "405 | GET /auth/login HTTP/1.1~Host: h~Origin: O~~",
                    "400 | GET /auth/me HTTP/1.1~Host: h~Origin: O~Authorization: a~Authorization: b~~",
                    "400 | GET /auth/me HTTP/1.1~Host: h~Origin: O~Accept: ;;~~",
                    "400 | GET /auth/me HTTP/1.1~Host: h~Origin: O~X: a~ b~~",
                    "400 | GET /auth/me HTTP/1.1~Host: h~X : a~Origin: O~~",
                    "400 | GET  /auth/me HTTP/1.1~Host: h~origin:O ~~",
                    "400 | GET /auth/me HTTP/7.1~Host: h~Origin: O~~",
                    "400 | GET /%zz HTTP/1.1~Host: h~Origin: O~~",
                    "413 | POST /auth/login HTTP/1.1~Host: h~Origin: O~Content-Type: application/json~Content-Length:"
                            + " 99999~~",
                    "415 | POST /auth/login HTTP/1.1~Host: h~Origin: O~Content-Length: 9~~",
                    "400 | POST /auth/login HTTP/1.1~Host: h~Origin: O~Content-Type:"
                            + " application/json~Transfer-Encoding: chunked~~ZZ~"
                })
        void canReadEveryRefusal(int status, String request) throws IOException {
            Answer answer = send(request.replace("~", "\r\n").replaceFirst("(?<=[: ]|origin:)O(?=[\r ])", LISTED));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.head())
                    .contains("\r\naccess-control-allow-origin: " + LISTED, "\r\naccess-control-expose-headers: ");
        }

        @Test
        void cannotReadTheRefusalUnlessListed() throws IOException {
            assertThat(send("GET  /auth/me HTTP/1.1\r\nHost: h\r\nOrigin: https://evil.example\r\n\r\n")
                            .head())
                    .doesNotContain("access-control-");
        }

        @Test
        void mayNotSendCredentials() {
            Response response =
                    request().header("Origin", "https://app.example.com").get("/auth/me");
            assertThat(response.headers().hasHeaderWithName("Access-Control-Allow-Credentials"))
                    .isFalse();
        }
    }

    private static Answer send(String text) throws IOException {
        try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
            return connection.send(text);
        }
    }

    @Nested
    class OwnOrigin {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "http://auth.example.com | Host: auth.example.com",
                    "http://auth.example.com | Host: AUTH.example.com:80",
                    "http://auth.example.com:8080 | Host: auth.example.com:8080",
                    "http://[2001:db8::1]:8080 | Host: [2001:db8::1]:8080",
                    "https://auth.example.com | Host: auth.example.com~X-Forwarded-For: 203.0.113.9~X-Forwarded-Proto:"
                            + " https",
                    "https://auth.example.com | Host: inner~X-Forwarded-For: 203.0.113.9~X-Forwarded-Proto: https"
                            + "~X-Forwarded-Host: auth.example.com",
                    "https://auth.example.com | Host: inner~X-Forwarded-For: 203.0.113.9~X-Forwarded-Proto: https"
                            + "~X-Forwarded-Host: evil.example, auth.example.com:443",
                    "null | Host: auth.example.com~Sec-Fetch-Site: same-origin"
                })
        void isServed(String origin, String fields) throws IOException {
            assertThat(login(origin, fields).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "https://auth.example.com | Host: auth.example.com",
                    "http://auth.example.com | Host: auth.example.com:8080",
                    "http://auth.example.com | Host: auth.example.com~X-Forwarded-For: 203.0.113.9~X-Forwarded-Proto:"
                            + " https",
                    "https://evil.example | Host: evil.example~X-Forwarded-For: 203.0.113.9~X-Forwarded-Proto: https"
                            + "~X-Forwarded-Host: auth.example.com",
                    "null | Host: auth.example.com~Sec-Fetch-Site: same-site",
                    "null | Host: null"
                })
        void doesNotMatchAnother(String origin, String fields) throws IOException {
            assertThat(login(origin, fields).status()).isEqualTo(403);
        }

        @Test
        @Tag("proof")
        void isTheConfiguredOne() throws IOException {
            try (Gatehouse configured = Gatehouse.before(pool)
                            .setting("gatehouse.http.allowed-origins", LISTED)
                            .setting("gatehouse.http.public-url", "https://auth.example.com")
                            .start("/health/ready");
                    KeptConnection connection = KeptConnection.to(configured.address())) {
                String me = "GET /auth/me HTTP/1.1\r\nHost: inner\r\nOrigin: ";
                assertThat(connection
                                .send(me + "https://auth.example.com\r\n\r\n")
                                .status())
                        .isEqualTo(401);
                assertThat(connection.send(me + "http://inner\r\n\r\n").status())
                        .isEqualTo(403);
            }
        }

        private static Answer login(String origin, String fields) throws IOException {
            return send("POST /auth/login HTTP/1.1\r\n" + fields.replace("~", "\r\n") + "\r\nOrigin: " + origin
                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        }
    }
}
