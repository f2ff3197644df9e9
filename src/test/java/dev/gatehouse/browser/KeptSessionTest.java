package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.seal.Seals;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Groups;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import dev.gatehouse.token.TokenConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that are sealed here, because they would be old otherwise. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class KeptSessionTest {
    private static final String REFRESH = "GetTokensFromRefreshToken";

    private String email;
    private JsonPath tokens;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        tokens = Api.signedIn(email);
    }

    private static SessionCookies cookies(String secret) {
        return new SessionCookies(
                new CookieForm(
                        SettingsOf.mapping(BrowserConfig.class, Map.of()),
                        SettingsOf.mapping(HttpConfig.class, Map.of())),
                new SessionSeal(
                        Seals.of(secret, Clock.systemUTC()),
                        SettingsOf.mapping(TokenConfig.class, Map.of()),
                        Clock.systemUTC()));
    }

    private Jar jar(String secret, Instant expiresAt) {
        return jar(secret, Instant.now(), expiresAt);
    }

    private Jar jar(String secret, Instant signedInAt, Instant expiresAt) {
        Jar jar = new Jar();
        cookies(secret)
                .write(new BrowserSession(
                        new Secret(tokens.getString("access_token")),
                        new Secret(tokens.getString("refresh_token")),
                        email,
                        signedInAt,
                        expiresAt))
                .forEach(line -> jar.cookies()
                        .put(
                                line.substring(0, line.indexOf('=')),
                                line.substring(line.indexOf('=') + 1, line.indexOf(';'))));
        return jar;
    }

    @Nested
    class SealedByAnotherSecret {
        private Jar sealedBy(String secret) {
            return jar(secret, Instant.now().plusSeconds(600));
        }

        @Test
        void worksIfItIsThePrevious() {
            sealedBy(PoolResource.PREVIOUS_SECRET).get("/auth/me").then().statusCode(200);
        }

        @Test
        void isSealedAnewByTheNewer() {
            Jar jar = sealedBy(PoolResource.PREVIOUS_SECRET);

            assertThat(Jar.lines(jar.get("/auth/session"))).isNotEmpty();
            assertThat(Jar.lines(jar.get("/auth/session"))).isEmpty();
        }

        @Test
        void isDeletedIfItIsWithdrawn() {
            Jar jar = sealedBy("a-secret-that-was-withdrawn-long-ago");

            jar.get("/auth/me").then().statusCode(401).body("code", equalTo("authentication_required"));

            assertThat(jar.cookies()).isEmpty();
        }
    }

    @Nested
    class WithAnAccessTokenThatHasEnded {
        private Jar expired() {
            return jar(PoolResource.SECRET, Instant.now().minusSeconds(1));
        }

        @Test
        void isRefreshedOnTheWay() {
            Jar jar = expired();
            String before = jar.field();

            jar.get("/auth/session").then().statusCode(200).body("email", equalTo(email));

            assertThat(Pool.calls(REFRESH)).isOne();
            assertThat(jar.field()).isNotEqualTo(before);
            jar.get("/auth/me").then().statusCode(200);
            assertThat(Pool.calls(REFRESH)).isOne();
        }

        @Test
        void isRefreshedOnceByManyRequests() {
            Jar jar = expired();
            String field = jar.field();

            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                                () -> new Jar()
                                        .withoutOrigin()
                                        .header("Cookie", field)
                                        .get("/auth/session")
                                        .statusCode(),
                                executor))
                        .limit(10)
                        .toList();
                assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
            }

            assertThat(Pool.calls(REFRESH)).isOne();
        }

        @Test
        void isRefreshedOnceByARefreshBesideOtherRequests() {
            Jar jar = expired();
            Jar copy = new Jar();
            copy.cookies().putAll(jar.cookies());
            jar.get("/auth/session").then().statusCode(200);
            Pool.advance(600);

            // The pool does not take the old refresh token any more.
            copy.post("/auth/refresh", Map.of("session", "cookie")).then().statusCode(200);

            assertThat(Pool.calls(REFRESH)).isOne();
            assertThat(copy.cookies()).isNotEmpty();
        }

        /** The client wants to know what has changed, such as the groups of the user. */
        @Test
        void isRefreshedAnewByARefreshWithTheNewCookie() {
            Jar jar = expired();
            jar.get("/auth/session").then().statusCode(200);
            Pool.change(email, Map.of("groups", List.of("editor")));

            jar.post("/auth/refresh", Map.of("session", "cookie")).then().statusCode(200);

            jar.get("/auth/session").then().body("roles", equalTo(List.of("editor")));
        }

        @Test
        void endsNoLaterForARefresh() {
            Jar jar = jar(
                    PoolResource.SECRET,
                    Instant.now().minus(Duration.ofDays(10)),
                    Instant.now().minusSeconds(1));

            String line = Jar.lines(jar.get("/auth/session")).getFirst();

            long maxAge = Long.parseLong(line.replaceFirst(".*Max-Age=(\\d+);.*", "$1"));
            assertThat(Duration.ofSeconds(maxAge)).isBetween(Duration.ofDays(20).minusMinutes(1), Duration.ofDays(20));
        }

        @Test
        void outlivesThrottlingByThePool() {
            outlives(Map.of("operation", REFRESH, "kind", "error", "error", "TooManyRequestsException", "times", 100));
        }

        @Tag("proof")
        @Test
        void outlivesAPoolThatDoesNotAnswer() {
            outlives(Map.of("operation", REFRESH, "kind", "hang", "times", 100));
        }

        private void outlives(Map<String, Object> fault) {
            Jar jar = expired();
            Pool.fault(fault);

            Response failed = jar.get("/auth/session");
            failed.then().statusCode(503).header("Retry-After", notNullValue());
            assertThat(Jar.lines(failed)).isEmpty();

            Pool.healed();
            jar.get("/auth/session").then().statusCode(200);
        }

        @Test
        void outlivesAFailureOfThePool() {
            outlives(Map.of("operation", REFRESH, "kind", "status", "status", 500, "times", 100));
        }

        @Test
        void isDeletedIfThePoolRefuses() {
            Jar jar = expired();
            Api.post("/auth/logout", Map.of("refresh_token", tokens.getString("refresh_token")))
                    .then()
                    .statusCode(204);

            jar.get("/auth/session").then().statusCode(401);

            assertThat(jar.cookies()).isEmpty();
        }

        @Test
        void isDeletedIfItWouldNotFitAnyMore() {
            Jar jar = expired();
            Pool.change(email, Map.of("groups", Groups.tooManyForASession()));

            jar.get("/auth/session").then().statusCode(401);

            assertThat(jar.cookies()).isEmpty();
            assertThat(Pool.calls("RevokeToken")).isOne();
        }

        /** The pool rotates refresh tokens. */
        @Test
        void signOutRevokesTheNewestRefreshToken() {
            Jar jar = expired();
            Jar copy = jar.copy();
            jar.get("/auth/session").then().statusCode(200);
            String newest = refreshToken(jar);
            assertThat(newest).isNotEqualTo(tokens.getString("refresh_token"));

            copy.post("/auth/logout", Map.of("session", "cookie")).then().statusCode(204);

            assertThat(Pool.lastRevoked()).isEqualTo(newest);
        }

        @Test
        void signOutRevokesTheRefreshTokenThatItGotItself() {
            expired().post("/auth/logout", Map.of("session", "cookie")).then().statusCode(204);

            assertThat(Pool.lastRevoked()).isNotEqualTo(tokens.getString("refresh_token"));
        }

        private static String refreshToken(Jar jar) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Cookie", jar.field());
            return cookies(PoolResource.SECRET)
                    .read(headers)
                    .orElseThrow()
                    .refreshToken()
                    .value();
        }

        @Test
        void signOutWorksWhileThePoolFails() {
            Jar jar = expired();
            Jar copy = jar.copy();
            Pool.fault(Map.of("operation", "*", "kind", "status", "status", 500, "times", 100));

            jar.post("/auth/logout", Map.of("session", "cookie")).then().statusCode(204);
            Pool.healed();

            assertThat(jar.cookies()).isEmpty();
            copy.get("/auth/session").then().statusCode(401);
        }

        @Test
        void signOutWorks() {
            Jar jar = expired();

            jar.post("/auth/logout", Map.of("session", "cookie")).then().statusCode(204);

            assertThat(jar.cookies()).isEmpty();
        }
    }
}
