package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions whose access token has ended, in decisions for proxies. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class SessionRefreshTest {
    private static final String CLIENT = "gatehouseclient";
    private static final String REFRESH = "GetTokensFromRefreshToken";
    private static final int CHUNKS = 4;

    private Jar browser;

    @BeforeEach
    void sessionWithAnEndedToken() {
        Pool.reset();
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 0, "rotation_grace_seconds", 0));
        browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 60));
    }

    @AfterEach
    void reset() {
        Pool.reset();
    }

    private static Response decision(Jar browser) {
        return browser.withoutOrigin().header("X-Original-Method", "GET").get("/guard/auth-request");
    }

    private Response decision() {
        return decision(browser);
    }

    private static void refuseOnce() {
        Map<String, String> refusal =
                Map.of("error", "NotAuthorizedException", "message", "Refresh Token has been revoked");
        Map<String, Object> fault = new HashMap<>(Map.of("operation", REFRESH, "kind", "error", "times", 1));
        fault.putAll(refusal);
        Pool.fault(fault);
    }

    private static void assertDeleted(Response answer) {
        assertThat(Jar.lines(answer)).hasSize(CHUNKS).allSatisfy(line -> assertThat(line)
                .contains("=; Max-Age=0;", "; Path=/", "; Secure", "; HttpOnly"));
    }

    @Test
    void endedTokenIsRefreshedOnTheWay() {
        Response answer = decision();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("X-Auth-Kind")).isEqualTo("user");
        assertThat(Jar.lines(answer)).isNotEmpty();
    }

    @Test
    void eachSetCookieLineHasAFieldOfItsOwn() {
        Response answer = decision();

        List<String> lines = Jar.lines(answer);
        assertThat(IntStream.rangeClosed(1, lines.size()).mapToObj(i -> answer.header("X-Auth-Set-Cookie-" + i)))
                .containsExactlyElementsOf(lines);
        assertThat(answer.header("X-Auth-Set-Cookie-" + (lines.size() + 1))).isNull();
    }

    @Test
    void newCookieIsGoodWithoutARefresh() {
        browser.take(decision());
        Response next = decision();

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(Jar.lines(next)).isEmpty();
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void requestsAtOnceRefreshOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> answers = IntStream.range(0, 10)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(this::decision, threads))
                    .toList();

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.join().statusCode()).isEqualTo(200);
                assertThat(Jar.lines(answer.join())).isNotEmpty().noneMatch(line -> line.contains("Max-Age=0"));
            });
        }
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void oldCookieIsGoodForALaterRequestToo() {
        decision();
        Response later = decision();

        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(Jar.lines(later)).isNotEmpty();
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void refreshedSessionIsRefreshedAgain() {
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 0));
        browser.take(decision());
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 60));

        assertThat(decision().statusCode()).isEqualTo(200);
        assertThat(Pool.calls(REFRESH)).isEqualTo(2);
    }

    @Test
    void refusalOfThePoolEndsTheSession() {
        refuseOnce();
        Response answer = decision();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("X-Auth-Code")).isEqualTo("invalid_token");
        assertDeleted(answer);
    }

    @Test
    void refusalIsRemembered() {
        refuseOnce();
        decision();

        assertThat(decision().statusCode()).isEqualTo(401);
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void endedSessionIsNobodyWhereACredentialIsOptional() {
        refuseOnce();
        Response answer =
                browser.withoutOrigin().header("X-Original-Method", "GET").get("/guard/auth-request?optional=true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("X-Auth-User-Id")).isEmpty();
        assertDeleted(answer);
    }

    @Test
    void failureOfThePoolKeepsTheCookie() {
        Pool.fault(Map.of("operation", REFRESH, "kind", "status", "status", 500));
        Response answer = decision();
        Pool.healed();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(Jar.lines(answer)).isEmpty();
        assertThat(decision().statusCode()).isEqualTo(200);
    }

    /** Cognito would refresh it: nobody gave it the refresh token. */
    @Test
    void sessionThatEndedHereIsNotRefreshed() {
        Jar other = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
        String token = other.withoutOrigin()
                .header("X-Original-Method", "GET")
                .get("/guard/auth-request?token=true")
                .header("X-Auth-Access-Token");
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 0));
        other.take(other.withoutOrigin()
                .contentType("application/json")
                .header("Sec-Fetch-Site", "same-origin")
                .body(Map.of("session", "cookie"))
                .post("/auth/refresh"));
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 60));
        Api.bearer(token).post("/auth/logout").then().statusCode(204);
        int before = Pool.calls(REFRESH);

        Response answer = decision(other);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertDeleted(answer);
        assertThat(Pool.calls(REFRESH)).isEqualTo(before + 1);
    }

    @Test
    void refusalByThisServiceDoesNotRefresh() {
        Response answer = browser.withoutOrigin()
                .header("X-Original-Method", "POST")
                .header("Sec-Fetch-Site", "cross-site")
                .get("/guard/auth-request");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Pool.calls(REFRESH)).isZero();
    }
}
