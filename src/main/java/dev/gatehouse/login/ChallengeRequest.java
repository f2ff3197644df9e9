package dev.gatehouse.login;

import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.DeviceContext;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SessionForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a challenge.
 *
 * @param challengeToken as returned by the previous step
 * @param answers by name; the challenge defines the names
 * @param deviceContext the output of AWS's device script, optional
 * @param clientMetadata for the pool's triggers, optional
 * @param session whether the tokens go into cookies, if this step completes the sign-in
 */
record ChallengeRequest(
        @Valid @NotNull(message = "is required") Secret challengeToken,

        @NotEmpty(message = "is required") @Size(max = 20, message = "must be at most 20")
        Map<String, @Valid @NotNull(message = "is required") ChallengeAnswer> answers,

        @Nullable @Valid DeviceContext deviceContext,
        @Nullable @Valid ClientMetadata clientMetadata,
        @Nullable SessionForm session)
        implements HasAccountKey, AsksForSession {
    @Override
    public String accountKey() {
        return challengeToken.value();
    }

    ClientContext client() {
        return ClientContext.of(deviceContext, clientMetadata);
    }
}
