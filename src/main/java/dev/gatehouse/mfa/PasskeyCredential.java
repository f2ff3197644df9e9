package dev.gatehouse.mfa;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gatehouse.identity.CredentialForm;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The browser's new credential, {@code RegistrationResponseJSON} (WebAuthn Level 3). Only its form is checked here: Cognito
 * gets it with all its members, known or not.
 */
@RegisterForReflection
record PasskeyCredential(@JsonValue Map<String, @Nullable Object> value) {
    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    PasskeyCredential {}

    /**
     * The members, if they have the form of a credential.
     *
     * @throws IdentityException {@code InvalidInput} otherwise
     */
    Map<String, @Nullable Object> checked() {
        if (count(value, 1) > MOST_VALUES) {
            throw invalid("body", "has too many members");
        }
        Map<?, ?> response = CredentialForm.require(value, "");
        CredentialForm.requireBase64Url(response, "clientDataJSON", "response.");
        CredentialForm.requireBase64Url(response, "attestationObject", "response.");
        CredentialForm.requireOneId(value, "");
        return value;
    }

    private static int count(@Nullable Object json, int depth) {
        Collection<?> parts =
                switch (json) {
                    case Map<?, ?> map -> map.values();
                    case List<?> list -> list;
                    case null, default -> List.of();
                };
        if (depth > DEEPEST && !parts.isEmpty()) {
            throw invalid("body", "is nested too deeply");
        }
        if (json instanceof Double number && !Double.isFinite(number)) {
            throw invalid("body", "has a number that is too large");
        }
        return 1 + parts.stream().mapToInt(part -> count(part, depth + 1)).sum();
    }

    private static IdentityException invalid(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }

    @Override
    public String toString() {
        return "PasskeyCredential[hidden]";
    }
}
