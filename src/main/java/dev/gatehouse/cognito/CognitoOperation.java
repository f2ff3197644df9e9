package dev.gatehouse.cognito;

/** The Cognito operations in use. */
enum CognitoOperation {
    SIGN_UP("SignUp", Category.USER_CREATION, Repeat.NEVER),
    CONFIRM_SIGN_UP("ConfirmSignUp", Category.USER_CREATION, Repeat.NEVER),
    RESEND_CONFIRMATION_CODE("ResendConfirmationCode", Category.USER_CREATION, Repeat.NEVER),
    INITIATE_AUTH("InitiateAuth", Category.USER_AUTHENTICATION, Repeat.NEVER),
    RESPOND_TO_AUTH_CHALLENGE("RespondToAuthChallenge", Category.USER_AUTHENTICATION, Repeat.NEVER),
    GET_TOKENS_FROM_REFRESH_TOKEN("GetTokensFromRefreshToken", Category.USER_AUTHENTICATION, Repeat.NEVER),
    REVOKE_TOKEN("RevokeToken", Category.USER_TOKEN, Repeat.SAFE),
    GLOBAL_SIGN_OUT("GlobalSignOut", Category.USER_UPDATE, Repeat.NEVER),
    FORGOT_PASSWORD("ForgotPassword", Category.USER_ACCOUNT_RECOVERY, Repeat.NEVER),
    CONFIRM_FORGOT_PASSWORD("ConfirmForgotPassword", Category.USER_ACCOUNT_RECOVERY, Repeat.NEVER),
    CHANGE_PASSWORD("ChangePassword", Category.USER_ACCOUNT_RECOVERY, Repeat.NEVER),
    GET_USER("GetUser", Category.USER_READ, Repeat.SAFE),
    ASSOCIATE_SOFTWARE_TOKEN("AssociateSoftwareToken", Category.USER_UPDATE, Repeat.NEVER),
    VERIFY_SOFTWARE_TOKEN("VerifySoftwareToken", Category.USER_UPDATE, Repeat.NEVER),
    SET_USER_MFA_PREFERENCE("SetUserMFAPreference", Category.USER_UPDATE, Repeat.SAFE),
    START_WEB_AUTHN_REGISTRATION("StartWebAuthnRegistration", Category.USER_UPDATE, Repeat.NEVER),
    COMPLETE_WEB_AUTHN_REGISTRATION("CompleteWebAuthnRegistration", Category.USER_UPDATE, Repeat.NEVER),
    LIST_WEB_AUTHN_CREDENTIALS("ListWebAuthnCredentials", Category.USER_READ, Repeat.SAFE),
    DELETE_WEB_AUTHN_CREDENTIAL("DeleteWebAuthnCredential", Category.USER_UPDATE, Repeat.NEVER),
    ADMIN_DELETE_SOFTWARE_TOKEN("AdminDeleteSoftwareToken", Category.USER_UPDATE, Repeat.SAFE),
    ADMIN_GET_USER_AUTH_FACTORS("AdminGetUserAuthFactors", Category.USER_READ, Repeat.SAFE),
    ADMIN_SET_USER_MFA_PREFERENCE("AdminSetUserMFAPreference", Category.USER_UPDATE, Repeat.SAFE),
    ADMIN_USER_GLOBAL_SIGN_OUT("AdminUserGlobalSignOut", Category.USER_UPDATE, Repeat.SAFE),
    ADMIN_GET_USER("AdminGetUser", Category.USER_READ, Repeat.SAFE),
    /** Not repeated: a second call would replace the password that the first one mailed. */
    ADMIN_CREATE_USER("AdminCreateUser", Category.USER_CREATION, Repeat.NEVER),
    /** Not repeated: a second call would fail because the user no longer exists. */
    ADMIN_DELETE_USER("AdminDeleteUser", Category.USER_UPDATE, Repeat.NEVER),
    ADMIN_SET_USER_PASSWORD("AdminSetUserPassword", Category.USER_UPDATE, Repeat.SAFE),
    /** Not repeated: a second call would mail a second code. */
    UPDATE_USER_ATTRIBUTES("UpdateUserAttributes", Category.USER_UPDATE, Repeat.NEVER),
    DELETE_USER_ATTRIBUTES("DeleteUserAttributes", Category.USER_UPDATE, Repeat.SAFE),
    VERIFY_USER_ATTRIBUTE("VerifyUserAttribute", Category.USER_UPDATE, Repeat.NEVER),
    DELETE_USER("DeleteUser", Category.USER_UPDATE, Repeat.NEVER),
    ADMIN_UPDATE_USER_ATTRIBUTES("AdminUpdateUserAttributes", Category.USER_UPDATE, Repeat.SAFE),
    ADMIN_DELETE_USER_ATTRIBUTES("AdminDeleteUserAttributes", Category.USER_UPDATE, Repeat.SAFE),
    ADMIN_ENABLE_USER("AdminEnableUser", Category.USER_UPDATE, Repeat.SAFE),
    ADMIN_DISABLE_USER("AdminDisableUser", Category.USER_UPDATE, Repeat.SAFE),
    /** Not repeated: a second call would mail a second code. */
    ADMIN_RESET_USER_PASSWORD("AdminResetUserPassword", Category.USER_ACCOUNT_RECOVERY, Repeat.NEVER),
    ADMIN_CONFIRM_SIGN_UP("AdminConfirmSignUp", Category.USER_CREATION, Repeat.NEVER),
    ADMIN_LIST_GROUPS_FOR_USER("AdminListGroupsForUser", Category.USER_RESOURCE_READ, Repeat.SAFE),
    ADMIN_ADD_USER_TO_GROUP("AdminAddUserToGroup", Category.USER_RESOURCE_UPDATE, Repeat.SAFE),
    ADMIN_REMOVE_USER_FROM_GROUP("AdminRemoveUserFromGroup", Category.USER_RESOURCE_UPDATE, Repeat.SAFE),
    LIST_USERS("ListUsers", Category.USER_LIST, Repeat.SAFE),
    LIST_USERS_IN_GROUP("ListUsersInGroup", Category.USER_LIST, Repeat.SAFE),
    LIST_GROUPS("ListGroups", Category.USER_POOL_RESOURCE_READ, Repeat.SAFE),
    GET_GROUP("GetGroup", Category.USER_POOL_RESOURCE_READ, Repeat.SAFE),
    CREATE_GROUP("CreateGroup", Category.USER_POOL_RESOURCE_UPDATE, Repeat.NEVER),
    UPDATE_GROUP("UpdateGroup", Category.USER_POOL_RESOURCE_UPDATE, Repeat.SAFE),
    DELETE_GROUP("DeleteGroup", Category.USER_POOL_RESOURCE_UPDATE, Repeat.NEVER);

