package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** GetTokensFromRefreshToken, RevokeToken and GlobalSignOut. */
final class SessionOperations {

    private final UserPool pool;
    private final TokenIssuer tokens;
    private final AccessTokens accessTokens;

    SessionOperations(UserPool pool, TokenIssuer tokens, AccessTokens accessTokens) {
        this.pool = pool;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
    }

    ObjectNode getTokensFromRefreshToken(Request request) {
        return tokens.answer(pool.locked(() -> {
            AppClient client = pool.client(request.text("ClientId"));
            SecretHash.checkPlain(client, request.optionalText("ClientSecret"), "NotAuthorizedException");
            return pool.signIns.refresh(request.text("RefreshToken"), client, pool.now());
        }));
    }

    ObjectNode revokeToken(Request request) {
        return pool.locked(() -> {
            // This operation's list has no ResourceNotFoundException and no NotAuthorizedException.
            AppClient client = pool.findClient(request.text("ClientId"))
                    .orElseThrow(() -> new CognitoError("UnauthorizedException", "Invalid client."));
            SecretHash.checkPlain(client, request.optionalText("ClientSecret"), "UnauthorizedException");
            String token = request.text("Token");
            if (token.chars().filter(c -> c == '.').count() == 2) {
                throw new CognitoError("UnsupportedTokenTypeException", "Only refresh tokens can be revoked.");
            }
            if (!pool.signIns.revoke(token, client)) {
                throw CognitoError.invalidParameter("Invalid Refresh Token");
            }
            return Json.object();
        });
    }

    ObjectNode globalSignOut(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = accessTokens.user(claims, () -> CognitoError.notAuthorized("Access Token has been revoked"));
            pool.signIns.revokeAll(user, pool.now());
            return Json.object();
        });
    }
}
