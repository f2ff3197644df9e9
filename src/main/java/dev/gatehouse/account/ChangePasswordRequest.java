package dev.gatehouse.account;

import dev.gatehouse.identity.Password;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The current and the new password. */
record ChangePasswordRequest(
        @Valid @NotNull(message = "is required") Password currentPassword,
        @Valid @NotNull(message = "is required") Password newPassword) {}
