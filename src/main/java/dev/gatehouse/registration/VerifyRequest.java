package dev.gatehouse.registration;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.DeviceContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The code that verifies an address.
 *
 * @param email the address
 * @param code as it was received
 * @param registrationToken as returned by the registration; optional, so that the code can be entered on another device
 * @param deviceContext the output of AWS's device script, optional
 * @param clientMetadata for the pool's triggers, optional
 */
record VerifyRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Valid @NotNull(message = "is required") Code code,
        @Nullable @Valid Secret registrationToken,
        @Nullable @Valid DeviceContext deviceContext,
        @Nullable @Valid ClientMetadata clientMetadata)
        implements HasAccountKey {
    @Override
    public String accountKey() {
        return email.folded();
    }

    Optional<Secret> token() {
        return Optional.ofNullable(registrationToken);
    }

    ClientContext client() {
        return ClientContext.of(deviceContext, clientMetadata);
    }
}
