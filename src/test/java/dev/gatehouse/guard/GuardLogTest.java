package dev.gatehouse.guard;

import static dev.gatehouse.guard.Asking.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class GuardLogTest {
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        token = Api.signedIn(Api.member()).getString("access_token");
    }

    private List<String> lines(String logger, String target, String... fields) {
        return Log.of(logger, () -> Asking.get(target, fields));
    }

    @Test
    void originalRequestIsNamedWithoutWhatMayBePrivate() {
        List<String> lines = lines(
                "access",
                "/guard/forward-auth",
                bearer(token),
                "X-Forwarded-Method: DELETE",
                "X-Forwarded-Host: app.example:8443",
                "X-Forwarded-Uri: /users/ada@example.com/orders?token=secret");
        assertThat(lines).singleElement().asString().contains("DELETE", "app.example:8443", "/users/");
        assertThat(lines.toString()).doesNotContain("ada", "secret");
    }

    @Test
    void addressOfAnNginxIsTakenApart() {
        List<String> lines = lines(
                "access",
                "/guard/auth-request",
                bearer(token),
                "X-Original-Method: GET",
                "X-Original-URL: https://app.example/orders/7?token=secret");
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("GET app.example/orders/7")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "/guard/forward-auth, credential_missing",
        "/guard/forward-auth?role, requirement_invalid",
        "/guard/ext-authz/x, requirement_invalid"
    })
    void refusalIsAnAuditEventWithItsReason(String target, String reason) {
        assertThat(lines("audit", target))
                .singleElement()
                .asString()
                .contains("access_decision refused (" + reason + ")");
    }

    @Test
    void decisionThatLetsARequestPassIsNoAuditEvent() {
        assertThat(lines("audit", "/guard/forward-auth", bearer(token))).isEmpty();
    }
}
