package dev.gatehouse.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a value of an attribute must be like, before the pool is asked. */
final class AttributeValue {
    /** Cognito's limit for every attribute. */
    private static final int LONGEST = 2048;

    private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]*[^\\p{Z}\\p{C}][^\\p{Cc}\\p{Cs}]*");
    /** E.164, as Cognito wants it. */
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[1-9][0-9]{1,14}");

    private static final Pattern LOCALE = Pattern.compile("[A-Za-z0-9]{1,8}([-_][A-Za-z0-9]{1,8}){0,7}");
    private static final Pattern BIRTHDATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private AttributeValue() {}

    /** What is wrong with the value of the attribute; empty if nothing is. */
    static Optional<String> fault(String name, String value) {
        if (value.isEmpty() || value.codePointCount(0, value.length()) > LONGEST) {
            return Optional.of("must be 1 to 2048 characters long; null removes it");
        }
        if (!TEXT.matcher(value).matches()) {
            return Optional.of("must not be blank or contain control characters");
        }
        return switch (name) {
            case "phone_number" -> unless(PHONE_NUMBER, value, "must be in E.164 form, such as +15555550100");
            case "locale" -> unless(LOCALE, value, "must be a BCP 47 language tag");
            case "birthdate" -> unless(BIRTHDATE, value, "must be a date, such as 1815-12-10");
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(Pattern form, String value, String fault) {
        return form.matcher(value).matches() ? Optional.empty() : Optional.of(fault);
    }
}
