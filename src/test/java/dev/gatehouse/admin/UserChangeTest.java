package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
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
class UserChangeTest {
    private String admin;
    private String email;
    private String userId;

    @BeforeEach
    void aMember() {
        Pool.reset();
        admin = Admins.admin();
        email = Api.member();
        userId = Admins.idOf(email);
    }

    private Response read() {
        return Admins.read(admin, userId);
    }

    private Response change(String json) {
        return Api.bearer(admin).body(json).patch("/admin/users/" + userId);
    }

    private Response delete() {
        return Api.bearer(admin).delete("/admin/users/" + userId);
    }

    private static void assertRefused(Response response, String field) {
        response.then().statusCode(400).body("code", equalTo("invalid_input")).body("errors[0].field", equalTo(field));
    }

    @Nested
    class Reading {
        @Test
        void tellsGroupsFactorsAndAttributes() {
            Pool.change(
                    email,
                    Map.of(
                            "groups",
                            List.of("readers", "editors"),
                            "totp_secret",
                            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                            "phone_number",
                            "+15555550100"));

            read().then()
                    .statusCode(200)
                    .body("user_id", equalTo(userId))
                    .body("email", equalTo(email))
                    .body("email_verified", equalTo(true))
                    .body("phone_number_verified", equalTo(true))
                    .body("attributes", equalTo(Map.of("phone_number", "+15555550100")))
                    .body("groups", equalTo(List.of("editors", "readers")))
                    .body("factors", hasItem("totp"));
        }

        @Test
        void groupsOfAllPagesAreThere() {
            List<String> groups = java.util.stream.IntStream.range(0, 70)
                    .mapToObj("group%03d"::formatted)
                    .toList();
            Pool.change(email, Map.of("groups", groups));

            read().then().statusCode(200).body("groups", equalTo(groups));
        }

        @Test
        void personOfAnotherProviderIsReadBySub() {
            JsonPath grace = Admins.federated("grace@example.com");

            Admins.read(admin, grace.getString("attributes.sub"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("EXTERNAL_PROVIDER"))
                    .body("email", equalTo("grace@example.com"))
                    .body("groups", contains("eu-west-1_gatehouse_Google"));
        }

        @Test
        void unknownUserIs404() {
            Admins.read(admin, Admins.UNKNOWN).then().statusCode(404).body("code", equalTo("user_not_found"));
        }
    }

    @Nested
    class ChangingAttributes {
        @Test
        void textSetsAndNullRemovesAndWhatIsAbsentStays() {
            change("{\"attributes\":{\"name\":\"Ada\",\"locale\":\"de\",\"nickname\":\"A\"}}")
                    .then()
                    .statusCode(204);

            change("{\"attributes\":{\"name\":null,\"locale\":\"en\"}}").then().statusCode(204);

            read().then().body("attributes", equalTo(Map.of("locale", "en", "nickname", "A")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"attributes\":{}}"})
        void nothingToChangeIsNotWritten(String nothing) {
            change(nothing).then().statusCode(204);

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
            assertThat(Pool.calls("AdminDeleteUserAttributes")).isZero();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"attributes\":{\"email\":\"x@example.com\"}} | attributes.email",
                    "{\"attributes\":{\"sub\":\"x\"}} | attributes.sub",
                    "{\"attributes\":{\"email_verified\":\"false\"}} | attributes.email_verified",
                    "{\"attributes\":{\"name\":\"Ada\",\"identities\":null}} | attributes.identities",
                    "{\"attributes\":{\"name\":[]}} | attributes.name",
                    "{\"attributes\":{\"name\":\"\"}} | attributes.name",
                    "{\"attributes\":{\"phone_number\":\"0171\"}} | attributes.phone_number",
                    "{\"attributes\":null} | attributes",
                    "{\"email\":null} | email",
                    "{\"email\":1} | email",
                    "{\"email\":\"ada\"} | email",
                    "{\"enabled\":false} | enabled"
                })
        void whatCannotBeChangedIsNamedAndNothingIsWritten(String json, String field) {
            assertRefused(change(json), field);

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
            assertThat(Pool.calls("AdminDeleteUserAttributes")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"x\"", "null", "", "{\"attributes\":{\"name\":\"a\",\"name\":\"b\"}}"})
        void bodyThatIsNoPatchIsRefused(String json) {
            change(json).then().statusCode(400);

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/json-patch+json", "application/merge-patch"})
        void otherTypeIsToldTheRightOne(String type) {
            Api.bearer(admin)
                    .config(RestAssured.config()
                            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                    .contentType(type)
                    .body("{\"attributes\":{\"name\":\"Ada\"}}")
                    .patch("/admin/users/" + userId)
                    .then()
                    .statusCode(415)
                    .header("Accept-Patch", equalTo("application/merge-patch+json"))
                    .body("code", equalTo("unsupported_media_type"));

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
        }

        @Test
        void telephoneNumberStaysWhileCodesGoToIt() {
            Pool.change(email, Map.of("phone_number", "+15555550100"));
            Pool.call(
                    "AdminSetUserMFAPreference",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            email,
                            "SMSMfaSettings",
                            Map.of("Enabled", true)));

            assertRefused(change("{\"attributes\":{\"phone_number\":null}}"), "attributes.phone_number");

            read().then()
                    .body("attributes.phone_number", equalTo("+15555550100"))
                    .body("factors", contains("sms"));
        }

        @Test
        void unknownUserIs404() {
            Api.bearer(admin)
                    .body("{\"attributes\":{\"name\":\"Ada\"}}")
                    .patch("/admin/users/" + Admins.UNKNOWN)
                    .then()
                    .statusCode(404);
        }
    }

