package dev.gatehouse.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Attributes of an account to set and to remove (RFC 7396).
 *
 * @param set the new values, by name
 * @param removed the names of those to remove
 */
record Attributes(Map<String, String> set, Set<String> removed) {
    static final String PHONE_NUMBER = "phone_number";

    private static final Attributes NONE = new Attributes(Map.of(), Set.of());
    private static final int MAX_VALUE = 2048;
    private static final int SHOWN_NAME = 64;
    private static final String MEMBER = "attributes";

    /**
     * The standard attributes of OpenID Connect, and those of the pool's own. Not those that have a member of their own (email),
     * and not what Cognito itself says of a user.
     */
    private static final Pattern NAMES = Pattern.compile(
            "address|birthdate|family_name|gender|given_name|locale|middle_name"
                    + "|name|nickname|phone_number|picture|preferred_username|profile|website|zoneinfo|custom:[^\\p{C}\\s]{1,20}");

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    Attributes {
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
    }

    static boolean mayBeChanged(String name) {
        return NAMES.matcher(name).matches();
    }

    /**
     * Reads a member {@code attributes}: a text sets an attribute, null removes it.
     *
     * @throws IdentityException {@code InvalidInput} that names the attribute
     */
    static Attributes of(JsonNode member) {
        if (member.isMissingNode()) {
            return NONE;
        }
        if (!member.isObject()) {
            throw refused(MEMBER, "must be an object");
        }
        Map<String, String> set = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        member.properties().forEach(entry -> {
            String field = MEMBER + "."
                    + entry.getKey()
                            .substring(0, Math.min(SHOWN_NAME, entry.getKey().length()));
            if (!mayBeChanged(entry.getKey())) {
                throw refused(field, "is not an attribute that can be set here");
            }
            if (entry.getValue().isNull()) {
                removed.add(entry.getKey());
            } else {
                set.put(entry.getKey(), text(field, entry.getValue()));
            }
        });
        return new Attributes(set, removed);
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw refused(field, "must be a text, or null to remove it");
        }
        String text = value.textValue();
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_VALUE) {
            throw refused(field, "must be 1 to 2048 characters long");
        }
        if (UNPRINTABLE.matcher(text).find()) {
            throw refused(field, "must not contain control characters");
        }
        if (field.equals(MEMBER + "." + PHONE_NUMBER) && !E164.matcher(text).matches()) {
            throw refused(field, "must be a telephone number like +15555550100");
        }
        return text;
    }

    /** For a new account, which has nothing to remove. */
    Map<String, String> onlySet() {
        removed.stream().findFirst().ifPresent(name -> {
            throw refused(MEMBER + "." + name, "must be a text");
        });
        return set;
    }

    static IdentityException refused(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }

    @Override
    public String toString() {
        return "Attributes[hidden]";
    }
}
