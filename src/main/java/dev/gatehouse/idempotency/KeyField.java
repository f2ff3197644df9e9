package dev.gatehouse.idempotency;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header field {@code Idempotency-Key}. The draft has a quoted string there (RFC 8941 §3.3.3), and most clients send a bare
 * word: both are the same key.
 */
final class KeyField {
    static final String NAME = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\]){1,510})\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private KeyField() {}

    /**
     * The key; empty if the request has none.
     *
     * @param fields all fields of this name
     * @throws IdentityException {@code InvalidInput} for a second field, or what is no key
     */
    static Optional<String> read(List<String> fields) {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (fields.size() > 1) {
            throw refused("must not be repeated");
        }
        String field = fields.getFirst().strip();
        String key = field.startsWith("\"") ? unquoted(field) : field;
        if (!KEY.matcher(key).matches()) {
            throw refused("must be 1 to 255 visible ASCII characters, quoted or not");
        }
        return Optional.of(key);
    }

    /** Empty, which is no key, if the quotes are not those of one string. */
    private static String unquoted(String field) {
        Matcher quoted = QUOTED.matcher(field);
        return quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : "";
    }

    private static IdentityException refused(String why) {
        return new IdentityException(new InvalidInput(NAME, why));
    }
}