    @Nested
    class ChangingTheAddress {
        private Response move(String address) {
            return change("{\"email\":\"" + address + "\"}");
        }

        @Test
        void newAddressSignsInAndRecovers() {
            move("New@Example.com").then().statusCode(204);

            Api.login("New@Example.com", Api.PASSWORD).then().statusCode(200);
            Api.login(email, Api.PASSWORD).then().statusCode(401);
            Api.post("/auth/forgot-password", Map.of("email", "new@example.com"))
                    .then()
                    .statusCode(202);
            assertThat(Pool.mailsTo("New@Example.com")).isEqualTo(1);
            read().then().body("email", equalTo("New@Example.com")).body("email_verified", equalTo(true));
        }

        @Test
        void attributesAreSetInTheSameCall() {
            change("{\"email\":\"new@example.com\",\"attributes\":{\"name\":\"Ada\"}}")
                    .then()
                    .statusCode(204);

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isEqualTo(1);
            read().then().body("attributes.name", equalTo("Ada")).body("email", equalTo("new@example.com"));
        }

        @Test
        void addressOfAnotherAccountIsRefusedBeforeItIsWritten() {
            String other = Api.member();

            move(other.toUpperCase(java.util.Locale.ROOT))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("email_taken"));

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
            assertThat(Pool.user(other).getBoolean("email_verified")).isTrue();
            Api.login(other, Api.PASSWORD).then().statusCode(200);
            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void addressOfAPersonOfAnotherProviderIsTakenToo() {
            Admins.federated("grace@example.com");

            move("Grace@example.com").then().statusCode(409).body("code", equalTo("email_taken"));
        }

        @Test
        void ownAddressMayChangeItsCase() {
            String louder = email.replace("person", "Person");

            move(louder).then().statusCode(204);

            read().then().body("email", equalTo(louder));
        }

        @Test
        void sameAddressIsNotWritten() {
            move(email).then().statusCode(204);

            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
        }

        @Test
        void sameAddressIsVouchedForIfItIsNotVerified() {
            Pool.change(email, Map.of("email_verified", false));

            move(email).then().statusCode(204);

            read().then().body("email_verified", equalTo(true));
        }

        @Test
        void personOfAnotherProviderHasItThere() {
            userId = Admins.federated("grace@example.com").getString("attributes.sub");

            move("new@example.com").then().statusCode(409).body("code", equalTo("managed_elsewhere"));
            assertThat(Pool.calls("AdminUpdateUserAttributes")).isZero();
        }
    }

    @Nested
    class Deleting {
        @Test
        void accountIsGoneAndItsSessionsEnd() {
            JsonPath session = Api.signedIn(email);

            delete().then().statusCode(204);

            assertThat(Pool.has(email)).isFalse();
            Api.judged(session.getString("access_token")).then().statusCode(401);
            read().then().statusCode(404);
        }

        @Test
        void secondTimeIs404() {
            delete().then().statusCode(204);

            delete().then().statusCode(404).body("code", equalTo("user_not_found"));
        }

        @Test
        void personOfAnotherProviderIsDeletedBySub() {
            JsonPath grace = Admins.federated("grace@example.com");
            userId = grace.getString("attributes.sub");

            delete().then().statusCode(204);

            assertThat(Pool.has(grace.getString("username"))).isFalse();
        }

        @Test
        void lastAdministratorStays() {
            userId = Admins.idOf("admin@example.com");

            Api.bearer(admin)
                    .queryParam("own", true)
                    .delete("/admin/users/" + userId)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("last_administrator"));
            assertThat(Pool.has("admin@example.com")).isTrue();
        }

        @Test
        void ownAccountStaysUnlessTheRequestSaysSo() {
            Pool.change(email, Map.of("groups", List.of("admin")));
            String token = Api.signedIn(email).getString("access_token");

            Api.bearer(token)
                    .delete("/admin/users/" + userId)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("own_role"));
            Api.bearer(token)
                    .queryParam("own", true)
                    .delete("/admin/users/" + userId)
                    .then()
                    .statusCode(204);
        }

        @Test
        void missingPermissionIsNamedAndTheAccountStays() {
            Pool.fault(Map.of(
                    "operation", "AdminDeleteUser", "kind", "error", "error", "AccessDeniedException", "times", 1));

            delete().then().statusCode(503).body("detail", containsString("cognito-idp:AdminDeleteUser"));
            assertThat(Pool.has(email)).isTrue();
        }
    }
}
