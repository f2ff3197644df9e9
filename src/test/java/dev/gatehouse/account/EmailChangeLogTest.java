package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log of this process has of a change of address, so this is not repeated against the package. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class EmailChangeLogTest {
    private final String next = Api.someone();

    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        token = Api.signedIn(email).getString("access_token");
    }

    private Response change(String address) {
        return Api.bearer(token).body(Map.of("email", address)).post("/auth/me/email");
    }

    @Test
    void auditKnowsOfATakenAddress() {
        String taken = Api.member();

        List<String> lines = Log.of("audit", () -> change(taken));

        assertThat(lines).singleElement().asString().contains("email_change_request", "failure", "email_taken");
    }

    @Test
    void poolThatChangesTheAddressAtOnceLeavesOneErrorThatNamesItsSetting() {
        Pool.set(Map.of("keep_address", false));

        List<String> lines = Log.of("dev.gatehouse", () -> change(next).then().statusCode(204));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("ERROR"))
                .singleElement()
                .asString()
                .contains("AttributesRequireVerificationBeforeUpdate")
                .doesNotContain(next, email);
    }

    @Test
    void poolWithTheSettingLeavesNoError() {
        List<String> lines = Log.of("dev.gatehouse", () -> {
            change(next).then().statusCode(204);
            Api.bearer(token)
                    .body(Map.of("code", Pool.codeFor(next)))
                    .post("/auth/me/email/verify")
                    .then()
                    .statusCode(204);
        });

        assertThat(lines).noneMatch(line -> line.startsWith("ERROR"));
    }
}
