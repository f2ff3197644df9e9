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
                Map.entry("AdminCreateUser", admin::adminCreateUser),
                Map.entry("AdminSetUserPassword", admin::adminSetUserPassword),
                Map.entry("CreateGroup", admin::createGroup),
                Map.entry("AdminAddUserToGroup", admin::adminAddUserToGroup),
                Map.entry("AdminUserGlobalSignOut", admin::adminUserGlobalSignOut),
                Map.entry("AdminGetUser", users::adminGetUser),
                Map.entry("AdminConfirmSignUp", users::adminConfirmSignUp),
                Map.entry("AdminDisableUser", users::adminDisableUser),
                Map.entry("AdminEnableUser", users::adminEnableUser),
                Map.entry("AdminResetUserPassword", users::adminResetUserPassword),
                Map.entry("AdminDeleteUser", users::adminDeleteUser),
                Map.entry("DescribeUserPool", new DescribeOperations(pool)::describeUserPool));
    }
}
