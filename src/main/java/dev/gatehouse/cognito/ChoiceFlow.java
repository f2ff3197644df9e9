package dev.gatehouse.cognito;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidCredentials;
import dev.gatehouse.identity.IdentityFailure.MethodNotAvailable;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SignInMethod;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/** Calls to Cognito's choice-based sign-in ({@code USER_AUTH}). */
@Singleton
class ChoiceFlow {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final SignInStart start;
    private final UserContext context;
    private final Clock clock;
    private volatile Instant knownUntil = Instant.MIN;

    ChoiceFlow(SignInStart start, UserContext context, @Identifier("steady") Clock clock) {
        this.start = start;
        this.context = context;
        this.clock = clock;
    }

    /** The challenge of the method; empty when Cognito answers with another one, because the account lacks the method. */
    Optional<Challenge> begin(Email email, SignInMethod method, ClientContext client) {
        SignIn answer = initiate(email.value(), method.challenge(), context.of(client));
        return answer instanceof SignIn.Challenged(Challenge challenge)
                        && challenge.name().equals(method.challenge())
                ? Optional.of(challenge)
                : Optional.empty();
    }

    /**
     * Checks that the flow is there, with an address that no account has. It is remembered for a minute.
     *
     * @throws IdentityException {@code MethodNotAvailable} when it is not
     */
    void require() {
        if (clock.instant().isBefore(knownUntil)) {
            return;
        }
        try {
            initiate(UUID.randomUUID() + "@invalid", "PASSWORD", UserContext.NOTHING);
        } catch (IdentityException e) {
            if (!(e.failure() instanceof InvalidCredentials)) {
                throw e;
            }
        }
        knownUntil = clock.instant().plus(REMEMBERED);
    }

    private SignIn initiate(String username, String preferred, UserContext.Values sent) {
        try {
            return start.call(AuthFlowType.USER_AUTH, username, Map.of("PREFERRED_CHALLENGE", preferred), sent);
        } catch (IdentityException e) {
            if (e.failure() instanceof MethodNotAvailable) {
                knownUntil = Instant.MIN;
            }
            throw e;
        }
    }
}
