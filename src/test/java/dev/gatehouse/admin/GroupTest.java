package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class GroupTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/readers";

    private String token;

    @BeforeEach
    void administrator() {
        Pool.reset();
        token = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
    }

    private Response create(Map<String, ?> group) {
        return Api.bearer(token).body(group).post("/admin/groups");
    }

    private Response change(String name, String body) {
        return Api.bearer(token).body(body).patch("/admin/groups/" + name);
    }

    private Response delete(String name) {
        return Api.bearer(token).urlEncodingEnabled(false).delete("/admin/groups/" + name);
    }

    private Response list(String query) {
        return Api.bearer(token).get("/admin/groups" + query);
    }

    private static Map<String, Object> inPool(String name) {
        return Pool.call("GetGroup", Map.of("UserPoolId", poolId(), "GroupName", name))
                .getMap("Group");
    }

    private static String poolId() {
        return Pool.issuer().substring(Pool.issuer().lastIndexOf('/') + 1);
    }

    private static void addMember(String group) {
        Pool.change(Api.member(), Map.of("groups", List.of(group)));
    }

    @Nested
    class Creation {
        @Test
        void groupIsThereAsItWasDescribed() {
            create(Map.of("name", "editors", "description", "May write", "precedence", 3))
                    .then()
                    .statusCode(201)
                    .body("name", equalTo("editors"))
                    .body("description", equalTo("May write"))
                    .body("precedence", equalTo(3))
                    .body("created_at", matchesPattern("\\d{4}-.*Z"))
                    .body("modified_at", matchesPattern("\\d{4}-.*Z"));

            assertThat(inPool("editors"))
                    .containsEntry("Description", "May write")
                    .containsEntry("Precedence", 3);
        }

        @Test
        void nameAloneIsEnough() {
            create(Map.of("name", "editors"))
                    .then()
                    .statusCode(201)
                    .body("description", nullValue())
                    .body("precedence", nullValue());
        }

        @Test
        void takenNameIs409() {
            create(Map.of("name", "admin")).then().statusCode(409).body("code", equalTo("group_exists"));
        }

        @Test
        void nameOfAnotherAlphabetIsAccepted() {
            create(Map.of("name", "Δοκιμή-組")).then().statusCode(201).body("name", equalTo("Δοκιμή-組"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a/b", "a\\b", ".", "..", "a\u0007", "a\u00a0b"})
        void nameThatIsNoneIsRefused(String name) {
            create(Map.of("name", name)).then().statusCode(400).body("errors[0].field", equalTo("name"));
        }

        @Test
        void nameHas128CharactersAtMost() {
            create(Map.of("name", "x".repeat(129))).then().statusCode(400).body("errors[0].field", equalTo("name"));
            create(Map.of("name", "x".repeat(128))).then().statusCode(201);
        }

        @Test
        void missingNameIsRefused() {
            create(Map.of("precedence", 1)).then().statusCode(400).body("errors[0].field", equalTo("name"));
        }

        @Test
        void longDescriptionIsRefused() {
            create(Map.of("name", "editors", "description", "x".repeat(2049)))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("description"));
        }

        @Test
        void negativePrecedenceIsRefused() {
            create(Map.of("name", "editors", "precedence", -1))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("precedence"));
        }

        @Test
        void iamRoleCannotBeSet() {
            create(Map.of("name", "editors", "role_arn", ROLE)).then().statusCode(400);
        }

        @Test
        void fullPoolIsNoFaultOfTheClients() {
            Pool.fault(
                    Map.of("operation", "CreateGroup", "kind", "error", "error", "LimitExceededException", "times", 1));

            create(Map.of("name", "editors")).then().statusCode(403).body("code", equalTo("refused_by_pool"));
        }

        @Test
        void missingPermissionIsNamed() {
            Pool.fault(
                    Map.of("operation", "CreateGroup", "kind", "error", "error", "AccessDeniedException", "times", 1));

            create(Map.of("name", "editors"))
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("not_configured"))
                    .body("detail", containsString("cognito-idp:CreateGroup"));
        }
    }

    @Nested
    class Reading {
        @Test
        void groupsAreListed() {
            list("").then()
                    .statusCode(200)
                    .body("groups.name", hasItem("admin"))
                    .body("next_cursor", nullValue());
        }

        @Test
        void everyGroupIsOnOnePage() {
            for (int i = 10; i < 15; i++) {
                create(Map.of("name", "group" + i)).then().statusCode(201);
            }

            Response page = list("?limit=2");
            List<String> names = new ArrayList<>(page.path("groups.name"));
            while (page.path("next_cursor") != null) {
                assertThat(page.<List<String>>path("groups.name")).hasSize(2);
                page = list("?limit=2&cursor=" + page.path("next_cursor"));
                names.addAll(page.<List<String>>path("groups.name"));
            }

            assertThat(names)
                    .doesNotHaveDuplicates()
                    .contains("admin", "group10", "group11", "group12", "group13", "group14");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/admin/groups?limit=2&cursor=", "/admin/users?limit=1&cursor="})
        void cursorServesNoOtherList(String other) {
            create(Map.of("name", "editors")).then().statusCode(201);
            String cursor = list("?limit=1").path("next_cursor");

            Api.bearer(token).get(other + cursor).then().statusCode(400).body("errors[0].field", equalTo("cursor"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "eA", "IA", "***", "YWZ0ZXI6eA%3D%3D"})
        void cursorThatIsNoneIsRefused(String cursor) {
            Api.bearer(token)
                    .urlEncodingEnabled(false)
                    .get("/admin/groups?cursor=" + cursor)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("cursor"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "61", "-1", "x", "1.5"})
        void limitIsANumberUpTo60(String limit) {
            list("?limit=" + limit).then().statusCode(400).body("errors[0].field", equalTo("limit"));
        }
    }

    @Nested
    class Change {
        @BeforeEach
        void aGroup() {
            Pool.call(
                    "CreateGroup",
                    Map.of(
                            "UserPoolId",
                            poolId(),
                            "GroupName",
                            "editors",
                            "Description",
                            "May write",
                            "Precedence",
                            3,
                            "RoleArn",
                            ROLE));
        }

        @Test
        void whatIsAbsentStays() {
            change("editors", "{\"precedence\":5}")
                    .then()
                    .statusCode(200)
                    .body("precedence", equalTo(5))
                    .body("description", equalTo("May write"));

            assertThat(inPool("editors"))
                    .containsEntry("Description", "May write")
                    .containsEntry("Precedence", 5)
                    .containsEntry("RoleArn", ROLE);
        }

        @Test
        void nullRemovesTheDescription() {
            change("editors", "{\"description\":null}")
                    .then()
                    .statusCode(200)
                    .body("description", nullValue())
                    .body("precedence", equalTo(3));
        }

        @Test
        void emptyChangeChangesNothing() {
            change("editors", "{}").then().statusCode(200).body("description", equalTo("May write"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "-1", "1.5", "\"3\"", "2147483648", "[1]"})
        void precedenceIsANumber(String value) {
            change("editors", "{\"precedence\":" + value + "}")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("precedence"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"3", "true", "{}", "\"a\\nb\""})
        void descriptionIsAText(String value) {
            change("editors", "{\"description\":" + value + "}")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("description"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "null",
                    "\"x\"",
                    "{\"name\":\"x\"}",
                    "{\"role_arn\":\"x\"}",
                    "{\"precedence\":1,\"precedence\":2}"
                })
        void bodyThatIsNoChangeIsRefused(String body) {
            change("editors", body).then().statusCode(400);

            assertThat(inPool("editors")).containsEntry("Precedence", 3);
        }

        @Test
        void unknownGroupIs404() {
            change("nobodies", "{\"precedence\":1}").then().statusCode(404).body("code", equalTo("group_not_found"));
        }
    }

    @Nested
    class Deletion {
        @BeforeEach
        void aGroup() {
            create(Map.of("name", "editors")).then().statusCode(201);
        }

        @Test
        void emptyGroupIsDeleted() {
            delete("editors").then().statusCode(204);

            list("").then().body("groups.name", not(hasItem("editors")));
        }

        @Test
        void groupWithAMemberStays() {
            addMember("editors");

            delete("editors").then().statusCode(409).body("code", equalTo("group_not_empty"));

            list("").then().body("groups.name", hasItem("editors"));
        }

        @Test
        void groupWithADisabledMemberStays() {
            Pool.change(Api.member(), Map.of("groups", List.of("editors"), "enabled", false));

            delete("editors").then().statusCode(409).body("code", equalTo("group_not_empty"));
        }

        @Test
        void groupOfAdministratorsStays() {
            delete("admin").then().statusCode(409).body("code", equalTo("group_not_empty"));
        }

        @Test
        void unknownGroupIs404() {
            delete("nobodies").then().statusCode(404).body("code", equalTo("group_not_found"));
        }

        @Test
        void encodedNameIsFound() {
            create(Map.of("name", "50%;a?b#c")).then().statusCode(201);

            delete("50%25%3Ba%3Fb%23c").then().statusCode(204);
        }

        @Test
        void malformedNameIsRefused() {
            delete("a%20b").then().statusCode(400).body("errors[0].field", equalTo("name"));
        }

        @Test
        void failureOfTheLookDeletesNothing() {
            Map<String, Object> fault = new HashMap<>(Map.of("operation", "ListUsersInGroup", "kind", "error"));
            fault.putAll(Map.of("error", "InternalErrorException", "times", 9));
            Pool.fault(fault);

            delete("editors").then().statusCode(503);

            Pool.healed();
            assertThat(Pool.calls("DeleteGroup")).isZero();
        }
    }

    @Nested
    class AsSupport {
        @BeforeEach
        void signedIn() {
            String email = Api.member();
            Pool.change(email, Map.of("groups", List.of("support")));
            token = Api.signedIn(email).getString("access_token");
        }

        @Test
        void reads() {
            list("").then().statusCode(200).body("groups.name", everyItem(not(nullValue())));
        }

        @Test
        void createsNothing() {
            create(Map.of("name", "editors")).then().statusCode(403).body("code", equalTo("forbidden"));
        }

        @Test
        void changesNothing() {
            change("admin", "{\"precedence\":1}").then().statusCode(403);
        }

        @Test
        void deletesNothing() {
            delete("support").then().statusCode(403);
        }
    }

    @Nested
    class AsAnyoneElse {
        @Test
        void memberReadsNothing() {
            token = Api.signedIn(Api.member()).getString("access_token");

            list("").then().statusCode(403).body("code", equalTo("forbidden"));
        }

        @Test
        void strangerIsUnauthenticated() {
            Api.json().get("/admin/groups").then().statusCode(401);
        }
    }
}
