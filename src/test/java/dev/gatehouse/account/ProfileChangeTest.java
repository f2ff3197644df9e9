package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class ProfileChangeTest {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        Pool.set(Map.of("custom_attributes", Map.of("department", true, "badge", false, "age", true)));
        email = Api.member();
        token = Api.signedIn(email).getString("access_token");
    }

    private RequestSpecification request() {
        return Api.bearer(token);
    }

    private Response patch(String body) {
        return request().contentType(MERGE_PATCH).body(body).patch("/auth/me");
    }

    private void patched(String body) {
        patch(body).then().statusCode(204);
    }

    private Map<String, String> attributes() {
        return Pool.user(email).getMap("attributes");
    }

    private static int writes() {
        return Pool.calls("UpdateUserAttributes") + Pool.calls("DeleteUserAttributes");
    }

    /** Refused for this field, before or by the pool. */
    private void assertRefused(String body, String field) {
        patch(body)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_input"))
                .body("errors.field", hasItem(field));
    }

    @Nested
    class Setting {
        @Test
        void isShownAtOnce() {
            Api.me(token).then().body("$", not(hasKey("name")));
            patched("{\"name\":\"Ada Lovelace\",\"custom:department\":\"Mathematics\"}");

            Api.me(token)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("Ada Lovelace"))
                    .body("'custom:department'", equalTo("Mathematics"));
        }

        @Test
        void isShownAtOnceInOtherSessions() {
            String other = Api.signedIn(email).getString("access_token");
            Api.me(other);
            patched("{\"name\":\"Ada\"}");

            Api.me(other).then().body("name", equalTo("Ada"));
        }

        @Test
        void isWrittenToThePool() {
            patched("{\"name\":\"Ada\"}");

            assertThat(attributes()).containsEntry("name", "Ada");
        }

        @Test
        void takesPlainJsonToo() {
            request().body("{\"name\":\"Ada\"}").patch("/auth/me").then().statusCode(204);

            assertThat(attributes()).containsEntry("name", "Ada");
        }

        @Test
        void absentAttributesStay() {
            patched("{\"name\":\"Ada\",\"locale\":\"en-GB\"}");
            patched("{\"name\":\"Grace\"}");

            assertThat(attributes()).containsEntry("name", "Grace").containsEntry("locale", "en-GB");
        }

        @Test
        void severalAreOneCall() {
            patched("{\"name\":\"Ada\",\"locale\":\"en-GB\",\"phone_number\":\"+15555550100\"}");

            assertThat(writes()).isEqualTo(1);
        }

        @Test
        void nothingIsNoCall() {
            patched("{}");

            assertThat(writes()).isZero();
        }

        @Test
        void longestValueFits() {
            patched("{\"name\":\"" + "x".repeat(2048) + "\"}");
        }

        @Test
        void unlistedAttributesOfThePoolAreNotShown() {
            Pool.call(
                    "UpdateUserAttributes",
                    Map.of("AccessToken", token, "UserAttributes", List.of(Map.of("Name", "nickname", "Value", "a"))));

            Api.me(token).then().statusCode(200).body("$", not(hasKey("nickname")));
        }

        @Test
        void worksByCookie() {
            Jar jar = Jar.signedIn(email);
            jar.take(jar.request()
                            .contentType(MERGE_PATCH)
                            .body("{\"name\":\"Ada\"}")
                            .patch("/auth/me"))
                    .then()
                    .statusCode(204);

            assertThat(attributes()).containsEntry("name", "Ada");
        }

        @Test
        void pageOfAnotherSiteCannotDoItByCookie() {
            Jar.signedIn(email)
                    .withoutOrigin()
                    .header("Sec-Fetch-Site", "cross-site")
                    .body("{\"name\":\"Eve\"}")
                    .patch("/auth/me")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("cross_site_request"));
        }

        @Test
        void needsAToken() {
            Api.json().body("{\"name\":\"Eve\"}").patch("/auth/me").then().statusCode(401);
        }
    }

    @Nested
    class Removing {
        @Test
        void removesOnlyThat() {
            patched("{\"name\":\"Ada\",\"locale\":\"en-GB\"}");
            patched("{\"name\":null}");

            assertThat(attributes()).doesNotContainKey("name").containsEntry("locale", "en-GB");
            Api.me(token).then().body("$", not(hasKey("name"))).body("locale", equalTo("en-GB"));
        }

        @Test
        void whatIsNotThereCanBeRemoved() {
            patched("{\"name\":null}");
        }

        @Test
        void goesTogetherWithSetting() {
            patched("{\"name\":\"Ada\"}");
            patched("{\"name\":null,\"locale\":\"en-GB\"}");

            assertThat(attributes()).doesNotContainKey("name").containsEntry("locale", "en-GB");
        }
    }

    @Nested
    class BeforeAnythingIsWritten {
        @ParameterizedTest
        @ValueSource(strings = {"email", "email_verified", "sub", "nickname", "cognito:groups", "identities", "roles"})
        void memberThatIsNotListedIsNamed(String name) {
            assertRefused("{\"locale\":\"en\",\"" + name + "\":\"x\"}", name);

            assertThat(writes()).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "phone_number, 0171",
            "phone_number, +0171",
            "phone_number, +1234567890123456",
            "phone_number, tel:+15555550100",
            "locale, en_",
            "name, ''",
            "name, ' '",
            "name, a\\u0000b",
            "name, a\\nb",
            "name, \\ud800"
        })
        void malformedValueIsNamed(String name, String value) {
            assertRefused("{\"custom:department\":\"a\",\"" + name + "\":\"" + value + "\"}", name);

            assertThat(writes()).isZero();
        }

        @Test
        void valueThatIsTooLongIsNamed() {
            assertRefused("{\"name\":\"" + "x".repeat(2049) + "\"}", "name");
        }

        @ParameterizedTest
        @ValueSource(strings = {"5", "true", "[]", "{}", "[\"a\"]"})
        void valueThatIsNoTextIsNamed(String value) {
            assertRefused("{\"custom:age\":" + value + "}", "custom:age");
        }

        @Test
        void validMembersBesideAWrongOneAreNotWritten() {
            assertRefused("{\"name\":\"Ada\",\"phone_number\":\"0171\"}", "phone_number");

            assertThat(attributes()).doesNotContainKey("name");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"[]", "\"name\"", "\"\"", "null", "5", "", "{", "{\"name\":\"a\",\"name\":\"b\"}", "{}{}"})
        void bodyThatIsNotOneObjectIsRefused(String body) {
            patch(body).then().statusCode(400);

            assertThat(writes()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/json-patch+json",
                    "application/merge-patch",
                    "application/x-www-form-urlencoded"
                })
        void otherTypeIsToldTheRightOne(String type) {
            request()
                    .config(io.restassured.RestAssured.config()
                            .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                    .encodeContentTypeAs(type, io.restassured.http.ContentType.TEXT)))
                    .contentType(type)
                    .body("{\"name\":\"a\"}")
                    .patch("/auth/me")
                    .then()
                    .statusCode(415)
                    .header("Accept-Patch", equalTo(MERGE_PATCH))
                    .body("code", equalTo("unsupported_media_type"));
        }

        @Test
        void optionsNameTheTypeOfPatches() {
            Api.json().options("/auth/me").then().statusCode(204).header("Accept-Patch", equalTo(MERGE_PATCH));
        }

        @Test
        void mergePatchIsNotTakenElsewhere() {
            request()
                    .contentType(MERGE_PATCH)
                    .body(Map.of("current_password", "a", "new_password", "b"))
                    .post("/auth/change-password")
                    .then()
                    .statusCode(415);
        }
    }

    @Nested
    class WhatThePoolRefuses {
        @Test
        void attributeThatTheClientMayNotWriteIsNamed() {
            Pool.setClient("gatehouseclient", Map.of("write_attributes", List.of("email", "name")));

            assertRefused("{\"locale\":\"en\"}", "locale");
        }

        @Test
        void tokenIsNotToBlameForIt() {
            Pool.setClient("gatehouseclient", Map.of("write_attributes", List.of("email", "name")));
            patch("{\"locale\":\"en\"}").then().statusCode(400).header("WWW-Authenticate", equalTo(null));

            Api.me(token).then().statusCode(200);
        }

        /** Cognito does not say which. */
        @Test
        void allAreNamedOfWhichOneMayNotBeWritten() {
            Pool.setClient("gatehouseclient", Map.of("write_attributes", List.of("email", "name")));

            patch("{\"locale\":\"en\",\"name\":\"Ada\"}")
                    .then()
                    .statusCode(400)
                    .body("errors.field", equalTo(List.of("locale", "name")));
        }

        @Test
        void immutableAttributeIsNamed() {
            patched("{\"custom:badge\":\"1\"}");

            assertRefused("{\"custom:badge\":\"2\",\"name\":\"Ada\"}", "custom:badge");
            assertThat(attributes()).containsEntry("custom:badge", "1").doesNotContainKey("name");
        }

        @Test
        void removalOfARequiredAttributeIsNamed() {
            patched("{\"name\":\"Ada\"}");
            Pool.set(Map.of("required_attributes", List.of("name")));

            patch("{\"name\":null}")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("name"))
                    .body("errors[0].message", containsString("required"));
            assertThat(attributes()).containsEntry("name", "Ada");
        }

        @Test
        void attributeThatThePoolLacksIsNamed() {
            Pool.reset();
            email = Api.member();
            token = Api.signedIn(email).getString("access_token");

            assertRefused("{\"custom:department\":\"a\"}", "custom:department");
        }

        /** What the message quotes of a value is no name of an attribute. */
        @Test
        void valueThatLooksLikeAnErrorNamesNothingElse() {
            Pool.fault(Map.of(
                    "operation", "UpdateUserAttributes",
                    "kind", "error",
                    "error", "InvalidParameterException",
                    "message", "Attributes did not conform to the schema: email: x"));
            try {
                assertRefused("{\"name\":\"Ada\"}", "name");
            } finally {
                Pool.healed();
            }
        }
    }

    @Nested
    class TheTelephoneNumber {
        private void secondFactor() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp", "sms")));
            Pool.change(email, Map.of("phone_number", "+15555550100"));
            Pool.call(
                    "SetUserMFAPreference",
                    Map.of("AccessToken", token, "SMSMfaSettings", Map.of("Enabled", true, "PreferredMfa", true)));
        }

        @Test
        void isChangedAndRemoved() {
            patched("{\"phone_number\":\"+15555550100\"}");
            Api.me(token).then().body("phone_number", equalTo("+15555550100"));
            patched("{\"phone_number\":null}");
            Api.me(token).then().body("$", not(hasKey("phone_number")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"+15555550199\""})
        void staysWhileItIsASecondFactor(String value) {
            secondFactor();

            assertRefused("{\"phone_number\":" + value + ",\"name\":\"Ada\"}", "phone_number");
            assertThat(attributes())
                    .containsEntry("phone_number", "+15555550100")
                    .doesNotContainKey("name");
            Api.login(email, Api.PASSWORD).then().body("challenge", equalTo("SMS_MFA"));
        }

        @Test
        void otherAttributesDoNotWaitForIt() {
            secondFactor();

            patched("{\"name\":\"Ada\"}");
        }
    }

    @Nested
    class Otherwise {
        @Test
        void tokenWithoutTheScopeChangesNothing() {
            Map<String, Object> claims = new HashMap<>(claims(token));
            claims.put("scope", "openid");
            String lacking = Pool.mint("access", Map.of(), claims);

            Api.bearer(lacking)
                    .body("{\"name\":\"Ada\"}")
                    .patch("/auth/me")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_scope"));
        }

        private Map<String, Object> claims(String jwt) {
            byte[] payload = java.util.Base64.getUrlDecoder().decode(jwt.split("\\.")[1]);
            return JsonPath.from(new String(payload, java.nio.charset.StandardCharsets.UTF_8))
                    .getMap("");
        }

        /** Cognito may have made the change, and only its answer was lost. */
        @Test
        void profileIsReadAgainAfterAFailure() {
            Api.me(token);
            Pool.fault(Map.of("operation", "UpdateUserAttributes", "kind", "truncate"));
            patch("{\"name\":\"Ada\"}");
            Pool.healed();

            Api.me(token).then().body("name", equalTo(Pool.user(email).getString("attributes.name")));
        }
    }
}
