package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log of this process has of a changed address, so this is not repeated against the package. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class AddressChangeLogTest {
    @Test
    void auditNamesTheChangeWithoutTheAddress() {
        Pool.reset();
        String admin = Admins.admin();
        String userId = Admins.idOf(Api.member());

        List<String> lines = Log.of("audit", () -> Api.bearer(admin)
                .body("{\"email\":\"new@example.com\"}")
                .patch("/admin/users/" + userId)
                .then()
                .statusCode(204));

        assertThat(lines)
                .anyMatch(line -> line.contains("admin_email_change") && line.contains("success"))
                .noneMatch(line -> line.contains("@"));
    }
}
