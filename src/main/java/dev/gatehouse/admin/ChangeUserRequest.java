package dev.gatehouse.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account (RFC 7396): what is absent stays, what is null is removed.
 *
 * @param email the new address; it cannot be removed
 * @param attributes by their names in the pool
 */
record ChangeUserRequest(@Nullable JsonNode email, @Nullable JsonNode attributes) {

    Attributes changedAttributes() {
        return Attributes.of(Objects.requireNonNullElse(attributes, MissingNode.getInstance()));
    }

    /** @throws IdentityException {@code InvalidInput} that names {@code email} */
    Optional<Email> changedEmail(Validator validator) {
        if (email == null) {
            return Optional.empty();
        }
        if (!email.isTextual()) {
            throw Attributes.refused("email", "must be an email address");
        }
        Email changed = new Email(email.textValue());
        validator.validate(changed).stream()
                .map(ConstraintViolation::getMessage)
                .findFirst()
                .ifPresent(message -> {
                    throw Attributes.refused("email", message);
                });
        return Optional.of(changed);
    }

    @Override
    public String toString() {
        return "ChangeUserRequest[hidden]";
    }
}