    /** Operations that share one of Cognito's quotas of requests per second. */
    enum Category {
        USER_AUTHENTICATION,
        USER_CREATION,
        USER_ACCOUNT_RECOVERY,
        USER_TOKEN,
        USER_READ,
        USER_UPDATE,
        USER_RESOURCE_READ,
        USER_RESOURCE_UPDATE,
        USER_LIST,
        USER_POOL_RESOURCE_READ,
        USER_POOL_RESOURCE_UPDATE
    }

    private enum Repeat {
        /**
         * Not idempotent: a second call may send a second mail or count a second failure, or fail because the first one
         * succeeded.
         */
        NEVER,
        /** Idempotent. */
        SAFE
    }

    private final String wireName;
    private final Category category;
    private final Repeat repeat;

    CognitoOperation(String wireName, Category category, Repeat repeat) {
        this.wireName = wireName;
        this.category = category;
        this.repeat = repeat;
    }

    /** The name in Cognito's API. */
    String wireName() {
        return wireName;
    }

    /** Whether it is called with AWS credentials (IAM). */
    boolean isSigned() {
        return switch (category) {
            case USER_LIST, USER_POOL_RESOURCE_READ, USER_POOL_RESOURCE_UPDATE -> true;
            default -> wireName.startsWith("Admin");
        };
    }

    /** The IAM permission that a signed operation needs. */
    String permission() {
        return "cognito-idp:" + wireName;
    }

    Category category() {
        return category;
    }

    boolean safeToRepeat() {
        return repeat == Repeat.SAFE;
    }
}
