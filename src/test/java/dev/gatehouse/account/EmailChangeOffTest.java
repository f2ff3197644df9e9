package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.limit.LimitedPool;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the setting does not say that the pool keeps the old address. */
@QuarkusTest
@WithTestResource(LimitedPool.class)
class EmailChangeOffTest {
    private static final String EMAIL = "demo@example.com";

    private static int addresses;

    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        token = Api.json()
                .header("X-Forwarded-For", "198.18.77." + ++addresses)
                .body(Map.of("email", EMAIL, "password", "demo-Passw0rd!"))
                .post("/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    @ParameterizedTest
    @CsvSource({"/auth/me/email, email, next@example.com", "/auth/me/email/verify, code, 123456"})
    void routeNamesTheSettingAndWritesNothing(String path, String member, String value) {
        Api.bearer(token)
                .body(Map.of(member, value))
                .post(path)
                .then()
                .statusCode(503)
                .body("code", equalTo("not_configured"))
                .body("detail", containsString("gatehouse.account.email-change"));

        assertThat(Pool.calls("UpdateUserAttributes") + Pool.calls("VerifyUserAttribute"))
                .isZero();
        assertThat(Pool.mailsTo("next@example.com")).isZero();
        assertThat(Pool.user(EMAIL).getString("attributes.email")).isEqualTo(EMAIL);
    }
}
