package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** ChangePassword, GetUser and DeleteUser: what a signed-in user does with an access token. */
final class AccountOperations {

    private final UserPool pool;
    private final AccessTokens accessTokens;

    AccountOperations(UserPool pool, AccessTokens accessTokens) {
        this.pool = pool;
        this.accessTokens = accessTokens;
    }

    ObjectNode changePassword(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = accessTokens.user(claims, AccessTokens::noSuchUser);
            pool.count(user, "ChangePassword");
            String previous = request.optionalText("PreviousPassword")
                    .orElseThrow(() -> CognitoError.missingParameter("PreviousPassword"));
            if (!user.passwords.matches(previous)) {
                throw PasswordSignIn.wrongCredentials();
            }
            pool.setPassword(user, request.text("ProposedPassword"));
            return Json.object();
        });
    }

    ObjectNode getUser(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = accessTokens.user(claims, AccessTokens::noSuchUser);
            ObjectNode answer = Json.object().put("Username", user.username);
            user.describeAttributes(answer.putArray("UserAttributes"));
            user.describeFactors(answer);
            return answer;
        });
    }

    ObjectNode deleteUser(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            pool.remove(accessTokens.user(claims, AccessTokens::noSuchUser));
            return Json.object();
        });
    }
}
