package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class CognitoProfilesTest {
    private final CognitoProfiles profiles;

    CognitoProfilesTest(CognitoProfiles profiles) {
        this.profiles = profiles;
    }

    @Test
    void unexpectedFailureOfAReadReachesTheCaller() {
        assertThat(failureOf(new Asking("one", null))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void failureOfAReadIsNotLoggedByTheCache() {
        List<String> lines = Log.of("com.github.benmanes.caffeine", () -> {
            failureOf(new Asking("third", new Secret("of nobody")));
            failureOf(new Asking("fourth", null));
        });
        assertThat(lines).isEmpty();
    }

    /** The same session asks again: at once it may still join the read that failed, but not for long. */
    @Test
    void unexpectedFailureOfAReadIsNotCached() {
        failureOf(new Asking("other", null));
        Instant deadline = Instant.now().plusSeconds(10);
        Throwable failure;
        do {
            failure = failureOf(new Asking("other", new Secret("of nobody")));
        } while (failure instanceof NullPointerException && Instant.now().isBefore(deadline));
        assertThat(failure).isInstanceOf(IdentityException.class);
    }

    private Throwable failureOf(Asking asking) {
        return assertThrowsExactly(
                        ExecutionException.class,
                        () -> profiles.of(asking).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .getCause();
    }

    /** A caller of a session, whose token breaks the read when it is null. */
    private record Asking(String session, @Nullable Secret token) implements Caller {
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
            return Set.of("aws.cognito.signin.user.admin");
        }

        @Override
        public String signInId() {
            return session;
        }

        @Override
        public Instant signedInAt() {
            return Instant.EPOCH;
        }

        @Override
        public Optional<Instant> authenticatedAt() {
            return Optional.of(signedInAt());
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
    }
}
