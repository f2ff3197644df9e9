package dev.gatehouse.cognito;

/** The Cognito operations in use. */
enum CognitoOperation {
    SIGN_UP("SignUp", Repeat.NEVER),
    CONFIRM_SIGN_UP("ConfirmSignUp", Repeat.NEVER),
    RESEND_CONFIRMATION_CODE("ResendConfirmationCode", Repeat.NEVER),
    INITIATE_AUTH("InitiateAuth", Repeat.NEVER),
    RESPOND_TO_AUTH_CHALLENGE("RespondToAuthChallenge", Repeat.NEVER),
    GET_TOKENS_FROM_REFRESH_TOKEN("GetTokensFromRefreshToken", Repeat.NEVER),
    REVOKE_TOKEN("RevokeToken", Repeat.SAFE),
    GLOBAL_SIGN_OUT("GlobalSignOut", Repeat.SAFE),
    FORGOT_PASSWORD("ForgotPassword", Repeat.NEVER),
    CONFIRM_FORGOT_PASSWORD("ConfirmForgotPassword", Repeat.NEVER),
    CHANGE_PASSWORD("ChangePassword", Repeat.NEVER),
    GET_USER("GetUser", Repeat.SAFE),
    ADMIN_USER_GLOBAL_SIGN_OUT("AdminUserGlobalSignOut", Repeat.SAFE);

    private enum Repeat {
        /** A second call may do what the first did already: send a second mail, count a second failure. */
        NEVER,
        /** A second call has no further effect. */
        SAFE
    }

    private final String wireName;
    private final Repeat repeat;

    CognitoOperation(String wireName, Repeat repeat) {
        this.wireName = wireName;
        this.repeat = repeat;
    }

    /** The name in Cognito's API. */
    String wireName() {
        return wireName;
    }

    boolean safeToRepeat() {
        return repeat == Repeat.SAFE;
    }
}
