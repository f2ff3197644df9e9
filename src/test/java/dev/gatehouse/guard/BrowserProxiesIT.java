package dev.gatehouse.guard;

import static dev.gatehouse.guard.Upstream.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.guard.ReverseProxy.Kind;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Browsers with a session in cookies, before real proxies with the shipped configurations and the packaged application. */
@Tag("proof")
class BrowserProxiesIT {
    private static final String CLIENT = "gatehouseclient";
    private static final String SIGN_IN =
            "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\",\"session\":\"cookie\"}";
    private static final Map<Kind, ReverseProxy> PROXIES = new EnumMap<>(Kind.class);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static OwnPool pool;
    private static Upstream app;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        app = Upstream.start();
        gatehouse = pool.launch().start("/health/ready");
        for (Kind kind : Kind.values()) {
            PROXIES.put(kind, ReverseProxy.start(kind, gatehouse.address().getPort(), app.port()));
        }
        twoCookies();
    }

    /** More than one line of Set-Cookie holds. */
    private static void twoCookies() {
        groups(50);
    }

    /** As many groups as Cognito allows, with names that cannot be compressed much. */
    private static void groups(int length) {
        SplittableRandom random = new SplittableRandom(18);
        Pool.change(
                "demo@example.com",
                Map.of(
                        "groups",
                        Stream.generate(() -> random.ints(length, 'a', 'z' + 1)
                                        .mapToObj(Character::toString)
                                        .collect(Collectors.joining()))
                                .limit(100)
                                .toList()));
    }

    @AfterAll
    static void stop() {
        PROXIES.values().forEach(ReverseProxy::close);
        gatehouse.close();
        app.close();
        pool.close();
    }

    private static HttpResponse<String> send(URI server, String method, String path, String body, String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(Kind proxy, String path, String... fields) {
        return send(PROXIES.get(proxy).address(), "GET", path, "", fields);
    }

    private static HttpResponse<String> post(Kind proxy, String path, String... fields) {
        return send(PROXIES.get(proxy).address(), "POST", path, "x", fields);
    }

    private static HttpResponse<String> signIn(Kind proxy) {
        return send(
                PROXIES.get(proxy).address(),
                "POST",
                "/auth/login",
                SIGN_IN,
                "Content-Type",
                "application/json",
                "Sec-Fetch-Site",
                "same-origin");
    }

    private static List<String> setCookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    /** The Cookie field of a browser that got this answer. */
    private static String jar(HttpResponse<String> answer) {
        Map<String, String> jar = new TreeMap<>();
        setCookies(answer).forEach(line -> jar.put(line.substring(0, line.indexOf('=')), line.split(";", 2)[0]));
        return String.join("; ", jar.values());
    }

    private static String signedIn(Kind proxy) {
        HttpResponse<String> answer = signIn(proxy);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return jar(answer);
    }

    private static String withEndedToken(Kind proxy) {
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 0));
        try {
            return signedIn(proxy);
        } finally {
            Pool.setClient(CLIENT, Map.of("access_token_minutes", 60));
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeSessionBeginsThroughTheProxy(Kind proxy) {
        HttpResponse<String> answer = signIn(proxy);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(setCookies(answer)).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(4096));
    }

    @ParameterizedTest
    @EnumSource
    void applicationGetsTheCallerAndItsOwnCookiesOnly(Kind proxy) {
        String session = signedIn(proxy);
        String[] chunks = session.split("; ");
        HttpResponse<String> answer = get(
                proxy,
                "/orders",
                "Cookie",
                "a=1; " + chunks[0] + "; b=2; "
                        + Arrays.stream(chunks).skip(1).collect(Collectors.joining("; "))
                        + "; __Host-gatehouse-oauth=f; __Host-gatehouse-session.0x=c");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(field(answer.body(), "X-Auth-User-Id")).isNotEmpty();
        assertThat(field(answer.body(), "Cookie")).isEqualTo("a=1; b=2; __Host-gatehouse-session.0x=c");
        assertThat(setCookies(answer)).isEmpty();
    }

    /** Another host of the site can set cookies of every name without a prefix, for longer paths, which come first. */
    @ParameterizedTest
    @EnumSource
    void cookiesOfAnotherHostNeitherHideNorRevealTheSession(Kind proxy) {
        String foreign = "gatehouse-session.0=x; gatehouse-session.1=x; gatehouse-oauth=x; __Secure-gatehouse-oauth=x;"
                + " __Secure-gatehouse-session.0=x; gatehouse-session.2=x; ";
        HttpResponse<String> answer = get(proxy, "/orders", "Cookie", foreign + signedIn(proxy) + "; a=1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(field(answer.body(), "Cookie")).isEqualTo("a=1");
    }

    @ParameterizedTest
    @EnumSource
    void sessionAloneLeavesNoCookie(Kind proxy) {
        HttpResponse<String> answer = get(proxy, "/orders", "Cookie", signedIn(proxy));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(field(answer.body(), "Cookie")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refreshedCookiesReachTheBrowserAlsoWithAnError(Kind proxy) {
        String old = withEndedToken(proxy);
        int before = Pool.calls("GetTokensFromRefreshToken");
        HttpResponse<String> answer = get(proxy, "/missing", "Cookie", old);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(setCookies(answer)).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line)
                .startsWith("__Host-gatehouse-session.")
                .doesNotContain(", __Host-"));

        HttpResponse<String> next = get(proxy, "/orders", "Cookie", jar(answer) + "; foreign=" + "f".repeat(2048));
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(setCookies(next)).isEmpty();
        assertThat(Pool.calls("GetTokensFromRefreshToken")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void largestSessionIsRefreshedBesideOtherCookies(Kind proxy) {
        groups(128);
        try {
            String old = withEndedToken(proxy);
            HttpResponse<String> answer = get(proxy, "/orders", "Cookie", old + "; foreign=" + "f".repeat(2048));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(setCookies(answer)).hasSizeGreaterThan(2);
            assertThat(field(answer.body(), "Cookie")).startsWith("foreign=fff");
            HttpResponse<String> next = get(proxy, "/orders", "Cookie", jar(answer) + "; foreign=" + "f".repeat(2048));
            assertThat(next.statusCode()).isEqualTo(200);
        } finally {
            twoCookies();
        }
    }

    /** The longest names of which a server with these limits takes a field with 100. */
    @ParameterizedTest
    @EnumSource
    void applicationWithUsualLimitsTakesALargeSession(Kind proxy) {
        groups(80);
        try (ReverseProxy site = ReverseProxy.server("$http_x_auth_user_id $http_cookie");
                ReverseProxy front = ReverseProxy.start(
                        proxy, gatehouse.address().getPort(), site.address().getPort())) {
            String session = signedIn(proxy);
            assertThat(session.split("; ")).hasSizeGreaterThan(2);
            HttpResponse<String> answer =
                    send(front.address(), "GET", "/orders", "", "Cookie", session + "; foreign=" + "f".repeat(2048));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).matches("[\\w-]{36} foreign=f{2048}");
        } finally {
            twoCookies();
        }
    }

    @ParameterizedTest
    @EnumSource
    void applicationThatAsksForItGetsTheTokenOfTheSession(Kind proxy) {
        try (ReverseProxy front = withToken(proxy)) {
            String session = signedIn(proxy);
            String authorization = field(
                    send(front.address(), "GET", "/orders", "", "Cookie", session)
                            .body(),
                    "Authorization");

            assertThat(authorization).startsWith("Bearer ey");
            assertThat(Asking.claims(authorization.substring("Bearer ".length())))
                    .containsEntry("token_use", "access");
            assertThat(field(
                            send(front.address(), "GET", "/orders", "", "Authorization", authorization)
                                    .body(),
                            "Authorization"))
                    .isEqualTo(authorization);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfTheLargestSessionFitsBesideItsRefresh(Kind proxy) {
        groups(128);
        try (ReverseProxy front = withToken(proxy)) {
            HttpResponse<String> answer = send(front.address(), "GET", "/orders", "", "Cookie", withEndedToken(proxy));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(setCookies(answer)).hasSizeGreaterThan(2);
            assertThat(field(answer.body(), "Authorization")).startsWith("Bearer ey");
        } finally {
            twoCookies();
        }
    }

    private static ReverseProxy withToken(Kind proxy) {
        return ReverseProxy.start(
                proxy,
                gatehouse.address().getPort(),
                app.port(),
                text -> text.replace("sign-in=redirect", "sign-in=redirect&token=true"));
    }

    @ParameterizedTest
    @EnumSource
    void applicationThatDoesNotAskGetsNoToken(Kind proxy) {
        HttpResponse<String> answer = get(proxy, "/orders", "Cookie", signedIn(proxy));

        assertThat(field(answer.body(), "Authorization")).isEmpty();
        assertThat(field(answer.body(), "X-Auth-Access-Token")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sessionThatEndedIsDeleted(Kind proxy) {
        String old = withEndedToken(proxy);
        Pool.fault(Map.of(
                "operation",
                "GetTokensFromRefreshToken",
                "kind",
                "error",
                "times",
                1,
                "error",
                "NotAuthorizedException",
                "message",
                "Refresh Token has been revoked"));
        HttpResponse<String> answer = get(proxy, "/orders", "Cookie", old);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(setCookies(answer)).hasSize(4).allSatisfy(line -> assertThat(line)
                .contains("=; Max-Age=0;"));
    }

    @ParameterizedTest
    @EnumSource
    void uploadOfAForeignPageIsRefused(Kind proxy) {
        String session = signedIn(proxy);
        String own = PROXIES.get(proxy).address().toString();
        int before = app.heads().size();
        HttpResponse<String> answer =
                post(proxy, "/orders", "Cookie", session, "Sec-Fetch-Site", "cross-site", "Origin", "null");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("cross_site_request");
        assertThat(post(proxy, "/orders", "Cookie", session, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(app.heads()).hasSize(before);
        assertThat(post(proxy, "/orders", "Cookie", session, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(proxy, "/orders", "Cookie", session, "Origin", own).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void webSocketOfAForeignPageIsRefused(Kind proxy) throws IOException {
        String session = signedIn(proxy);
        assertThat(handshake(proxy, session, "http://evil.example")).startsWith("http/1.1 403");
        assertThat(handshake(proxy, session, "http://app.example")).startsWith("http/1.1 101");
    }

    private static String handshake(Kind proxy, String session, String origin) throws IOException {
        try (KeptConnection connection = PROXIES.get(proxy).connect()) {
            connection.say("GET /socket HTTP/1.1\r\nHost: app.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + origin
                    + "\r\nCookie: " + session + "\r\n\r\n");
            return connection.head();
        }
    }

    @ParameterizedTest
    @EnumSource
    void personIsSentToTheSignInPageAndAScriptIsNot(Kind proxy) {
        HttpResponse<String> page = get(proxy, "/orders?id=7&q=a%20b", "Sec-Fetch-Mode", "navigate");

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location"))
                .hasValue("/auth/pages/sign-in?return_to=%2Forders%3Fid%3D7%26q%3Da%2520b");
        assertThat(get(proxy, "/orders", "Accept", "text/html").statusCode()).isEqualTo(302);
        assertThat(get(proxy, "/orders", "Sec-Fetch-Mode", "cors").statusCode()).isEqualTo(401);
        assertThat(get(proxy, "/orders").statusCode()).isEqualTo(401);
    }
}
