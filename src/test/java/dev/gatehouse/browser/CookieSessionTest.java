package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seals;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Groups;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class CookieSessionTest {
    private static final String NAME = "__Host-gatehouse-session.";
    private static final Map<String, String> IN_COOKIES = Map.of("session", "cookie");

    private String email;

    @BeforeEach
    void member() {
        Pool.reset();
        email = Api.member();
    }

    private static Map<String, String> credentials(String email) {
        return Map.of("email", email, "password", Api.PASSWORD, "session", "cookie");
    }

    @Nested
    class SigningIn {
        @Test
        void answersNoToken() {
            new Jar()
                    .post("/auth/login", credentials(email))
                    .then()
                    .statusCode(200)
                    .body("$", equalTo(Map.of("status", "signed_in", "expires_in", 3600)));
        }

        @Test
        void setsCookiesThatScriptsCannotRead() {
            Response answer = new Jar().post("/auth/login", credentials(email));

            assertThat(Jar.lines(answer)).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .startsWith(NAME)
                    .contains("; Path=/;", "; HttpOnly;", "; Secure;")
                    .endsWith("; SameSite=Lax")
                    .doesNotContain("Domain"));
        }

        @Test
        void lastsAsLongAsTheRefreshToken() {
            String line =
                    Jar.lines(new Jar().post("/auth/login", credentials(email))).getFirst();

            long maxAge = Long.parseLong(line.replaceFirst(".*Max-Age=(\\d+);.*", "$1"));
            assertThat(Duration.ofSeconds(maxAge)).isBetween(Duration.ofDays(30).minusMinutes(1), Duration.ofDays(30));
        }

        @Test
        void keepsNoIdToken() {
            Jar jar = Jar.signedIn(email);

            String sealed = String.join("", jar.cookies().values()).substring(2);
            JsonNode content = Seals.of(PoolResource.SECRET, Clock.systemUTC())
                    .open(Purpose.SESSION, sealed, JsonNode.class)
                    .orElseThrow();
            assertThat(content.fieldNames()).toIterable().containsExactlyInAnyOrder("a", "r", "m", "s", "e");
            assertThat(content.path("a").path("c").asText()).contains("\"token_use\":\"access\"");
            assertThat(content.toString().replace("\\", "")).doesNotContain("\"token_use\":\"id\"");
        }

        @Test
        void answersTokensUnlessItAsksForCookies() {
            Response answer = Api.login(email, Api.PASSWORD);

            answer.then().statusCode(200).body("$", hasKey("access_token"));
            assertThat(Jar.lines(answer)).isEmpty();
        }

        @Test
        void takesNoOtherFormOfSession() {
            Api.post("/auth/login", Map.of("email", email, "password", Api.PASSWORD, "session", "tokens"))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("session"));
        }

        @Test
        void worksInSeveralSteps() {
            Jar jar = new Jar();
            String challenge = jar.post("/auth/login", Map.of("email", email, "method", "email_otp"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("challenge_token");

            jar.post(
                            "/auth/challenge",
                            Map.of(
                                    "challenge_token",
                                    challenge,
                                    "answers",
                                    Map.of("code", Pool.codeFor(email)),
                                    "session",
                                    "cookie"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"))
                    .body("$", not(hasKey("access_token")));
            jar.get("/auth/session").then().statusCode(200);
        }

        @Test
        void replacesTheSessionOfAnotherAccount() {
            Jar jar = Jar.signedIn(email);
            String other = Api.member();

            jar.post("/auth/login", credentials(other)).then().statusCode(200);

            jar.get("/auth/session").then().body("email", equalTo(other));
        }
    }

    @Nested
    class ProtectedRoutes {
        @Test
        void takeTheCookieForABearerToken() {
            Jar.signedIn(email).get("/auth/me").then().statusCode(200).body("email", equalTo(email));
        }

        @Test
        void takeChangesByCookie() {
            Jar.signedIn(email)
                    .post(
                            "/auth/change-password",
                            Map.of("current_password", Api.PASSWORD, "new_password", Api.OTHER_PASSWORD))
                    .then()
                    .statusCode(204);
        }

        @Test
        void takeARecentSignInByCookie() {
            Jar.signedIn(email).post("/auth/mfa/totp", Map.of()).then().statusCode(200);
        }

        @Test
        void ignoreTheCookieBesideARefusedBearerToken() {
            Jar.signedIn(email)
                    .request()
                    .header("Authorization", "Bearer x")
                    .get("/auth/me")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_token"));
        }

        @Test
        void takeTheBearerTokenBesideACookie() {
            String other = Api.member();

            Jar.signedIn(email)
                    .request()
                    .header("Authorization", "Bearer " + Api.signedIn(other).getString("access_token"))
                    .get("/auth/me")
                    .then()
                    .statusCode(200)
                    .body("email", equalTo(other));
        }

        @Test
        void refuseTwoAuthorizationFieldsBesideACookie() {
            Jar.signedIn(email)
                    .request()
                    .header("Authorization", "Bearer x", "Bearer y")
                    .get("/auth/me")
                    .then()
                    .statusCode(400);
        }
    }

    @Nested
    class WhoIsSignedIn {
        @Test
        void isAnsweredFromTheCookie() {
            Pool.change(email, Map.of("groups", List.of("writer", "editor")));

            Jar.signedIn(email)
                    .get("/auth/session")
                    .then()
                    .statusCode(200)
                    .body("email", equalTo(email))
                    .body("roles", equalTo(List.of("editor", "writer")))
                    .body("user_id", not(equalTo("")));
        }

        @Test
        void saysWhenTheSessionEnds() {
            String end = Jar.signedIn(email).get("/auth/session").path("expires_at");

            assertThat(Instant.parse(end))
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(30)).minusSeconds(60),
                            Instant.now().plus(Duration.ofDays(30)));
        }

        @Test
        void isNobodyWithoutACookie() {
            new Jar().get("/auth/session").then().statusCode(401).body("code", equalTo("authentication_required"));
        }

        @Test
        void isAnsweredForABearerTokenWithoutAnAddress() {
            Api.bearer(Api.signedIn(email).getString("access_token"))
                    .get("/auth/session")
                    .then()
                    .statusCode(200)
                    .body("$", not(hasKey("email")));
        }
    }

    @Nested
    class Refreshing {
        @Test
        void takesTheRefreshTokenFromTheCookie() {
            Jar jar = Jar.signedIn(email);
            String before = jar.field();

            jar.post("/auth/refresh", IN_COOKIES)
                    .then()
                    .statusCode(200)
                    .body("$", equalTo(Map.of("status", "signed_in", "expires_in", 3600)));

            assertThat(jar.field()).isNotEqualTo(before);
            jar.get("/auth/me").then().statusCode(200);
        }

        @Test
        void turnsTokensIntoACookie() {
            Jar jar = new Jar();
            String token = Api.signedIn(email).getString("refresh_token");

            jar.post("/auth/refresh", Map.of("refresh_token", token, "session", "cookie"))
                    .then()
                    .statusCode(200);

            jar.get("/auth/session").then().statusCode(200);
        }

        @Test
        void neverAnswersTheTokensOfACookie() {
            Jar.signedIn(email)
                    .post("/auth/refresh", Map.of())
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("refresh_token"));
        }

        @Test
        void takesTheNewAddress() {
            Jar jar = Jar.signedIn(email);
            String changed = Api.someone();
            Pool.call(
                    "AdminUpdateUserAttributes",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            email,
                            "UserAttributes",
                            List.of(
                                    Map.of("Name", "email", "Value", changed),
                                    Map.of("Name", "email_verified", "Value", "true"))));

            jar.post("/auth/refresh", IN_COOKIES).then().statusCode(200);

            jar.get("/auth/session").then().body("email", equalTo(changed));
        }

        @Test
        void refusedTokenOfTheBodyLeavesTheCookie() {
            Jar jar = Jar.signedIn(email);

            jar.post("/auth/refresh", Map.of("refresh_token", "unknown", "session", "cookie"))
                    .then()
                    .statusCode(401);

            jar.get("/auth/session").then().statusCode(200);
        }

        @Test
        void refusedSessionIsDeleted() {
            Jar jar = Jar.signedIn(email);
            Pool.advance(31L * 24 * 3600);

            jar.post("/auth/refresh", IN_COOKIES).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));

            assertThat(jar.cookies()).isEmpty();
        }

        @Test
        void failureOfThePoolKeepsTheCookie() {
            Jar jar = Jar.signedIn(email);
            Pool.fault(Map.of("operation", "*", "kind", "status", "status", 500));

            Response answer = jar.post("/auth/refresh", IN_COOKIES);

            answer.then().statusCode(503);
            assertThat(Jar.lines(answer)).isEmpty();
        }

        @Test
        void withoutACookieIsRefused() {
            new Jar()
                    .post("/auth/refresh", IN_COOKIES)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_refresh_token"));
        }
    }

    @Nested
    class SigningOut {
        @Test
        void deletesTheCookies() {
            Jar jar = Jar.signedIn(email);

            jar.post("/auth/logout", IN_COOKIES).then().statusCode(204);

            assertThat(jar.cookies()).isEmpty();
        }

        @Test
        void endsTheSessionForACopyOfTheCookie() {
            Jar jar = Jar.signedIn(email);
            Jar copy = new Jar();
            copy.cookies().putAll(jar.cookies());

            jar.post("/auth/logout", IN_COOKIES).then().statusCode(204);

            copy.get("/auth/session").then().statusCode(401);
        }

        @Test
        void endsTheSessionAtThePoolToo() {
            Jar jar = Jar.signedIn(email);

            jar.request().post("/auth/logout").then().statusCode(204);

            assertThat(Pool.calls("RevokeToken")).isOne();
        }

        @Test
        void needsNoBodyWhereTheCookieIsTheCredential() {
            Jar jar = Jar.signedIn(email);

            jar.take(jar.request().post("/auth/logout")).then().statusCode(204);

            assertThat(jar.cookies()).isEmpty();
        }

        @Test
        void worksWhileThePoolFails() {
            Jar jar = Jar.signedIn(email);
            Jar copy = jar.copy();
            Pool.fault(Map.of("operation", "RevokeToken", "kind", "status", "status", 500, "times", 100));

            jar.post("/auth/logout", IN_COOKIES).then().statusCode(204);

            assertThat(jar.cookies()).isEmpty();
            copy.get("/auth/session").then().statusCode(401);
        }

        @Test
        void endsTheSessionForGoodWhileThePoolFails() {
            Jar jar = Jar.signedIn(email);
            Jar copy = jar.copy();
            Pool.fault(Map.of("operation", "RevokeToken", "kind", "status", "status", 500, "times", 100));
            jar.post("/auth/logout", IN_COOKIES).then().statusCode(204);
            Pool.healed();
            int before = Pool.calls("RevokeToken");

            copy.post("/auth/refresh", IN_COOKIES).then().statusCode(401);

            assertThat(copy.cookies()).isEmpty();
            assertThat(Pool.calls("RevokeToken")).isEqualTo(before + 1);
        }

        @Test
        void everywhereWaitsForThePool() {
            Jar jar = Jar.signedIn(email);
            Jar other = Jar.signedIn(email);
            Map<String, Object> everywhere = Map.of("session", "cookie", "everywhere", true);
            Pool.fault(Map.of("operation", "GlobalSignOut", "kind", "status", "status", 500, "times", 100));

            jar.post("/auth/logout", everywhere).then().statusCode(503);
            assertThat(jar.cookies()).isNotEmpty();

            Pool.healed();
            jar.post("/auth/logout", everywhere).then().statusCode(204);
            assertThat(jar.cookies()).isEmpty();
            other.get("/auth/session").then().statusCode(401);
        }

        @Test
        void worksEverywhere() {
            Jar jar = Jar.signedIn(email);
            Jar other = Jar.signedIn(email);

            jar.post("/auth/logout", Map.of("session", "cookie", "everywhere", true))
                    .then()
                    .statusCode(204);

            other.get("/auth/session").then().statusCode(401);
        }
    }

    @Nested
    class UnreadableCookies {
        /** Of each kind that others did not delete: noise, too long, cut, encoded, sealed for another purpose. */
        private List<String> values(Jar good) {
            String whole = good.cookies().get(NAME + 0);
            String challenge = Api.post("/auth/login", Map.of("email", email, "method", "email_otp"))
                    .path("challenge_token");
            return List.of(
                    "x", "", "1.", "9." + whole, "A".repeat(10_240), whole.substring(0, 300), "%00", "1." + challenge);
        }

        @Test
        void areAnonymousAndDeletedWithTheirOwnAttributes() {
            assertThat(values(Jar.signedIn(email))).allSatisfy(value -> {
                Jar jar = new Jar();
                jar.cookies().put(NAME + 0, value);
                Response answer = jar.get("/auth/me");

                answer.then().statusCode(401).body("code", equalTo("authentication_required"));
                assertThat(Jar.lines(answer)).hasSize(4).allSatisfy(line -> assertThat(line)
                        .matches(NAME
                                + "[0-3]=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0"
                                        .replaceFirst("; Path=/; (.*); Max-Age=0", "; Max-Age=0; Path=/; $1")));
            });
        }

        @Test
        void doNotDisturbASignIn() {
            Jar jar = new Jar();
            jar.cookies().put(NAME + 0, "x");
            jar.cookies().put(NAME + 3, "left-behind");

            jar.post("/auth/login", credentials(email)).then().statusCode(200);

            jar.get("/auth/session").then().statusCode(200);
            assertThat(jar.cookies()).doesNotContainKey(NAME + 3);
        }

        @Test
        void includeTwoOfOneName() {
            Jar jar = Jar.signedIn(email);

            jar.request()
                    .header("Cookie", NAME + "0=x; " + jar.field())
                    .get("/auth/me")
                    .then()
                    .statusCode(401);
        }

        @Test
        void plainNameIsNotRead() {
            Jar jar = Jar.signedIn(email);

            new Jar()
                    .withoutOrigin()
                    .header("Cookie", jar.field().replace("__Host-", ""))
                    .get("/auth/me")
                    .then()
                    .statusCode(401);
        }
    }

    @Nested
    class ManyGroups {
        private void groups(int count, int length) {
            Pool.change(
                    email,
                    Map.of(
                            "groups",
                            IntStream.range(0, count)
                                    .mapToObj(i -> ("group-" + i + "-of-the-organisation-with-a-long-name").repeat(4))
                                    .map(name -> name.substring(0, length))
                                    .toList()));
        }

        @Test
        void fitIntoLinesThatBrowsersKeep() {
            groups(60, 40);
            Response answer = new Jar().post("/auth/login", credentials(email));

            answer.then().statusCode(200);
            assertThat(Jar.lines(answer)).hasSizeBetween(1, 4).allSatisfy(line -> assertThat(line)
                    .hasSizeLessThanOrEqualTo(4096));
        }

        @Test
        void hundredOfTheLongestNamesWork() {
            groups(100, 128);
            Jar jar = Jar.signedIn(email);

            jar.get("/auth/session").then().statusCode(200).body("roles.size()", equalTo(100));
        }

        private void tooMany() {
            Pool.change(email, Map.of("groups", Groups.tooManyForASession()));
        }

        @Test
        void beyondTheLimitARefreshSaysSoAndEndsTheSession() {
            Jar jar = Jar.signedIn(email);
            Jar copy = jar.copy();
            tooMany();

            jar.post("/auth/refresh", IN_COOKIES).then().statusCode(403).body("code", equalTo("session_too_large"));

            assertThat(jar.cookies()).isEmpty();
            assertThat(Pool.calls("RevokeToken")).isOne();
            copy.get("/auth/session").then().statusCode(401);
        }

        @Test
        void beyondTheLimitTheSignInSaysSo() {
            tooMany();

            Response answer = new Jar().post("/auth/login", credentials(email));

            assertThat(Jar.lines(answer)).as(answer.asString()).isEmpty();
            answer.then()
                    .statusCode(403)
                    .body("code", equalTo("session_too_large"))
                    .body(
                            "detail",
                            equalTo("The session does not fit into 4 cookies of 4096 bytes."
                                    + " The account is in too many groups, or their names are too long."));
        }
    }
}
