package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes and signs the tokens of a grant, with the claims that Cognito's have. */
final class TokenIssuer {

    /** What every sign-in by this API grants, and what the operations on the own account need. */
    static final String SCOPE = "aws.cognito.signin.user.admin";

    private final SigningKeys keys;
    private final String issuer;

    TokenIssuer(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    String issuer() {
        return issuer;
    }

    /** An operation's answer that holds nothing but the tokens. */
    ObjectNode answer(Grant grant) {
        ObjectNode answer = Json.object();
        ObjectNode result = answer.putObject("AuthenticationResult")
                .put("AccessToken", Jws.sign(keys.access(), accessClaims(grant)))
                .put("ExpiresIn", grant.client().accessTokenLife().toSeconds())
                .put("TokenType", "Bearer")
                .put("IdToken", Jws.sign(keys.id(), idClaims(grant)));
        if (grant.refreshToken() != null) {
            result.put("RefreshToken", grant.refreshToken());
        }
        return answer;
    }

    /** The answer of the domain's token endpoint: without an ID token where the scope has no {@code openid}. */
    ObjectNode tokens(Grant grant) {
        String accessToken = Jws.sign(keys.access(), accessClaims(grant).put("version", 2));
        ObjectNode answer = Json.object();
        if (ScopedClaims.has(grant.scope(), "openid")) {
            ObjectNode claims = idClaims(grant).put("at_hash", Jws.leftHalf(accessToken));
            if (grant.nonce() != null) {
                claims.put("nonce", grant.nonce());
            }
            answer.put("id_token", Jws.sign(keys.id(), claims));
        }
        answer.put("access_token", accessToken);
        if (grant.refreshToken() != null) {
            answer.put("refresh_token", grant.refreshToken());
        }
        return answer.put("expires_in", grant.client().accessTokenLife().toSeconds())
                .put("token_type", "Bearer");
    }

    /** A token for an app client itself: nobody's, and without a session. */
    ObjectNode machine(AppClient client, String scope, Instant now) {
        ObjectNode claims = Json.object()
                .put("sub", client.id())
                .put("token_use", "access")
                .put("scope", scope)
                .put("auth_time", now.getEpochSecond())
                .put("iss", issuer)
                .put("exp", now.plus(client.accessTokenLife()).getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("version", 2)
                .put("jti", UUID.randomUUID().toString())
                .put("client_id", client.id());
        return Json.object()
                .put("access_token", Jws.sign(keys.access(), claims))
                .put("expires_in", client.accessTokenLife().toSeconds())
                .put("token_type", "Bearer");
    }

    private ObjectNode accessClaims(Grant grant) {
        ObjectNode claims = common(grant, "access", grant.client().accessTokenLife());
        return claims.put("scope", grant.scope())
                .put("client_id", grant.client().id())
                .put("username", grant.username());
    }

    private ObjectNode idClaims(Grant grant) {
        ObjectNode claims = common(grant, "id", grant.client().idTokenLife());
        ScopedClaims.visible(grant.scope(), grant.attributes()).forEach((name, value) -> {
            if (name.endsWith("_verified")) {
                claims.put(name, Boolean.parseBoolean(value));
            } else if (Identities.ATTRIBUTE.equals(name)) {
                claims.set(name, Identities.claim(value));
            } else {
                claims.put(name, value);
            }
        });
        return claims.put("aud", grant.client().id()).put("cognito:username", grant.username());
    }

    private ObjectNode common(Grant grant, String use, Duration life) {
        ObjectNode claims = Json.object().put("sub", grant.attributes().get("sub"));
        if (!grant.groups().isEmpty()) {
            ArrayNode groups = claims.putArray("cognito:groups");
            grant.groups().forEach(groups::add);
        }
        return claims.put("iss", issuer)
                .put("origin_jti", grant.originJti())
                .put("token_use", use)
                .put("auth_time", grant.authTime().getEpochSecond())
                .put("exp", grant.now().plus(life).getEpochSecond())
                .put("iat", grant.now().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }
}
