package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class NewSessionTest {
    @Inject
    NewSession session;

    @Test
    void tokenThatCannotBeReadIsALineAndNoFailureOfTheSignIn() {
        assertThat(Log.of(NewSession.class.getName(), () -> session.record(new Secret("no token"))))
                .containsExactly("WARN the access token of a sign-in cannot be read; protected routes will refuse it");
    }
}
