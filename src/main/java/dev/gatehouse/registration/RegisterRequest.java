package dev.gatehouse.registration;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.DeviceContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Password;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * A registration.
 *
 * @param email the sign-in name
 * @param password as the pool's policy requires
 * @param name the user's name, optional
 * @param locale a BCP 47 language tag such as {@code de-CH}, optional
 * @param deviceContext the output of AWS's device script, optional
 * @param clientMetadata for the pool's triggers, optional
 */
record RegisterRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Valid @NotNull(message = "is required") Password password,

        @Nullable
        @CodePointLength(min = 1, max = 256, message = "must be 1 to 256 characters long")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
        String name,

        @Nullable
        @Pattern(regexp = "[A-Za-z0-9]{1,8}([-_][A-Za-z0-9]{1,8}){0,7}", message = "must be a BCP 47 language tag")
        String locale,

        @Nullable @Valid DeviceContext deviceContext,
        @Nullable @Valid ClientMetadata clientMetadata)
        implements HasAccountKey {
    @Override
    public String accountKey() {
        return email.folded();
    }

    Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        if (name != null) {
            attributes.put("name", name);
        }
        if (locale != null) {
            attributes.put("locale", locale);
        }
        return attributes;
    }

    @Override
    public String toString() {
        return "RegisterRequest[hidden]";
    }

    ClientContext client() {
        return ClientContext.of(deviceContext, clientMetadata);
    }
}
