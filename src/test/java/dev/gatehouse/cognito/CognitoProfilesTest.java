package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class CognitoProfilesTest {
    private final CognitoProfiles profiles;

    CognitoProfilesTest(CognitoProfiles profiles) {
        this.profiles = profiles;
    }

    /** What breaks down unforeseen must not keep everyone waiting who asks after it. */
    @Test
    void nobodyWaitsForAReadThatBrokeDown() {
        assertThat(profiles.of(new Asking(null)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NullPointerException.class);
        assertThat(profiles.of(new Asking(new Secret("of nobody"))))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IdentityException.class);
    }

    private record Asking(@Nullable Secret token) implements Caller {
        @Override
        public String userId() {
            return "user";
        }

        @Override
        public Set<String> roles() {
            return Set.of();
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }

        @Override
        public String signInId() {
            return "sign-in";
        }

        @Override
        public Instant issuedAt() {
            return Instant.EPOCH;
        }

        @Override
        public Instant expiresAt() {
            return Instant.MAX;
        }

        @Override
        public Secret accessToken() {
            return token;
        }

        @Override
        public CompletionStage<Profile> profile() {
            throw new UnsupportedOperationException();
        }
    }
}
