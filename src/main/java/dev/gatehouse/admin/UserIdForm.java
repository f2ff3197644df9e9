package dev.gatehouse.admin;

/** What a user id in a path looks like: the {@code sub} of the user's tokens. */
final class UserIdForm {
    static final String PATTERN = "[A-Za-z0-9_-]{1,128}";
    static final String MALFORMED = "must be a user id";

    private UserIdForm() {}
}
