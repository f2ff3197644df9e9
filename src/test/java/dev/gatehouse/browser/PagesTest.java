package dev.gatehouse.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class PagesTest {
    private static final String SIGN_IN = "/auth/pages/sign-in";
    private static final String SCRIPT = "/auth/pages/api.js";

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "sign-up", "verify", "forgot", "reset", "account", "admin"})
    void pageIsHtml(String page) {
        get("/auth/pages/" + page)
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .body(containsString("<script type=\"module\" src=\"" + page + ".js\"></script>"))
                .body(not(containsString("{{")));
    }

    @Test
    void headHasTheHeadersAlone() {
        given().head(SIGN_IN)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nothing", "layout", "refused", "layout.html", "sign-in.html", "en.json", "%2e%2e", "..%2fpages"
            })
    void otherPathIsNotFound(String file) {
        given().urlEncodingEnabled(false).get("/auth/pages/" + file).then().statusCode(404);
    }

    @Test
    void rootLeadsNowhereOutsideOfDevelopment() {
        get("/").statusCode(404);
    }

    @Nested
    class Language {
        private static ValidatableResponse accepting(String languages) {
            return given().header("Accept-Language", languages).get(SIGN_IN).then();
        }

        @ParameterizedTest
        @ValueSource(strings = {"de", "de-CH,de;q=0.9,en;q=0.8", "fr,de;q=0.5"})
        void isThePersons(String languages) {
            accepting(languages)
                    .header("Content-Language", "de")
                    .header("Vary", "Accept-Language")
                    .body(containsString("<html lang=\"de\">"))
                    .body(containsString("Anmelden"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"en-GB", "fr", "*", "en,de;q=0.9", "de;q=x", ";", "-"})
        void isEnglishElsewhere(String languages) {
            accepting(languages).statusCode(200).body(containsString("<html lang=\"en\">"));
        }
    }

    @Nested
    class ReturnAddress {
        private static String page(String returnTo) {
            return given().queryParam("return_to", returnTo)
                    .get(SIGN_IN)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
        }

        @Test
        void isKeptIfItIsAPath() {
            assertThat(page("/orders?id=1&x=%20"))
                    .contains("data-return-to=\"/orders?id=1&amp;x=%20\"")
                    .contains("href=\"sign-up?return_to=%2Forders%3Fid%3D1%26x%3D%2520\"")
                    .contains("provider=Google&amp;return_to=%2Forders%3Fid%3D1%26x%3D%2520\"");
        }

        @Test
        void isEscaped() {
            assertThat(page("/a\"b<c'd")).contains("data-return-to=\"/a&quot;b&lt;c&#39;d\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "javascript:1"})
        void isTheRootOtherwise(String address) {
            assertThat(page(address)).contains("data-return-to=\"/\"").doesNotContain("evil");
        }

        @Test
        void isAbsentWithoutOne() {
            get(SIGN_IN).body(containsString("data-return-to=\"\"")).body(containsString("href=\"sign-up\""));
        }
    }

    @Test
    void providersAreLinks() {
        get(SIGN_IN)
                .body(containsString(
                        "<a class=\"button\" href=\"/auth/oauth/start?provider=Google\">Continue with Google</a>"))
                .body(containsString("?provider=Log+in+%26+Co\">Continue with Log in &amp; Co</a>"));
    }

    @Nested
    class Files {
        @Test
        void areCheckedEachTime() {
            get(SCRIPT)
                    .statusCode(200)
                    .contentType("text/javascript;charset=UTF-8")
                    .header("Cache-Control", "no-cache");
        }

        @Test
        void areNotSentAgainUnchanged() {
            String tag = get(SCRIPT).extract().header("ETag");

            given().header("If-None-Match", tag)
                    .get(SCRIPT)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(emptyString());
        }

        @Test
        void themeHasTheColourOfTheSettings() {
            get("/auth/pages/theme.css")
                    .contentType("text/css;charset=UTF-8")
                    .body(containsString("--accent: #1d4ed8"));
        }

        @Test
        void textsAreAScript() {
            get("/auth/pages/de.js").statusCode(200).body(containsString("window.texts = {"));
        }
    }

    @Test
    void pageHasAPolicyThatLetsItWork() {
        get(SIGN_IN)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
                                + " data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "same-origin")
                .header("Permissions-Policy", containsString("publickey-credentials-get=(self)"))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY");
    }

    @Test
    void eachHeaderIsThereOnce() {
        assertThat(get(SCRIPT).extract().headers().asList())
                .map(header -> header.getName().toLowerCase(java.util.Locale.ROOT))
                .doesNotHaveDuplicates();
    }
}
