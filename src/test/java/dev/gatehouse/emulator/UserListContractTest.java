package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** ListUsers: its filter and its pages. */
class UserListContractTest {

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private static String email(UserType user) {
        return user.attributes().stream()
                .filter(attribute -> attribute.name().equals("email"))
                .map(AttributeType::value)
                .findFirst()
                .orElseThrow();
    }

    private List<String> found(String filter) {
        return pool.cognito.listUsers(r -> r.userPoolId(pool.id).filter(filter)).users().stream()
                .map(UserListContractTest::email)
                .toList();
    }

    private ListUsersResponse page(String token) {
        return pool.cognito.listUsers(r -> r.userPoolId(pool.id).limit(2).paginationToken(token));
    }

    @NeedsControlRoutes
    @Test
    void everybodyIsListedWithoutAFilter() {
        assertThat(found(null)).containsExactly("demo@example.com", "admin@example.com");
        assertThat(found("")).hasSize(2);
    }

    @NeedsControlRoutes
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "email = \"demo@example.com\", demo@example.com",
                "email=\"demo@example.com\", demo@example.com",
                "email ^= \"dem\", demo@example.com",
                "status = \"Disabled\", admin@example.com",
                "cognito:user_status = \"confirmed\", demo@example.com admin@example.com",
                "cognito:user_status = \"UNCONFIRMED\", ``",
                "given_name = \"A \\\"B\\\"\", demo@example.com",
                "email = \"DEM\", ``",
                "email = \"Demo@Example.com\", demo@example.com",
                "email ^= \"DEM\", demo@example.com",
                "status = \"disabled\", ``"
            })
    void filterSelects(String filter, String expected) {
        pool.cognito.adminDisableUser(r -> r.userPoolId(pool.id).username("admin@example.com"));
        pool.cognito.adminUpdateUserAttributes(r -> r.userPoolId(pool.id)
                .username("demo@example.com")
                .userAttributes(AttributeType.builder()
                        .name("given_name")
                        .value("A \"B\"")
                        .build()));
        assertThat(String.join(" ", found(filter))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "email = demo", "zoneinfo = \"x\"", "email = \"a\" or email = \"b\""})
    void otherFilterIsRefused(String filter) {
        refused(() -> found(filter), "InvalidParameterException");
    }

    @NeedsControlRoutes
    @Test
    void pagesHoldEverybodyOnceThoughSomebodyIsDeletedBetweenThem() {
        for (String name : List.of("a", "b", "c")) {
            pool.signUp(name + "@example.com");
        }
        List<String> all = new ArrayList<>();
        ListUsersResponse page = page(null);
        page.users().forEach(user -> all.add(email(user)));
        pool.cognito.adminDeleteUser(r -> r.userPoolId(pool.id).username("admin@example.com"));
        while (page.paginationToken() != null) {
            page = page(page.paginationToken());
            assertThat(page.users()).hasSizeLessThanOrEqualTo(2);
            page.users().forEach(user -> all.add(email(user)));
        }
        assertThat(all)
                .containsExactly(
                        "demo@example.com", "admin@example.com", "a@example.com", "b@example.com", "c@example.com");
    }

    @Test
    void namedAttributesAloneAreReturned() {
        assertThat(pool.cognito
                        .listUsers(r -> r.userPoolId(pool.id).attributesToGet("sub"))
                        .users())
                .allSatisfy(user -> assertThat(user.attributes())
                        .extracting(AttributeType::name)
                        .containsExactly("sub"));
    }
}
