package dev.gatehouse.cognito;

import org.jspecify.annotations.Nullable;

/** Cognito's answer lacks a required member. */
final class IncompleteAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String member;

    IncompleteAnswer(String member) {
        super(member, null, false, false);
        this.member = member;
    }

    /** The value, if there is one. */
    static <T> T require(String member, @Nullable T value) {
        if (value == null) {
            throw new IncompleteAnswer(member);
        }
        return value;
    }

    /** The member's name in Cognito's API. */
    String member() {
        return member;
    }
}
