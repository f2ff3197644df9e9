package dev.gatehouse.identity;

/** A rule of the pool's password policy, with a message for the user. */
public enum PasswordRule {
    TOO_SHORT("is too short"),
    UPPERCASE_MISSING("must have an upper-case letter"),
    LOWERCASE_MISSING("must have a lower-case letter"),
    NUMBER_MISSING("must have a number"),
    SYMBOL_MISSING("must have a symbol"),
    USED_BEFORE("was used before"),
    OTHER("does not meet the password policy");

    private final String message;

    PasswordRule(String message) {
        this.message = message;
    }

    /** The message, to be appended to the field's name. */
    public String message() {
        return message;
    }
}
