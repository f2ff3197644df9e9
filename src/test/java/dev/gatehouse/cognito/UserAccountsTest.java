package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Email;
import dev.gatehouse.support.MovedClock;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the AWS credentials lack the permission {@code cognito-idp:AdminGetUser}. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class UserAccountsTest {
    private static final Email DEMO = new Email("demo@example.com");

    @Inject
    CognitoGateway gateway;

    @Inject
    CognitoSettings settings;

    @Inject
    CognitoConfig config;

    @Inject
    CognitoTime time;

    private final MovedClock clock = new MovedClock();
    private UserAccounts accounts;

    @BeforeEach
    void permissionIsMissing() {
        Pool.reset();
        Pool.fault(Map.of("operation", "AdminGetUser", "kind", "error", "error", "AccessDeniedException", "times", 1));
        accounts = new UserAccounts(gateway, settings, config, time, clock);
    }

    @Test
    void noAccountIsFound() {
        assertThat(accounts.find(DEMO)).isEmpty();
    }

    @Test
    void nobodyIsAskedForAMinute() {
        accounts.find(DEMO);
        clock.advance(Duration.ofSeconds(59));

        assertThat(accounts.find(DEMO)).isEmpty();
    }

    @Test
    void accountIsFoundAMinuteLater() {
        accounts.find(DEMO);
        clock.advance(Duration.ofMinutes(1));

        assertThat(accounts.find(DEMO)).isPresent();
    }
}
