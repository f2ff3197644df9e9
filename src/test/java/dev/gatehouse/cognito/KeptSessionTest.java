package dev.gatehouse.cognito;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New passwords where they are not to end sessions. */
@QuarkusTest
@WithTestResource(PublicClientTest.PublicClientPool.class)
class KeptSessionTest {
    private String email;
    private JsonPath session;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        session = Api.signedIn(email);
    }

    @Test
    void changedPasswordEndsNoOtherSession() {
        Api.bearer(Api.signedIn(email).getString("access_token"))
                .body(Map.of("current_password", Api.PASSWORD, "new_password", Api.OTHER_PASSWORD))
                .post("/auth/change-password")
                .then()
                .statusCode(204);

        Api.me(session.getString("access_token")).then().statusCode(200);
        Api.refresh(session.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void resetPasswordEndsNoSession() {
        Api.post("/auth/forgot-password", Map.of("email", email)).then().statusCode(202);
        Api.post(
                        "/auth/reset-password",
                        Map.of("email", email, "code", Pool.codeFor(email), "new_password", Api.OTHER_PASSWORD))
                .then()
                .statusCode(204);

        Api.me(session.getString("access_token")).then().statusCode(200);
        Api.refresh(session.getString("refresh_token")).then().statusCode(200);
    }
}
