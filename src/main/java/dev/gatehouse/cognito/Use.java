package dev.gatehouse.cognito;

/**
 * The purpose of a call. Requests that need no credentials, such as a refresh with an invented token, have their own budget: a
 * share of the category's, so that a flood of them leaves capacity for other calls.
 */
enum Use {
    /** The whole budget of the category: for sign-ins, and for requests of authenticated callers. */
    ANY(100),
    REFRESH(50),
    /** To find the owner of a refresh token before sign-out. */
    SIGN_OUT(25),
    RECOVERY(75);

    private final int percent;

    Use(int percent) {
        this.percent = percent;
    }

    /** This use's share of the category's calls per second, at least one. */
    int shareOf(int perSecond) {
        return Math.max(1, perSecond * percent / 100);
    }

    /** The usual use of an operation. */
    static Use of(CognitoOperation operation) {
        return switch (operation) {
            case GET_TOKENS_FROM_REFRESH_TOKEN -> REFRESH;
            case FORGOT_PASSWORD, CONFIRM_FORGOT_PASSWORD -> RECOVERY;
            default -> ANY;
        };
    }
}
