package dev.gatehouse.guard;

import static dev.gatehouse.guard.Asking.bearer;
import static dev.gatehouse.guard.Asking.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions of proxies that Debian does not have, as their documentation and source describe them. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class OtherProxiesTest {
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        token = Api.signedIn(Api.member()).getString("access_token");
    }

    private String admin() {
        return Asking.like(token, Map.of("cognito:groups", List.of("admin")));
    }

    /** Sends lines that are joined by {@code ~}. */
    private static Answer send(String request) {
        try (KeptConnection connection = Asking.connect()) {
            return connection.send(request.replace("~", "\r\n") + "\r\n\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * ForwardAuth copies the client's fields without those of the connection, and sets the X-Forwarded fields ({@code writeHeader}
     * in traefik/traefik, {@code pkg/middlewares/auth/forward.go}).
     */
    @Nested
    class Traefik {

        private Answer ask(String query, String fields) {
            return send("GET /guard/forward-auth?" + query + " HTTP/1.1~Host: gatehouse.gatehouse.svc.cluster.local"
                    + "~User-Agent: Mozilla/5.0" + fields + "~X-Forwarded-For: 192.0.2.7~X-Forwarded-Host: app.example"
                    + "~X-Forwarded-Method: POST~X-Forwarded-Port: 443~X-Forwarded-Proto: https"
                    + "~X-Forwarded-Server: traefik-6c7b~X-Forwarded-Uri: /orders?x=1~X-Real-Ip: 192.0.2.7"
                    + "~Accept-Encoding: gzip");
        }

        @ParameterizedTest
        @CsvSource({"kind=user, 200", "role=admin, 403"})
        void requestWithATokenIsDecided(String query, int status) {
            Answer answer = ask(query, "~" + bearer(token));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(field(answer, "Content-Encoding")).isNull();
        }

        /** Without {@code authRequestHeaders} all fields of the client are sent, also those of an upload. */
        @Test
        void allFieldsOfAnUploadAreNoObstacle() {
            Answer answer = ask(
                    "kind=user",
                    "~" + bearer(token) + "~Accept: */*~Content-Length: 0~Content-Type: multipart/form-data; boundary=x"
                            + "~Cookie: a=b~Expect: 100-continue~If-None-Match: *~Origin: https://evil.example"
                            + "~Sec-Fetch-Site: cross-site~Sec-Websocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void refusalIsHandedToTheClientAsItIs() {
            Answer answer = ask("kind=user", "");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(field(answer, "WWW-Authenticate")).startsWith("bearer");
            assertThat(answer.body()).contains("\"status\":401");
        }
    }

    /**
     * The filter sends method, authority, path behind the prefix and Authorization, a length of 0, the fields of {@code headers_to_add},
     * and those of its own HTTP client ({@code ext_authz_http_impl.cc} in envoyproxy/envoy).
     */
    @Nested
    class Envoy {

        private Answer ask(String method, String path, String require, String fields) {
            return send(method + " /guard/ext-authz" + path + " HTTP/1.1~host: app.example" + fields
                    + "~content-length: 0~x-guard-require: " + require
                    + "~x-envoy-internal: true~x-forwarded-for: 10.1.2.3~x-envoy-expected-rq-timeout-ms: 2000");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
        void requestWithATokenPasses(String method) {
            Answer answer = ask(method, "/orders?x=1", "any", "~authorization: Bearer " + token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(field(answer, "X-Auth-User-Id")).isNotEmpty();
        }

        @Test
        void requirementOfTheRouteCounts() {
            assertThat(ask("GET", "/admin", "role=admin", "~authorization: Bearer " + token)
                            .status())
                    .isEqualTo(403);
            assertThat(ask("GET", "/admin", "role=admin", "~authorization: Bearer " + admin())
                            .status())
                    .isEqualTo(200);
        }

        /** Browsers send such characters; {@code java.net.URI} refuses them. */
        @ParameterizedTest
        @ValueSource(strings = {"/a|b", "/fonts?family=a|b", "/a[1]", "/?q={x}^\"<>`", "/100%", "/%zz?x=%", "/a\\b"})
        void targetThatIsNoUriIsDecided(String path) {
            assertThat(ask("GET", path, "any", "").status()).isEqualTo(401);
            assertThat(ask("GET", path, "any", "~authorization: Bearer " + token)
                            .status())
                    .isEqualTo(200);
        }

        /** Envoy joins the fields of a name. */
        @Test
        void twoTokensAreRefused() {
            assertThat(ask("GET", "/", "any", "~authorization: Bearer " + token + ",Bearer " + admin())
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void requestWithoutATokenIsRefused() {
            Answer answer = ask("GET", "/", "any", "");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(field(answer, "WWW-Authenticate")).startsWith("bearer");
        }
    }
}
