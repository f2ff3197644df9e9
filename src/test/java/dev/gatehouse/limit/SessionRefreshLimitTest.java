package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LimitedPool.class)
class SessionRefreshLimitTest {
    private static final String REFRESH = "GetTokensFromRefreshToken";

    @AfterEach
    void poolOfToday() {
        Pool.reset();
    }

    /** A failure is not remembered, so each request would ask the pool again. */
    @Test
    void requestsOfOneSessionAskThePoolNoMoreOftenThanTheLimit() {
        Pool.reset();
        Pool.setClient("gatehouseclient", Map.of("access_token_minutes", 0));
        Jar browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
        Pool.fault(Map.of("operation", REFRESH, "kind", "error", "error", "TooManyRequestsException"));

        for (int i = 0; i < LimitedPool.PER_ACCOUNT + 2; i++) {
            int status = browser.withoutOrigin()
                    .header("X-Original-Method", "GET")
                    .get("/guard/auth-request")
                    .statusCode();
            assertThat(status).isEqualTo(503);
        }

        assertThat(Pool.calls(REFRESH)).isEqualTo(LimitedPool.PER_ACCOUNT);
    }
}
