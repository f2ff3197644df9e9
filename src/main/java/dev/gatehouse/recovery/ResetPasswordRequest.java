package dev.gatehouse.recovery;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.DeviceContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Password;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The code that was sent, and the new password. */
record ResetPasswordRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Valid @NotNull(message = "is required") Code code,
        @Valid @NotNull(message = "is required") Password newPassword,
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
