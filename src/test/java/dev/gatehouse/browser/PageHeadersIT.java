package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.OwnPool;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of Mozilla's HTTP Observatory, on a page of the packaged application behind a proxy that speaks TLS. */
@Tag("proof")
class PageHeadersIT {
    private static final int BASE = 100;
    private static final List<String> SCORED = List.of(
            "Content-Security-Policy",
            "Referrer-Policy",
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Cross-Origin-Resource-Policy");
    private static final int SIX_MONTHS = 15_768_000;

    private static OwnPool pool;
    private static Gatehouse gatehouse;
    private static Answer page;
    private static List<String> cookies;

    @BeforeAll
    static void open() {
        pool = new OwnPool();
        gatehouse = pool.launch()
                .setting("gatehouse.pages.enabled", "true")
                .setting("gatehouse.http.trusted-proxies", "127.0.0.1/32")
                .setting("gatehouse.http.public-url", "https://app.example.com")
                .start("/health/ready");
        page = gatehouse.send(request("/auth/pages/sign-in").build());
        cookies = gatehouse
                .send(request("/auth/login")
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString("{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\","
                                + "\"session\":\"cookie\"}"))
                        .build())
                .response()
                .headers()
                .allValues("Set-Cookie");
    }

    @AfterAll
    static void close() {
        gatehouse.close();
        pool.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gatehouse.address().resolve(path))
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Proto", "https");
    }

    /** Each rule, with what it adds to the score of a site that follows it so. */
    enum Rule {
        /** csp-implemented-with-no-unsafe-default-src-none. */
        CONTENT_SECURITY_POLICY(
                10,
                () -> page.header("Content-Security-Policy").startsWith("default-src 'none';")
                        && !page.header("Content-Security-Policy").contains("unsafe")
                        && !page.header("Content-Security-Policy").contains("http:")),
        /** cookies-secure-with-httponly-sessions-and-samesite. */
        COOKIES(
                5,
                () -> !cookies.isEmpty()
                        && cookies.stream()
                                .allMatch(cookie -> List.of("; Secure", "; HttpOnly", "; SameSite=Lax").stream()
                                        .allMatch(cookie::contains))),
        /** cross-origin-resource-sharing-not-implemented. */
        CROSS_ORIGIN_RESOURCE_SHARING(
                0, () -> page.header("Access-Control-Allow-Origin").isEmpty()),
        /** redirection-not-needed-no-http: nothing leads away from TLS, the proxy leads to it. */
        REDIRECTION(0, () -> page.header("Location").isEmpty()),
        /** referrer-policy-private. */
        REFERRER_POLICY(5, () -> page.header("Referrer-Policy").equals("same-origin")),
        /** hsts-implemented-max-age-at-least-six-months. */
        STRICT_TRANSPORT_SECURITY(0, () -> maxAge(page.header("Strict-Transport-Security")) >= SIX_MONTHS),
        /** sri-not-implemented-but-all-scripts-loaded-from-secure-origin: the own one. */
        SUBRESOURCE_INTEGRITY(0, () -> !Pattern.compile("src=\"(?:\\w+:|//)")
                .matcher(page.body())
                .find()),
        /** x-content-type-options-nosniff. */
        X_CONTENT_TYPE_OPTIONS(0, () -> page.header("X-Content-Type-Options").equals("nosniff")),
        /** x-frame-options-implemented-via-csp. */
        X_FRAME_OPTIONS(
                5,
                () -> page.header("Content-Security-Policy").contains("frame-ancestors 'none'")
                        && page.header("X-Frame-Options").equals("DENY")),
        /** cross-origin-resource-policy-implemented-with-same-origin. */
        CROSS_ORIGIN_RESOURCE_POLICY(
                10, () -> page.header("Cross-Origin-Resource-Policy").equals("same-origin"));

        private final int bonus;
        private final BooleanSupplier holds;

        Rule(int bonus, BooleanSupplier holds) {
            this.bonus = bonus;
            this.holds = holds;
        }

        private static long maxAge(String field) {
            return Arrays.stream(field.toLowerCase(Locale.ROOT).split("; ?"))
                    .filter(part -> part.startsWith("max-age="))
                    .mapToLong(part -> Long.parseLong(part.substring("max-age=".length())))
                    .findFirst()
                    .orElse(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ruleHolds(Rule rule) {
        assertThat(rule.holds.getAsBoolean()).isTrue();
    }

    /** The best grade, A+, begins at 100. */
    @Test
    void scoreIsTheSumOfAllRules() {
        int score = BASE
                + Arrays.stream(Rule.values())
                        .filter(rule -> rule.holds.getAsBoolean())
                        .mapToInt(rule -> rule.bonus)
                        .sum();

        assertThat(score).isEqualTo(135);
    }

    @Test
    void everyPageHasTheSameHeaders() {
        assertThat(PageFiles.PAGES).allSatisfy(name -> {
            Answer other = gatehouse.send(request("/auth/pages/" + name).build());

            assertThat(other.status()).isEqualTo(200);
            assertThat(SCORED)
                    .allSatisfy(field ->
                            assertThat(other.header(field)).isNotEmpty().isEqualTo(page.header(field)));
        });
    }
}
