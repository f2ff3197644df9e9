package dev.gatehouse.registration;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.DeviceContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A request for a new verification code. */
record ResendCodeRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Nullable @Valid DeviceContext deviceContext,
        @Nullable @Valid ClientMetadata clientMetadata)
        implements HasAccountKey {
    @Override
    public String accountKey() {
        return email.folded();
    }

    ClientContext client() {
        return ClientContext.of(deviceContext, clientMetadata);
    }
}
