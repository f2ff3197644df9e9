package dev.gatehouse.cognito;

/**
 * What a call is made for. Requests that need no proof, such as a refresh with an invented token, have a budget of their
 * own: a part of the category's, so that a flood of them leaves a rest to whoever else needs calls of that category.
 */
enum Use {
    /** All that the category has: sign-ins, which are what the service is for, and what only callers can cause. */
    ANY(100),
    REFRESH(50),
    /** To learn whose refresh token it is that shall end. */
    SIGN_OUT(25),
    RECOVERY(75);

    private final int percent;

    Use(int percent) {
        this.percent = percent;
    }

    /** So many of the category's calls per second, at least one. */
    int partOf(int perSecond) {
        return Math.max(1, perSecond * percent / 100);
    }

    /** What an operation is used for where its service does not say. */
    static Use of(CognitoOperation operation) {
        return switch (operation) {
            case GET_TOKENS_FROM_REFRESH_TOKEN -> REFRESH;
            case FORGOT_PASSWORD, CONFIRM_FORGOT_PASSWORD -> RECOVERY;
            default -> ANY;
        };
    }
}
