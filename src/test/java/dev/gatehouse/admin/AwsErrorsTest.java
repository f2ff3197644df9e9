package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS refuses the service's signature or its permission: whoever asks gets the same answer, and no input is blamed. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class AwsErrorsTest {
    private static final String DENIED = "User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform:"
            + " cognito-idp:ListUsers on resource: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/p";

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static Response search(String role) {
        String email = Api.member();
        Pool.change(email, Map.of("groups", List.of(role)));
        return Api.bearer(Api.signedIn(email).getString("access_token")).get("/admin/users?enabled=true");
    }

    private static void fault(String error, String message, int times) {
        Pool.fault(
                Map.of("operation", "ListUsers", "kind", "error", "error", error, "message", message, "times", times));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "support"})
    void missingPermissionIsNamedWithoutTheAccount(String role) {
        fault("AccessDeniedException", DENIED, 1);

        search(role)
                .then()
                .statusCode(503)
                .body("code", equalTo("not_configured"))
                .body("detail", containsString("cognito-idp:ListUsers"))
                .body(not(containsString("123456789012")))
                .body(not(containsString("arn:")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "support"})
    void expiredCredentialsAreRenewed(String role) {
        fault("ExpiredTokenException", "The security token included in the request is expired", 1);

        search(role).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "support"})
    void credentialsThatStayExpiredAreNoFaultOfTheRequest(String role) {
        fault("ExpiredTokenException", "The security token included in the request is expired", 2);
        int before = Pool.calls("ListUsers");

        search(role)
                .then()
                .statusCode(503)
                .body("code", equalTo("upstream_unavailable"))
                .header("Retry-After", notNullValue());
        assertThat(Pool.calls("ListUsers") - before).isEqualTo(2);
    }
}
