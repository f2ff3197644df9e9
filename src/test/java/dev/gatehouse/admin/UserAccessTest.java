package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the routes about users. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class UserAccessTest {
    private String userId;

    @BeforeEach
    void demo() {
        Pool.reset();
        userId = Admins.idOf("demo@example.com");
    }

    private Response send(RequestSpecification request, String route) {
        String[] parts = route.split(" ", 2);
        if (!parts[0].equals("GET")) {
            request.body(parts[1].equals("/admin/users") ? "{\"email\":\"new@example.com\"}" : "{}");
        }
        return request.request(parts[0], parts[1].replace("{id}", userId));
    }

    private void assertForbidden(String token, String route) {
        send(Api.bearer(token), route).then().statusCode(403).body("code", equalTo("forbidden"));
        assertThat(Pool.calls("ListUsers")).isZero();
        assertThat(Pool.calls("AdminGetUser")).isZero();
        assertThat(Pool.has("new@example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /admin/users",
                "GET /admin/users/{id}",
                "POST /admin/users",
                "PATCH /admin/users/{id}",
                "DELETE /admin/users/{id}",
                "POST /admin/users/{id}/disable",
                "POST /admin/users/{id}/enable",
                "POST /admin/users/{id}/reset-password",
                "POST /admin/users/{id}/resend-invitation",
                "POST /admin/users/{id}/confirm"
            })
    void neitherStrangersNorMachinesNorMembersMay(String route) {
        send(Api.json(), route).then().statusCode(401).body("code", equalTo("authentication_required"));
        String member = Api.signedIn("demo@example.com", "demo-Passw0rd!").getString("access_token");
        assertForbidden(member, route);
        assertForbidden(Admins.machine(), route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /admin/users",
                "PATCH /admin/users/{id}",
                "DELETE /admin/users/{id}",
                "POST /admin/users/{id}/disable",
                "POST /admin/users/{id}/enable",
                "POST /admin/users/{id}/reset-password",
                "POST /admin/users/{id}/resend-invitation",
                "POST /admin/users/{id}/confirm"
            })
    void supportChangesNothing(String route) {
        String support = Admins.support();
        int looks = Pool.calls("AdminGetUser");

        send(Api.bearer(support), route).then().statusCode(403).body("code", equalTo("forbidden"));

        assertThat(Pool.calls("AdminGetUser")).isEqualTo(looks);
        assertThat(Pool.has("new@example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /admin/users", "GET /admin/users/{id}"})
    void supportReads(String route) {
        send(Api.bearer(Admins.support()), route).then().statusCode(200);
    }
}
