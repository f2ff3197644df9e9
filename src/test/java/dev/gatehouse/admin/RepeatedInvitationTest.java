package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations with an idempotency key. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class RepeatedInvitationTest {
    private String admin;
    private String email;
    private String key;

    @BeforeEach
    void anAdministrator() {
        Pool.reset();
        admin = Admins.admin();
        email = Api.someone();
        key = "invite-" + email;
    }

    private static Response invite(String token, String key, Map<String, ?> body) {
        return Api.bearer(token).header("Idempotency-Key", key).body(body).post("/admin/users");
    }

    @Test
    void getsTheSameAnswer() {
        Response first = invite(admin, key, Map.of("email", email));

        Response second = invite(admin, "\"" + key + "\"", Map.of("email", email));

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.body().asString()).isEqualTo(first.body().asString());
    }

    @Test
    void mailsNothing() {
        invite(admin, key, Map.of("email", email));

        invite(admin, key, Map.of("email", email));

        assertThat(Pool.mailsTo(email)).isEqualTo(1);
        assertThat(Pool.calls("AdminCreateUser")).isEqualTo(1);
    }

    @Test
    void withAnotherAddressIsRefused() {
        invite(admin, key, Map.of("email", email));

        invite(admin, key, Map.of("email", Api.someone()))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void byAnotherAdministratorIsAnotherRequest() {
        invite(admin, key, Map.of("email", email)).then().statusCode(201);
        String other = Api.member();
        Pool.change(other, Map.of("groups", List.of("admin")));

        invite(Api.signedIn(other).getString("access_token"), key, Map.of("email", email))
                .then()
                .statusCode(409)
                .body("code", equalTo("email_taken"));
    }

    @Test
    void completesAnInvitationWhoseGroupFailed() {
        Pool.call("CreateGroup", Map.of("UserPoolId", "eu-west-1_gatehouse", "GroupName", "editors"));
        Map<String, ?> body = Map.of("email", email, "groups", List.of("editors"));
        Pool.fault(Map.of(
                "operation", "AdminAddUserToGroup", "kind", "error", "error", "NotAuthorizedException", "times", 1));
        invite(admin, key, body).then().statusCode(500);

        invite(admin, key, body).then().statusCode(201).body("groups", equalTo(List.of("editors")));
        assertThat(Pool.mailsTo(email)).isEqualTo(1);
    }
}
