package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.factors.Passkey;
import dev.gatehouse.emulator.factors.RelyingParty;

/** What a signed-in user does with the passkeys of the account, by an access token. */
final class WebAuthnOperations {

    private final UserPool pool;
    private final AccessTokens accessTokens;

    WebAuthnOperations(UserPool pool, AccessTokens accessTokens) {
        this.pool = pool;
        this.accessTokens = accessTokens;
    }

    ObjectNode startWebAuthnRegistration(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = user(claims);
            checkEnabled();
            RelyingParty party = pool.factors.relyingParty;
            if (party == null) {
                throw new CognitoError(
                        "WebAuthnConfigurationMissingException", "The user pool has no relying party for passkeys.");
            }
            return Json.object()
                    .set(
                            "CredentialCreationOptions",
                            user.passkeys.startRegistration(party, user.email(), client(claims), pool.now()));
        });
    }

    ObjectNode completeWebAuthnRegistration(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = user(claims);
            checkEnabled();
            RelyingParty party = pool.factors.relyingParty;
            if (party == null) {
                throw notEnabled();
            }
            user.passkeys.completeRegistration(
                    party,
                    request.members().path("Credential"),
                    client(claims),
                    id -> pool.users().anyMatch(other -> other.passkeys.holds(id)),
                    pool.now());
            return Json.object();
        });
    }

    ObjectNode listWebAuthnCredentials(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            Pages<Passkey> page =
                    Pages.of(user(claims).passkeys.all(), Passkey::order, request, "NextToken", "MaxResults");
            ObjectNode answer = Json.object();
            ArrayNode credentials = answer.putArray("Credentials");
            page.items().forEach(passkey -> passkey.describe(credentials.addObject()));
            return page.mark(answer, "NextToken");
        });
    }

    ObjectNode deleteWebAuthnCredential(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            user(claims).passkeys.remove(request.text("CredentialId"));
            return Json.object();
        });
    }

    /** These operations raise no UserNotFoundException. */
    private User user(JsonNode claims) {
        return accessTokens.user(claims, () -> CognitoError.notAuthorized("Access Token has been revoked"));
    }

    private void checkEnabled() {
        if (!pool.factors.policy().firstFactors().contains(FactorPolicy.WEB_AUTHN)) {
            throw notEnabled();
        }
    }

    private static CognitoError notEnabled() {
        return new CognitoError("WebAuthnNotEnabledException", "Passkeys are not enabled for the user pool.");
    }

    private static String client(JsonNode claims) {
        return claims.path("client_id").asText();
    }
}
