package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However a path is spelled, whoever may not pass there does not, and requests over the limit are still refused. */
@QuarkusTest
@WithTestResource(LimitedPool.class)
class PathTricksTest {
    private static final String SOMEONE = "3f1c9a52-7d84-4f5b-9a3e-0c1d2e3f4a5b";

    /** Spellings of {@code /first/second}, some of which are the same path and some none at all. */
    private static Stream<String> spelled(String first, String second) {
        String upper = second.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + second.substring(1);
        String encoded = "%%%02x".formatted((int) second.charAt(0)) + second.substring(1);
        return Stream.of(
                        "/%s/%s",
                        "//%s/%s",
                        "/%s//%s",
                        "///%s///%s//",
                        "/%s/%s/",
                        "/%s/./%s",
                        "/./%s/%s/.",
                        "/%s/x/../%s",
                        "/%s/%%2e/%s",
                        "/nowhere/%%2e%%2e/%s/%s",
                        "/nowhere/%%2E%%2e/%s/%s",
                        "/health/../%s/%s",
                        "/health/..;/%s/%s",
                        "/q/../%s/%s",
                        "/%s;a=b/%s",
                        "/%s/%s;a=b",
                        "/%s/;a=b/%s",
                        "/%s/%s;jsessionid=1/",
                        "/%s%%2f%s",
                        "/%s%%252f%s",
                        "/%s%%5c%s",
                        "/%s\\%s",
                        "/%s/%s%%20",
                        "/%s/%s%%00",
                        "/%s/%s%%3Bx",
                        "/%s/%s%%2f",
                        "/%s/%s.json",
                        "/%s/%s?a=b",
                        "/%s/%s?/../../health",
                        "/%s/%s%%c0%%af",
                        "http://localhost/%s/%s",
                        "http://localhost:80//%s/./%s/")
                .flatMap(form -> Stream.of(
                        form.formatted(first, second), form.formatted(first, upper), form.formatted(first, encoded)));
    }

    private static KeptConnection.Answer send(String method, String path, String headers, String body)
            throws IOException {
        try (KeptConnection connection = KeptConnection.to(URI.create(RestAssured.baseURI + ":" + RestAssured.port))) {
            return connection.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + (body.isEmpty() ? "" : "Content-Type: application/json\r\n") + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body);
        }
    }

    private static void assertAllOf(Stream<String> paths, String method, String headers, Integer... statuses)
            throws IOException {
        for (String path : paths.toList()) {
            assertThat(send(method, path, headers, "").status()).as(path).isIn((Object[]) statuses);
        }
    }

    @Test
    void nobodyPassesWithoutAToken() throws IOException {
        assertAllOf(spelled("auth", "me"), "GET", "", 400, 401, 404);
    }

    @Test
    void nobodyPassesWithoutTheRole() throws IOException {
        String member = LimitedRequest.signIn("demo@example.com", "demo-Passw0rd!")
                .jsonPath()
                .getString("access_token");
        Stream<String> paths = Stream.concat(
                spelled("admin", "users/" + SOMEONE + "/logout"),
                Stream.of(
                        "/auth/../admin/users/1/logout", "/auth/%2e%2e/admin/users/1/logout", "/ADMIN/users/1/logout"));

        int before = Pool.calls("AdminUserGlobalSignOut");
        assertAllOf(paths, "POST", "Authorization: Bearer " + member + "\r\n", 400, 403, 404);
        assertThat(Pool.calls("AdminUserGlobalSignOut")).isEqualTo(before);
    }

    @Test
    void whatIsHiddenStaysSo() throws IOException {
        assertAllOf(spelled("q", "health"), "GET", "", 400, 404);
    }

    @Test
    void noSpellingEscapesTheLimit() throws IOException {
        String address = LimitedRequest.anAddress();
        for (int i = 0; i < LimitedRequest.FORGOT.perAddress; i++) {
            LimitedRequest.FORGOT.from(address, Api.someone());
        }

        for (String path : spelled("auth", "forgot-password").toList()) {
            assertThat(send(
                                    "POST",
                                    path,
                                    "X-Forwarded-For: " + address + "\r\n",
                                    "{\"email\":\"" + Api.someone() + "\"}")
                            .status())
                    .as(path)
                    .isIn(400, 404, 429);
        }
    }
}
