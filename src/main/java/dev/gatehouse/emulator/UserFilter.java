package dev.gatehouse.emulator;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter of ListUsers: one attribute, {@code =} or {@code ^=} (starts with), and a quoted value. Case counts only where the
 * API reference says so.
 */
record UserFilter(String attribute, boolean prefix, String value) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([\\w:]+)\\s*(\\^?=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*", Pattern.DOTALL);

    private static final String USER_STATUS = "cognito:user_status";
    private static final Set<String> CASE_SENSITIVE = Set.of("username", "status");

    private static final Set<String> SEARCHABLE = Set.of(
            "username",
            "email",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "preferred_username",
            USER_STATUS,
            "status",
            "sub");

    /** An empty filter selects everybody; another form or attribute is an InvalidParameterException. */
    static UserFilter parse(String text) {
        if (text.isEmpty()) {
            return new UserFilter("username", true, "");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw CognitoError.invalidParameter("Error while parsing filter.");
        }
        if (!SEARCHABLE.contains(form.group(1))) {
            throw CognitoError.invalidParameter("Invalid search attribute: " + form.group(1));
        }
        return new UserFilter(
                form.group(1), form.group(2).startsWith("^"), form.group(3).replaceAll("\\\\(.)", "$1"));
    }

    boolean matches(User user) {
        String actual =
                switch (attribute) {
                    case "username" -> user.username;
                    case "status" -> user.enabled ? "Enabled" : "Disabled";
                    case USER_STATUS -> user.status.name();
                    default -> user.attributes.get(attribute);
                };
        if (actual == null) {
            return false;
        }
        return CASE_SENSITIVE.contains(attribute)
                ? compare(actual, value)
                : compare(actual.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
    }

    private boolean compare(String actual, String wanted) {
        return prefix ? actual.startsWith(wanted) : actual.equals(wanted);
    }
}
