package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(PoolResource.class)
class CognitoProfilesTest {
    private final CognitoProfiles profiles;

    CognitoProfilesTest(CognitoProfiles profiles) {
        this.profiles = profiles;
    }

    /** An error of the machine, such as a lack of memory, must not keep everyone waiting who asks after it. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nobodyWaitsForAReadThatBrokeDown() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> profiles.of(caller(() -> {
                    throw new StackOverflowError();
                })));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> profiles.of(caller(() -> {
                    throw new IdentityException(new TokenRefused("read again"));
                })));
    }

    private static Caller caller(Supplier<Secret> token) {
        return new Asking(token);
    }

    private record Asking(Supplier<Secret> token) implements Caller {
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
            return token.get();
        }

        @Override
        public Profile profile() {
            throw new UnsupportedOperationException();
        }
    }
}
