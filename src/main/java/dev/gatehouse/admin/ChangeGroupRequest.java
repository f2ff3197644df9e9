package dev.gatehouse.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a group: what is absent stays (RFC 7396).
 *
 * @param description a text, or null to remove it
 * @param precedence an integer; it cannot be removed
 */
record ChangeGroupRequest(
        @Nullable JsonNode description, @Nullable JsonNode precedence) {
    private static final int LONGEST_DESCRIPTION = 2048;
    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");

    /**
     * Empty to keep it; an empty text to remove it.
     *
     * @throws IdentityException {@code InvalidInput}
     */
    Optional<String> checkedDescription() {
        if (description == null) {
            return Optional.empty();
        }
        if (description.isNull()) {
            return Optional.of("");
        }
        String text = description.isTextual() ? description.textValue() : "\n";
        if (text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION
                || !DESCRIPTION.matcher(text).matches()) {
            throw new IdentityException(new InvalidInput(
                    "description", "must be a text of at most 2048 characters without control characters"));
        }
        return Optional.of(text);
    }

    /**
     * Empty to keep it.
     *
     * @throws IdentityException {@code InvalidInput}
     */
    Optional<Integer> checkedPrecedence() {
        if (precedence == null) {
            return Optional.empty();
        }
        if (!precedence.isInt() || precedence.intValue() < 0) {
            throw new IdentityException(new InvalidInput("precedence", "must be an integer from 0 to 2147483647"));
        }
        return Optional.of(precedence.intValue());
    }
}
