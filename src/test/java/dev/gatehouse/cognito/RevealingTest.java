package dev.gatehouse.cognito;

import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the answers say when accounts are not concealed. */
@QuarkusTest
@WithTestResource(PublicClientTest.PublicClientPool.class)
class RevealingTest {

    private final String email = Api.someone();

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Test
    void unverifiedUserIsToldSo() {
        Api.register(email);

        Api.login(email, Api.PASSWORD).then().statusCode(403).body("code", equalTo("email_not_verified"));
    }

    @Test
    void userWhosePasswordWasResetIsToldSo() {
        Api.register(email);
        Api.verify(email);
        Pool.change(email, Map.of("status", "RESET_REQUIRED"));

        Api.login(email, Api.PASSWORD).then().statusCode(403).body("code", equalTo("password_reset_required"));
    }

    @Test
    void methodThatTheAccountLacksIsNotAvailable() {
        Api.register(email);
        Api.verify(email);

        Api.post("/auth/login", Map.of("email", email, "method", "sms_otp"))
                .then()
                .statusCode(400)
                .body("code", equalTo("method_not_available"));
    }

    @Test
    void takenEmailIsToldSo() {
        Api.register(email);

        Api.register(email).then().statusCode(409).body("code", equalTo("email_taken"));
    }

    @Test
    void wrongPasswordIsStillOnlyThat() {
        Api.register(email);
        Api.verify(email);

        Api.login(email, "wrong-password-entirely").then().statusCode(401).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void lockOutAfterFiveWrongPasswordsIs429() {
        Api.register(email);
        Api.verify(email);
        for (int i = 0; i < 6; i++) {
            Api.login(email, "wrong-password-entirely");
        }
        Api.login(email, Api.PASSWORD)
                .then()
                .statusCode(429)
                .body("code", equalTo("too_many_attempts"))
                .header("Retry-After", "30");
    }

    @Test
    void hourlyLimitOfAnAccountIs429() {
        Api.register(email);
        for (int i = 0; i < 6; i++) {
            Api.post("/auth/resend-code", Map.of("email", email));
        }

        Api.post("/auth/resend-code", Map.of("email", email))
                .then()
                .statusCode(429)
                .header("Retry-After", "3600");
    }
}
