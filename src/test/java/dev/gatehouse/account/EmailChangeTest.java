package dev.gatehouse.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Groups;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class EmailChangeTest {
    private static final String CHANGE = "/auth/me/email";
    private static final String VERIFY = "/auth/me/email/verify";

    private final String next = Api.someone();

    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        token = Api.signedIn(email).getString("access_token");
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    private Response change(String address) {
        return Api.bearer(token).body(Map.of("email", address)).post(CHANGE);
    }

    private Response verify(String code) {
        return Api.bearer(token).body(Map.of("code", code)).post(VERIFY);
    }

    private void verified() {
        change(next).then().statusCode(204);
        verify(Pool.codeFor(next)).then().statusCode(204);
    }

    private static String wrong(String code) {
        return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    }

    /** A token of the session with other claims; one is removed where its value is null. */
    private static String with(String jwt, Map<String, Object> changes) {
        byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.")[1]);
        Map<String, Object> claims = new HashMap<>(
                JsonPath.from(new String(payload, StandardCharsets.UTF_8)).getMap(""));
        claims.putAll(changes);
        claims.values().removeIf(java.util.Objects::isNull);
        return Pool.mint("access", Map.of(), claims);
    }

    @Nested
    class BeforeItIsVerified {
        @BeforeEach
        void asked() {
            change(next).then().statusCode(204);
        }

        @Test
        void codeGoesToTheNewAddressOnly() {
            assertThat(Pool.mailsTo(next)).isEqualTo(1);
            assertThat(Pool.mailsTo(email)).isEqualTo(1);
        }

        @Test
        void oldAddressSignsIn() {
            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void oldAddressRecoversThePassword() {
            int before = Pool.mailsTo(email);
            Api.post("/auth/forgot-password", Map.of("email", email)).then().statusCode(202);

            assertThat(Pool.mailsTo(email)).isEqualTo(before + 1);
        }

        @Test
        void oldAddressIsShownAsVerified() {
            Api.me(token).then().body("email", equalTo(email)).body("email_verified", equalTo(true));
        }

        @Test
        void newAddressSignsInAsLittleAsAnUnknownOne() {
            Response unknown = Api.login(Api.someone(), Api.PASSWORD);

            assertThat(Api.look(Api.login(next, Api.PASSWORD))).isEqualTo(Api.look(unknown));
        }

        @Test
        void wrongCodeIsRefused() {
            verify(wrong(Pool.codeFor(next))).then().statusCode(400).body("code", equalTo("invalid_code"));

            Api.me(token).then().body("email", equalTo(email));
        }

        @Test
        void laterAddressReplacesIt() {
            String third = Api.someone();
            String first = Pool.codeFor(next);
            change(third).then().statusCode(204);

            verify(first).then().statusCode(400);
            verify(Pool.codeFor(third)).then().statusCode(204);
            Api.me(token).then().body("email", equalTo(third));
        }
    }

    @Nested
    class OnceItIsVerified {
        @Test
        void newAddressSignsIn() {
            verified();

            Api.login(next, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void newAddressRecoversThePassword() {
            verified();
            int before = Pool.mailsTo(next);
            Api.post("/auth/forgot-password", Map.of("email", next)).then().statusCode(202);

            assertThat(Pool.mailsTo(next)).isEqualTo(before + 1);
        }

        @Test
        void oldAddressSignsInAsLittleAsAnUnknownOne() {
            verified();
            Response unknown = Api.login(Api.someone(), Api.PASSWORD);

            assertThat(Api.look(Api.login(email, Api.PASSWORD))).isEqualTo(Api.look(unknown));
        }

        @Test
        void profileShowsItAtOnce() {
            Api.me(token).then().body("email", equalTo(email));
            verified();

            Api.me(token).then().body("email", equalTo(next)).body("email_verified", equalTo(true));
        }

        @Test
        void profileOfAnotherSessionShowsItAtOnce() {
            String other = Api.signedIn(email).getString("access_token");
            Api.me(other);
            verified();

            Api.me(other).then().body("email", equalTo(next));
        }

        @Test
        void decisionsPassItOnAtOnce() {
            decided().then().header("X-Auth-Email", equalTo(email));
            verified();

            decided().then().header("X-Auth-Email", equalTo(next));
        }

        private Response decided() {
            return given().header("Authorization", "Bearer " + token)
                    .header("X-Forwarded-Method", "GET")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "app.example.com")
                    .header("X-Forwarded-Uri", "/")
                    .get("/guard/forward-auth?email=true");
        }

        @Test
        void sessionInCookiesHasIt() {
            Jar jar = Jar.signedIn(email);
            jar.post(CHANGE, Map.of("email", next)).then().statusCode(204);
            jar.get("/auth/session").then().body("email", equalTo(email));
            jar.post(VERIFY, Map.of("code", Pool.codeFor(next))).then().statusCode(204);

            jar.get("/auth/session").then().statusCode(200).body("email", equalTo(next));
        }

        /** The change has happened all the same, and the session stays as it is. */
        @Test
        void sessionInCookiesThatHasNoRoomKeepsTheOldOne() {
            String longer = "n0w8xk2v5qz7jr3mtb9yc4hd6gf1lsapue.x7k2q9wz5v8jm3r" + "@" + "t4b6yn1c0hd9gf2ls8pa5ue7xk3w"
                    + "qv6zj.m1rb8tn4yc7hd2gf0ls9pa.io";
            Pool.change(email, Map.of("groups", mostGroups()));
            Jar jar = Jar.signedIn(email);
            jar.post(CHANGE, Map.of("email", longer)).then().statusCode(204);

            Response verified = jar.post(VERIFY, Map.of("code", Pool.codeFor(longer)));

            verified.then().statusCode(204);
            assertThat(Jar.lines(verified)).isEmpty();
            jar.get("/auth/session").then().statusCode(200).body("email", equalTo(email));
            Api.login(longer, Api.PASSWORD).then().statusCode(200);
        }

        /** A little fewer letters than a session has room for. */
        private List<String> mostGroups() {
            String letters = String.join("", Groups.tooManyForASession());
            int fits = 0;
            int tooMany = letters.length();
            while (tooMany - fits > 1) {
                int middle = (fits + tooMany) / 2;
                Pool.change(email, Map.of("groups", groups(letters, middle)));
                boolean isKept = Jar.signedIn(email).cookies().size() > 0;
                fits = isKept ? middle : fits;
                tooMany = isKept ? tooMany : middle;
            }
            return groups(letters, fits - 8);
        }

        private static List<String> groups(String letters, int count) {
            return IntStream.iterate(0, from -> from < count, from -> from + 128)
                    .mapToObj(from -> letters.substring(from, Math.min(count, from + 128)))
                    .toList();
        }

        @Test
        void bearerGetsNoCookie() {
            change(next).then().statusCode(204);

            assertThat(Jar.lines(verify(Pool.codeFor(next)))).isEmpty();
        }

        @Test
        void codeWorksOnce() {
            change(next).then().statusCode(204);
            String code = Pool.codeFor(next);
            verify(code).then().statusCode(204);

            verify(code).then().statusCode(400).body("code", equalTo("invalid_code"));
        }
    }

    @Nested
    class AnAddressOfAnotherAccount {
        private final String taken = Api.someone();

        @BeforeEach
        void another() {
            Api.register(taken).then().statusCode(202);
            Api.verify(taken).then().statusCode(204);
        }

        @Test
        void getsTheAnswerOfAFreeOne() {
            assertThat(Api.look(change(taken))).isEqualTo(Api.look(change(next)));
        }

        @Test
        void getsTheSameNumberOfCalls() {
            int before = Pool.calls("GetUser") + Pool.calls("UpdateUserAttributes");
            change(taken);
            int afterTaken = Pool.calls("GetUser") + Pool.calls("UpdateUserAttributes");
            change(next);

            assertThat(Pool.calls("GetUser") + Pool.calls("UpdateUserAttributes") - afterTaken)
                    .isEqualTo(afterTaken - before);
        }

        @Test
        void takesAsLongAsAFreeOne() {
            Pool.fault(Map.of("operation", "UpdateUserAttributes", "kind", "delay", "delay_ms", 400, "times", 1));
            change(next).then().statusCode(204);

            assertThat(change(taken).time()).isGreaterThan(300);
        }

        @Test
        void getsNoMail() {
            int before = Pool.mailsTo(taken);
            change(taken).then().statusCode(204);

            assertThat(Pool.mailsTo(taken)).isEqualTo(before);
        }

        @Test
        void isTakenInAnyCase() {
            change(taken.toUpperCase(Locale.ROOT)).then().statusCode(204);

            assertThat(Pool.mailsTo(taken)).isEqualTo(1);
        }

        @Test
        void noCodeVerifiesIt() {
            change(taken).then().statusCode(204);

            verify("123456").then().statusCode(400).body("code", equalTo("invalid_code"));
            Api.login(taken, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void looksLikeAWrongCodeIfItIsTakenMeanwhile() {
            change(next).then().statusCode(204);
            String code = Pool.codeFor(next);
            Api.register(next).then().statusCode(202);

            verify(code).then().statusCode(400).body("code", equalTo("invalid_code"));
        }
    }

    @Nested
    class Refused {
        @Test
        void ownAddress() {
            change(email.toUpperCase(Locale.ROOT)).then().statusCode(400).body("errors[0].field", equalTo("email"));

            assertThat(Pool.calls("UpdateUserAttributes")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "nobody", "a b@example.com"})
        void whatIsNoAddress(String address) {
            change(address).then().statusCode(400).body("errors[0].field", equalTo("email"));
        }

        /** The validity of an address is the pool's to judge. */
        @Test
        void whatThePoolTakesForNoAddress() {
            change("nobody@localhost").then().statusCode(400).body("errors[0].field", equalTo("email"));
        }

        @Test
        void whereTheAppClientMayNotWriteIt() {
            Pool.setClient("gatehouseclient", Map.of("write_attributes", List.of("name")));

            change(next).then().statusCode(400).body("errors[0].field", equalTo("email"));
        }

        @Test
        void missingCode() {
            Api.bearer(token).body("{}").post(VERIFY).then().statusCode(400).body("errors[0].field", equalTo("code"));
        }

        @ParameterizedTest
        @ValueSource(strings = {CHANGE, VERIFY})
        void withoutAToken(String path) {
            Api.json().body("{}").post(path).then().statusCode(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {CHANGE, VERIFY})
        void withoutARecentSignIn(String path) {
            long now = Instant.now().getEpochSecond();
            String old = with(token, Map.of("iat", now, "exp", now + 3600, "auth_time", now - 3600));

            Api.bearer(old)
                    .body(Map.of("email", next))
                    .post(path)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("reauthentication_required"));
        }

        @Test
        void withoutTheScope() {
            Api.bearer(with(token, Map.of("scope", "openid")))
                    .body(Map.of("email", next))
                    .post(CHANGE)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_scope"));
        }

        @Test
        void whereNoMailCanBeSent() {
            Pool.fault(Map.of(
                    "operation", "UpdateUserAttributes", "kind", "error", "error", "CodeDeliveryFailureException"));

            change(next).then().statusCode(503).body("code", equalTo("code_not_sent"));
        }
    }

    @Nested
    class OfAnotherIdentityProvider {
        /** Makes the person's account at the pool's domain, and returns a token of it. */
        private String federated() {
            String address = Api.someone();
            String query = "client_id=gatehouseclient&response_type=code&scope=openid&identity_provider=Google"
                    + "&redirect_uri="
                    + URLEncoder.encode("http://localhost:8080/auth/oauth/callback", StandardCharsets.UTF_8)
                    + "&state=s&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256";
            HttpRequest signIn = HttpRequest.newBuilder(
                            URI.create(Pool.issuer().replace("/eu-west-1_gatehouse", "/login?" + query)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("email=" + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                    .build();
            try (HttpClient browser = HttpClient.newHttpClient()) {
                assertThat(browser.send(signIn, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(302);
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            JsonPath user = Pool.call(
                    "ListUsers", Map.of("UserPoolId", "eu-west-1_gatehouse", "Filter", "email = \"" + address + "\""));
            return with(
                    token,
                    Map.of(
                            "username", user.getString("Users[0].Username"),
                            "sub", user.getString("Users[0].Attributes.find { it.Name == 'sub' }.Value"),
                            "origin_jti", "another"));
        }

        @Test
        void isToldWhereTheAddressIsKept() {
            Api.bearer(federated())
                    .body(Map.of("email", next))
                    .post(CHANGE)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("managed_elsewhere"))
                    .body("detail", containsString("Google"));
            assertThat(Pool.calls("UpdateUserAttributes")).isZero();
            assertThat(Pool.mailsTo(next)).isZero();
        }
    }

    @Nested
    class APoolThatChangesTheAddressAtOnce {
        @BeforeEach
        void withoutTheSetting() {
            Pool.set(Map.of("keep_address", false));
        }

        @Test
        void isNoReasonToShowTheOldAddress() {
            Api.me(token);
            change(next).then().statusCode(204);

            Api.me(token).then().body("email", equalTo(next)).body("email_verified", equalTo(false));
        }

        @Test
        void codeVerifiesItAllTheSame() {
            change(next).then().statusCode(204);
            verify(Pool.codeFor(next)).then().statusCode(204);

            Api.me(token).then().body("email", equalTo(next)).body("email_verified", equalTo(true));
        }
    }
}
