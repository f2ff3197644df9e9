package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log of this process, which tests of the packaged application cannot read. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class ReuseLogTest {
    private static final String CLIENT = "gatehouseclient";

    @BeforeEach
    void accessTokensEndAtOnce() {
        Pool.reset();
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 0));
    }

    @AfterEach
    void usualLifetime() {
        Pool.healed();
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 60));
        Pool.reset();
    }

    @Test
    void usedRefreshTokenThatAnyRequestNoticesIsAuditedOnce() {
        Jar browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
        Pool.refreshTokenWasUsed(0);

        assertThat(Log.of("audit", () -> {
                    browser.get("/auth/me").then().statusCode(401);
                    browser.get("/auth/me").then().statusCode(401);
                }))
                .containsExactly("INFO refresh_token_reuse failure (refresh_token_reused)");
    }

    @Test
    void isAuditedOnceAlsoWhereManyRequestsWaitForOneRefresh() {
        Jar browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
        Pool.refreshTokenWasUsed(1000);

        List<String> lines = Log.of("audit", () -> {
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> browser.get("/auth/me").statusCode(), Thread::startVirtualThread))
                    .limit(4)
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(401));
        });

        assertThat(lines).containsExactly("INFO refresh_token_reuse failure (refresh_token_reused)");
    }
}
