package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class UserSearchTest {
    private static final String DEMO = "demo@example.com";

    private String admin;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        admin = Admins.admin();
    }

    private Response search(Map<String, ?> conditions) {
        return search(admin, conditions);
    }

    private static Response search(String token, Map<String, ?> conditions) {
        return Api.bearer(token).queryParams(conditions).get("/admin/users");
    }

    private static void assertRefused(Response response, String field) {
        response.then().statusCode(400).body("code", equalTo("invalid_input")).body("errors[0].field", equalTo(field));
    }

    @Test
    void everybodyIsFoundWithoutAnyCondition() {
        search(Map.of())
                .then()
                .statusCode(200)
                .body("users.email", contains(DEMO, "admin@example.com"))
                .body("next_cursor", nullValue());
    }

    @Test
    void accountInAListTellsAllButGroupsAndFactors() {
        search(Map.of("email", DEMO))
                .then()
                .body("users[0].user_id", equalTo(Admins.idOf(DEMO)))
                .body("users[0].email_verified", equalTo(true))
                .body("users[0].phone_number_verified", equalTo(false))
                .body("users[0].status", equalTo("CONFIRMED"))
                .body("users[0].enabled", equalTo(true))
                .body("users[0].attributes", equalTo(Map.of()))
                .body("users[0].created_at", notNullValue())
                .body("users[0].groups", nullValue())
                .body("users[0].factors", nullValue());
    }

    @Test
    void personOfAnotherProviderIsFoundUnderTheSub() {
        String sub = Admins.federated("grace@example.com").getString("attributes.sub");

        search(Map.of("status", "EXTERNAL_PROVIDER"))
                .then()
                .body("users.user_id", contains(sub))
                .body("users[0].attributes", equalTo(Map.of()));
    }

    @Nested
    class ByEmail {
        @ParameterizedTest
        @ValueSource(strings = {"demo@example.com", "dem", "DEMO@", "demo@"})
        void prefixFindsWithoutRegardToCase(String prefix) {
            search(Map.of("email", prefix)).then().statusCode(200).body("users.email", contains(DEMO));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\" or email ^= \"",
                    "\" or email ^= \"demo",
                    "%",
                    "%25",
                    "*",
                    "_",
                    "d_mo",
                    "demo\\",
                    "@",
                    "\\"
                })
        void whatMeansSomethingToAFilterIsLiteral(String prefix) {
            search(Map.of("email", prefix)).then().statusCode(200).body("users", empty());
        }

        @Test
        void quotedAddressIsFound() {
            String quoted = "\".\"@example.com";
            Pool.call("AdminCreateUser", Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", quoted));

            search(Map.of("email", quoted)).then().statusCode(200).body("users.email", contains(quoted));
        }

        @Test
        void addressWithABackslashIsFound() {
            String odd = "a\\b@example.com";
            Pool.call("AdminCreateUser", Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", odd));

            search(Map.of("email", "a\\")).then().statusCode(200).body("users.email", contains(odd));
        }

        @Test
        void whatIsTooLongOnceItIsEscapedIsRefusedByName() {
            assertRefused(search(Map.of("email", "\"".repeat(250))), "email");
            assertRefused(search(Map.of("email", "\"".repeat(123))), "email");
            search(Map.of("email", "\"".repeat(122))).then().statusCode(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\nb", "a\u0000", "a\u200eb"})
        void controlCharactersAreRefusedByName(String prefix) {
            assertRefused(search(Map.of("email", prefix)), "email");
        }

        @Test
        void filterThatCognitoRefusesIsNoFailureOfCognito() {
            for (int i = 0; i < 25; i++) {
                Pool.fault(Map.of(
                        "operation",
                        "ListUsers",
                        "kind",
                        "error",
                        "error",
                        "InvalidParameterException",
                        "message",
                        "Error while parsing filter.",
                        "times",
                        1));
                assertRefused(search(Map.of("email", "a\"")), "email");
            }

            search(Map.of("email", "demo")).then().statusCode(200).body("users", hasSize(1));
        }
    }

    @Nested
    class ByOtherConditions {
        @BeforeEach
        void peopleOfEachKind() {
            Admins.unconfirmed();
            Pool.change(Api.member(), Map.of("enabled", false));
        }

        @ParameterizedTest
        @CsvSource({
            "CONFIRMED, '', 3",
            "UNCONFIRMED, '', 1",
            "RESET_REQUIRED, '', 0",
            "'', true, 3",
            "'', false, 1",
            "CONFIRMED, true, 2",
            "UNCONFIRMED, false, 0"
        })
        void allOfThemMustBeMet(String status, String enabled, int found) {
            search(Map.of("status", status, "enabled", enabled))
                    .then()
                    .statusCode(200)
                    .body("users", hasSize(found));
        }

        @Test
        void alsoBesideAnEmailPrefix() {
            search(Map.of("email", "person", "status", "CONFIRMED", "enabled", "false"))
                    .then()
                    .body("users", hasSize(1));
            search(Map.of("email", "person", "status", "CONFIRMED", "enabled", "true"))
                    .then()
                    .body("users", empty());
        }

        @ParameterizedTest
        @CsvSource({
            "status, confirmed",
            "status, CONFIRMED OR",
            "enabled, yes",
            "limit, 0",
            "limit, 61",
            "limit, -1",
            "limit, all",
            "cursor, x"
        })
        void malformedOneIsRefusedByName(String name, String value) {
            assertRefused(search(Map.of(name, value)), name);
        }
    }

    @Nested
    class Pages {
        private List<String> all(Map<String, Object> conditions) {
            List<String> found = new ArrayList<>();
            Map<String, Object> next = new HashMap<>(conditions);
            do {
                Response page = search(next);
                page.then().statusCode(200);
                found.addAll(page.jsonPath().getList("users.email"));
                next.put("cursor", page.path("next_cursor"));
            } while (next.get("cursor") != null);
            return found;
        }

        private String cursor(Map<String, ?> conditions) {
            return search(conditions).then().statusCode(200).extract().path("next_cursor");
        }

        @BeforeEach
        void crowd() {
            Pool.add(Map.of("count", 130));
        }

        @Test
        void sixtyAccountsAreAPage() {
            search(Map.of()).then().body("users", hasSize(60)).body("next_cursor", notNullValue());
        }

        @Test
        void everybodyIsOnExactlyOnePage() {
            assertThat(all(Map.of("limit", 50))).hasSize(132).doesNotHaveDuplicates();
        }

        @Test
        void conditionsThatCognitoDoesNotTakeHoldOnAllPages() {
            IntStream.of(7, 77, 129).forEach(n -> Pool.change("crowd" + n + "@example.com", Map.of("enabled", false)));

            assertThat(all(Map.of("email", "crowd", "enabled", "false", "limit", 10)))
                    .containsExactly("crowd7@example.com", "crowd77@example.com", "crowd129@example.com");
        }

        @Test
        void oneRequestMakesAtMostFiveCalls() {
            Map<String, Object> nobody = Map.of("email", "crowd", "enabled", "false", "limit", 10);
            int before = Pool.calls("ListUsers");

            search(nobody).then().statusCode(200).body("users", empty()).body("next_cursor", notNullValue());

            assertThat(Pool.calls("ListUsers") - before).isEqualTo(5);
        }

        @Test
        void cursorServesOnlyItsSearch() {
            String cursor = cursor(Map.of("email", "crowd"));

            search(Map.of("email", "crowd", "cursor", cursor)).then().statusCode(200);
            assertRefused(search(Map.of("email", "crow", "cursor", cursor)), "cursor");
            assertRefused(search(Map.of("email", "crowd", "enabled", "true", "cursor", cursor)), "cursor");
            assertRefused(search(Map.of("email", "crowd", "limit", 59, "cursor", cursor)), "cursor");
            assertRefused(search(Map.of("cursor", cursor)), "cursor");
        }

        @Test
        void cursorServesOnlyItsCaller() {
            String cursor = cursor(Map.of());

            assertRefused(search(Admins.support(), Map.of("cursor", cursor)), "cursor");
        }

        @Test
        void changedCursorIsRefused() {
            String cursor = cursor(Map.of());
            char last = cursor.charAt(cursor.length() - 1);

            assertRefused(
                    search(Map.of("cursor", cursor.substring(0, cursor.length() - 1) + (last == 'A' ? 'Q' : 'A'))),
                    "cursor");
        }

        @Test
        void cursorThatCognitoNoLongerKnowsIsRefused() {
            String cursor = cursor(Map.of());
            Pool.fault(Map.of(
                    "operation",
                    "ListUsers",
                    "kind",
                    "error",
                    "error",
                    "InvalidParameterException",
                    "message",
                    "Invalid pagination token.",
                    "times",
                    1));

            assertRefused(search(Map.of("cursor", cursor)), "cursor");
        }
    }

    @Test
    void missingPermissionIsNamed() {
        Pool.fault(Map.of("operation", "ListUsers", "kind", "error", "error", "AccessDeniedException", "times", 1));

        search(Map.of())
                .then()
                .statusCode(503)
                .body("code", equalTo("not_configured"))
                .body(
                        "detail",
                        equalTo("This operation needs the IAM permission cognito-idp:ListUsers,"
                                + " which this service's AWS credentials lack."));
    }
}
