package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class InviteTest {
    private static final List<String> BOTH = List.of("editors", "readers");

    private String admin;
    private String email;

    @BeforeEach
    void groupsExist() {
        Pool.reset();
        BOTH.forEach(
                group -> Pool.call("CreateGroup", Map.of("UserPoolId", "eu-west-1_gatehouse", "GroupName", group)));
        admin = Admins.admin();
        email = Api.someone();
    }

    private Response invite(Map<String, ?> body) {
        return Api.bearer(admin).body(body).post("/admin/users");
    }

    private static void assertRefused(Response response, String field) {
        response.then().statusCode(400).body("code", equalTo("invalid_input")).body("errors[0].field", equalTo(field));
    }

    @Test
    void accountIsCreatedAndItsPlaceNamed() {
        Response invited = invite(Map.of("email", email, "attributes", Map.of("name", "Ada"), "groups", BOTH));

        invited.then()
                .statusCode(201)
                .header("Location", equalTo("/admin/users/" + Admins.idOf(email)))
                .body("user_id", equalTo(Admins.idOf(email)))
                .body("email", equalTo(email))
                .body("email_verified", equalTo(true))
                .body("status", equalTo("FORCE_CHANGE_PASSWORD"))
                .body("attributes", equalTo(Map.of("name", "Ada")))
                .body("groups", equalTo(BOTH));
        assertThat(Pool.user(email).getList("groups")).isEqualTo(BOTH);
    }

    @Test
    void temporaryPasswordIsMailedAndServes() {
        invite(Map.of("email", email)).then().statusCode(201).body("groups", equalTo(List.of()));

        Api.login(email, Pool.codeFor(email))
                .then()
                .statusCode(200)
                .body("challenge", equalTo("NEW_PASSWORD_REQUIRED"));
    }

    @Test
    void takenAddressIsRefusedWhateverItsCase() {
        invite(Map.of("email", "Demo@Example.com")).then().statusCode(409).body("code", equalTo("email_taken"));
    }

    @Test
    void invitedAddressIsNotInvitedTwice() {
        invite(Map.of("email", email, "groups", BOTH)).then().statusCode(201);

        invite(Map.of("email", email, "groups", BOTH)).then().statusCode(409).body("code", equalTo("email_taken"));
        assertThat(Pool.mailsTo(email)).isEqualTo(1);
    }

    @Test
    void groupThatDoesNotExistIsRefusedBeforeAnythingIsCreated() {
        invite(Map.of("email", email, "groups", List.of("editors", "nobody")))
                .then()
                .statusCode(404)
                .body("code", equalTo("group_not_found"));

        assertThat(Pool.has(email)).isFalse();
        assertThat(Pool.mailsTo(email)).isZero();
    }

    @Test
    void missingPermissionIsNamed() {
        Pool.fault(
                Map.of("operation", "AdminCreateUser", "kind", "error", "error", "AccessDeniedException", "times", 1));

        invite(Map.of("email", email))
                .then()
                .statusCode(503)
                .body("code", equalTo("not_configured"))
                .body("detail", containsString("cognito-idp:AdminCreateUser"));
    }

    @Nested
    class HalfWay {
        @BeforeEach
        void groupsCannotBeJoined() {
            Pool.fault(Map.of(
                    "operation", "AdminAddUserToGroup", "kind", "error", "error", "AccessDeniedException", "times", 1));
        }

        @Test
        void answerSaysWhatWasDone() {
            invite(Map.of("email", email, "groups", BOTH))
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("not_configured"))
                    .body("detail", containsString("The account was created"))
                    .body("detail", containsString("cognito-idp:AdminAddUserToGroup"));
            assertThat(Pool.mailsTo(email)).isEqualTo(1);
        }

        @Test
        void sameRequestCompletesIt() {
            Map<String, Object> request = Map.of("email", email, "attributes", Map.of("name", "Ada"), "groups", BOTH);
            invite(request).then().statusCode(503);

            invite(request).then().statusCode(201).body("groups", equalTo(BOTH));

            assertThat(Pool.user(email).getList("groups")).isEqualTo(BOTH);
            assertThat(Pool.mailsTo(email)).isEqualTo(1);
        }

        @Test
        void requestWithOtherAttributesDoesNot() {
            invite(Map.of("email", email, "groups", BOTH)).then().statusCode(503);

            invite(Map.of("email", email, "attributes", Map.of("name", "Ada"), "groups", BOTH))
                    .then()
                    .statusCode(409);
            assertThat(Pool.user(email).getList("groups")).isEmpty();
        }

        @Test
        void requestForSomebodyElsesAccountDoesNot() {
            String member = Api.member();

            invite(Map.of("email", member, "groups", BOTH)).then().statusCode(409);
            assertThat(Pool.user(member).getList("groups")).isEmpty();
        }
    }

    @Nested
    class Malformed {
        @ParameterizedTest
        @CsvSource({
            "email, x, attributes.email",
            "email_verified, false, attributes.email_verified",
            "sub, x, attributes.sub",
            "cognito:groups, admin, attributes.cognito:groups",
            "identities, x, attributes.identities",
            "unknown, x, attributes.unknown",
            "phone_number, 0171, attributes.phone_number",
            "name, '', attributes.name"
        })
        void attributeIsNamed(String name, String value, String field) {
            assertRefused(invite(Map.of("email", email, "attributes", Map.of(name, value))), field);
        }

        @Test
        void attributeThatIsNoTextIsNamed() {
            assertRefused(invite(Map.of("email", email, "attributes", Map.of("name", 1))), "attributes.name");
            assertRefused(invite(Map.of("email", email, "attributes", "name")), "attributes");
        }

        @Test
        void attributeThatThePoolDoesNotHaveIsRefused() {
            assertRefused(invite(Map.of("email", email, "attributes", Map.of("custom:none", "x"))), "body");
        }

        @Test
        void addressIsNamed() {
            assertRefused(invite(Map.of()), "email");
            assertRefused(invite(Map.of("email", "ada")), "email");
        }

        @Test
        void groupsAreNamed() {
            assertRefused(invite(Map.of("email", email, "groups", List.of("a b"))), "groups");
            assertRefused(
                    invite(Map.of(
                            "email",
                            email,
                            "groups",
                            IntStream.range(0, 11).mapToObj(n -> "g" + n).toList())),
                    "groups");
        }

        @Test
        void unknownMemberIsNamed() {
            assertRefused(invite(Map.of("email", email, "password", "x")), "password");
            assertThat(Pool.user(email).getString("username")).isNull();
        }
    }

    @Test
    void invitedPersonIsNotGivenFactorsOrPhone() {
        invite(Map.of("email", email))
                .then()
                .body("factors", equalTo(List.of()))
                .body("phone_number_verified", equalTo(false))
                .body("attributes.phone_number", nullValue());
    }
}
