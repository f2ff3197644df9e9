package dev.gatehouse.emulator;

import java.util.Map;

/** The operations that the pool plays, by name. */
final class Operations {

    private Operations() {}

    static Map<String, Operation> of(UserPool pool, TokenIssuer tokens, SigningKeys keys) {
        AccessTokens accessTokens = new AccessTokens(pool, keys, tokens.issuer());
        SignUpOperations signUp = new SignUpOperations(pool);
        SignInOperations signIn = new SignInOperations(pool, tokens);
        SessionOperations session = new SessionOperations(pool, tokens, accessTokens);
        RecoveryOperations recovery = new RecoveryOperations(pool);
        AccountOperations account = new AccountOperations(pool, accessTokens);
        AdminOperations admin = new AdminOperations(pool);
        AdminUserOperations users = new AdminUserOperations(pool);
        AttributeOperations attributes = new AttributeOperations(pool, accessTokens);
        WebAuthnOperations webAuthn = new WebAuthnOperations(pool, accessTokens);
        GroupOperations groups = new GroupOperations(pool);
        SoftwareTokenOperations softwareToken = new SoftwareTokenOperations(pool, accessTokens);
        PreferenceOperations preference = new PreferenceOperations(pool, accessTokens);
        MfaConfigOperations mfa = new MfaConfigOperations(pool);
        return Map.ofEntries(
                Map.entry("SignUp", signUp::signUp),
                Map.entry("ConfirmSignUp", signUp::confirmSignUp),
                Map.entry("ResendConfirmationCode", signUp::resendConfirmationCode),
                Map.entry("InitiateAuth", signIn::initiateAuth),
                Map.entry("RespondToAuthChallenge", signIn::respondToAuthChallenge),
                Map.entry("GetTokensFromRefreshToken", session::getTokensFromRefreshToken),
                Map.entry("RevokeToken", session::revokeToken),
                Map.entry("GlobalSignOut", session::globalSignOut),
                Map.entry("ForgotPassword", recovery::forgotPassword),
                Map.entry("ConfirmForgotPassword", recovery::confirmForgotPassword),
                Map.entry("ChangePassword", account::changePassword),
                Map.entry("GetUser", account::getUser),
                Map.entry("DeleteUser", account::deleteUser),
                Map.entry("StartWebAuthnRegistration", webAuthn::startWebAuthnRegistration),
                Map.entry("CompleteWebAuthnRegistration", webAuthn::completeWebAuthnRegistration),
                Map.entry("ListWebAuthnCredentials", webAuthn::listWebAuthnCredentials),
                Map.entry("DeleteWebAuthnCredential", webAuthn::deleteWebAuthnCredential),
                Map.entry("AdminCreateUser", admin::adminCreateUser),
                Map.entry("AdminSetUserPassword", admin::adminSetUserPassword),
                Map.entry("AdminUserGlobalSignOut", admin::adminUserGlobalSignOut),
                Map.entry("AdminGetUser", users::adminGetUser),
                Map.entry("AdminConfirmSignUp", users::adminConfirmSignUp),
                Map.entry("AdminDisableUser", users::adminDisableUser),
                Map.entry("AdminEnableUser", users::adminEnableUser),
                Map.entry("AdminResetUserPassword", users::adminResetUserPassword),
                Map.entry("AdminDeleteUser", users::adminDeleteUser),
                Map.entry("AdminInitiateAuth", signIn::adminInitiateAuth),
                Map.entry("AdminRespondToAuthChallenge", signIn::adminRespondToAuthChallenge),
                Map.entry("UpdateUserAttributes", attributes::updateUserAttributes),
                Map.entry("DeleteUserAttributes", attributes::deleteUserAttributes),
                Map.entry("GetUserAttributeVerificationCode", attributes::getUserAttributeVerificationCode),
                Map.entry("VerifyUserAttribute", attributes::verifyUserAttribute),
                Map.entry("AdminUpdateUserAttributes", attributes::adminUpdateUserAttributes),
                Map.entry("AdminDeleteUserAttributes", attributes::adminDeleteUserAttributes),
                Map.entry("CreateGroup", groups::createGroup),
                Map.entry("GetGroup", groups::getGroup),
                Map.entry("UpdateGroup", groups::updateGroup),
                Map.entry("DeleteGroup", groups::deleteGroup),
                Map.entry("ListGroups", groups::listGroups),
                Map.entry("ListUsersInGroup", groups::listUsersInGroup),
                Map.entry("AdminListGroupsForUser", groups::adminListGroupsForUser),
                Map.entry("AdminAddUserToGroup", groups::adminAddUserToGroup),
                Map.entry("AdminRemoveUserFromGroup", groups::adminRemoveUserFromGroup),
                Map.entry("AssociateSoftwareToken", softwareToken::associateSoftwareToken),
                Map.entry("VerifySoftwareToken", softwareToken::verifySoftwareToken),
                Map.entry("AdminDeleteSoftwareToken", softwareToken::adminDeleteSoftwareToken),
                Map.entry("SetUserMFAPreference", preference::setUserMfaPreference),
                Map.entry("AdminSetUserMFAPreference", preference::adminSetUserMfaPreference),
                Map.entry("GetUserAuthFactors", preference::getUserAuthFactors),
                Map.entry("AdminGetUserAuthFactors", preference::adminGetUserAuthFactors),
                Map.entry("SetUserPoolMfaConfig", mfa::setUserPoolMfaConfig),
                Map.entry("GetUserPoolMfaConfig", mfa::getUserPoolMfaConfig),
                Map.entry("UpdateUserPool", mfa::updateUserPool),
                Map.entry("ListUsers", new UserList(pool)::listUsers),
                Map.entry("DescribeUserPoolClient", new ClientOperations(pool)::describeUserPoolClient),
                Map.entry("DescribeUserPool", new DescribeOperations(pool)::describeUserPool));
    }
}
