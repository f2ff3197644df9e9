package dev.gatehouse.admin;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * A new group.
 *
 * @param name also the role; it cannot be changed later
 * @param description for people, optional
 * @param precedence a lower number is stronger, optional; Cognito uses it to choose among IAM roles
 */
record CreateGroupRequest(
        @NotNull(message = "is required")
        @CodePointLength(min = 1, max = 128, message = "must be 1 to 128 characters long")
        @Pattern(
                regexp = "(?!\\.{1,2}$)((?![\\/\\\\])[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}])*",
                message = "must consist of letters, digits, symbols and punctuation, without slashes")
        String name,

        @Nullable
        @CodePointLength(max = 2048, message = "must be at most 2048 characters long")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
        String description,

        @Nullable @Min(value = 0, message = "must not be negative")
        Integer precedence) {}
