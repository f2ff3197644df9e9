package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.cognito.PublicClientTest;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without AWS credentials and account concealment, with a public app client. */
@QuarkusTest
@WithTestResource(PublicClientTest.PublicClientPool.class)
class AccountWithoutCredentialsTest {
    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        token = Api.signedIn(email).getString("access_token");
    }

    @Test
    void memberDeletesTheAccount() {
        Api.bearer(token).delete("/auth/me").then().statusCode(204);

        assertThat(Pool.has(email)).isFalse();
        Api.judged(token).then().statusCode(401);
    }

    /** Whether another administrator is left cannot be seen. */
    @Test
    void administratorDoesNot() {
        String admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");

        Api.bearer(admin).delete("/auth/me?own=true").then().statusCode(503).body("code", equalTo("not_configured"));
        Api.judged(admin).then().statusCode(400);
    }

    @Test
    void attributesAreChanged() {
        Api.bearer(token).body("{\"name\":\"Ada\"}").patch("/auth/me").then().statusCode(204);

        Api.me(token).then().body("name", equalTo("Ada"));
    }

    @Test
    void takenAddressIsToldSo() {
        String taken = Api.member();

        Api.bearer(token)
                .body(Map.of("email", taken))
                .post("/auth/me/email")
                .then()
                .statusCode(409)
                .body("code", equalTo("email_taken"));
    }
}
