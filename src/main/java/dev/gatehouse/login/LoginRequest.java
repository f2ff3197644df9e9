package dev.gatehouse.login;

import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.DeviceContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.SessionForm;
import dev.gatehouse.identity.SignInMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Email and password, or email and a method, or the email alone: then the answer lists the methods.
 *
 * @param method not together with a password
 */
record LoginRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Nullable @Valid Password password,
        @Nullable SignInMethod method,
        @Nullable @Valid DeviceContext deviceContext,
        @Nullable @Valid ClientMetadata clientMetadata,
        @Nullable SessionForm session)
        implements HasAccountKey, AsksForSession {
    @Override
    public String accountKey() {
        return email.folded();
    }

    /** @throws IdentityException {@code InvalidInput} when there is a password beside the method */
    void requireNoPassword() {
        if (password != null) {
            throw new IdentityException(new InvalidInput("method", "must not be given with a password"));
        }
    }

    ClientContext client() {
        return ClientContext.of(deviceContext, clientMetadata);
    }
}
