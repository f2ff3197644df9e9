package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.log.LogField;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reason of an administrator's change. In this JVM only: it looks at the fields of log lines. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class StatedReasonTest {
    private final Lines lines = new Lines();
    private String admin;
    private String member;
    private String userId;

    private static final class Lines extends Handler {
        private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            ExtLogRecord copied = ExtLogRecord.wrap(line);
            copied.copyMdc();
            records.add(copied);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        /** The field in each line; none for a line that lacks it. */
        List<String> field(String name) {
            List<String> values = new ArrayList<>();
            records.forEach(line -> {
                String value = line.getMdc(name);
                values.add(value == null ? "none" : value);
            });
            return values;
        }
    }

    @BeforeEach
    void listen() {
        Pool.reset();
        admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
        member = Api.member();
        userId = Pool.user(member).getString("username");
        Logger.getLogger("audit").addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("audit").removeHandler(lines);
    }

    private Response logout(String query) {
        return Api.bearer(admin).urlEncodingEnabled(false).post("/admin/users/" + userId + "/logout" + query);
    }

    @Test
    void standsInTheLineWithBothUsers() {
        logout("?reason=left%20the%20company").then().statusCode(204);

        assertThat(lines.field(LogField.STATED_REASON)).containsExactly("left the company");
        assertThat(lines.field(LogField.TARGET_USER_ID)).containsExactly(userId);
        assertThat(lines.field(LogField.USER_ID)).doesNotContain("none", userId);
    }

    @Test
    void ofARemovalIsGivenTheSameWay() {
        Api.bearer(admin)
                .delete("/admin/users/" + userId + "/mfa?reason=lost")
                .then()
                .statusCode(200);

        assertThat(lines.field(LogField.STATED_REASON)).containsExactly("lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?reason=", "?reason=%20"})
    void isLeftOutIfThereIsNone(String query) {
        logout(query).then().statusCode(204);

        assertThat(lines.field(LogField.STATED_REASON)).containsExactly("none");
    }

    @Test
    void doesNotStandInTheNextLine() {
        logout("?reason=first");

        logout("");

        assertThat(lines.field(LogField.STATED_REASON)).containsExactly("first", "none");
    }

    @Test
    void mayHave200Characters() {
        logout("?reason=" + "%F0%9F%9A%AA".repeat(200)).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%0A",
                "a%0D%0Ab",
                "%00",
                "%1B[2K",
                "%C2%85",
                "%E2%80%A8",
                "%E2%80%A9",
                "%E2%80%AE",
                "%EF%BB%BF",
                "a&reason=b"
            })
    void isRefusedIfItCouldForgeALine(String reason) {
        assertRefused(logout("?reason=" + reason));
    }

    @Test
    void isRefusedWith201Characters() {
        assertRefused(logout("?reason=" + "x".repeat(201)));
    }

    @Test
    void thatIsRefusedChangesNothing() {
        String token = Api.signedIn(member).getString("access_token");

        logout("?reason=%0A").then().statusCode(400);

        Api.judged(token).then().statusCode(400);
    }

    @Test
    void thatIsRefusedIsInTheAuditLog() {
        lines.records.clear();

        logout("?reason=%0A");

        assertThat(lines.records).singleElement().satisfies(line -> assertThat(line.getMessage())
                .isEqualTo("admin_sign_out failure (invalid_input)"));
    }

    @Test
    void meansNothingToOtherRoutes() {
        Api.login(member, Api.PASSWORD).then().statusCode(200);
        Api.json()
                .urlEncodingEnabled(false)
                .body("{\"email\":\"" + member + "\",\"password\":\"" + Api.PASSWORD + "\"}")
                .post("/auth/login?reason=%0A")
                .then()
                .statusCode(200);
    }

    private static void assertRefused(Response response) {
        response.then()
                .statusCode(400)
                .body("code", equalTo("invalid_input"))
                .body("errors[0].field", equalTo("reason"));
    }
}
