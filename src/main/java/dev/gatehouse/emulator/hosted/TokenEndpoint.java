package dev.gatehouse.emulator.hosted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /oauth2/token} and {@code /oauth2/revoke}: what an application asks without a browser. */
final class TokenEndpoint {

    private final Accounts accounts;
    private final AuthorizationCodes codes;

    TokenEndpoint(Accounts accounts, AuthorizationCodes codes) {
        this.accounts = accounts;
        this.codes = codes;
    }

    ObjectNode token(Call call) {
        Parameters form = form(call);
        String type = form.required("grant_type");
        OAuthClient client = ClientAuthentication.of(call, form, accounts, 400);
        return switch (type) {
            case "authorization_code" -> exchange(client, form);
            case "refresh_token" -> refresh(client, form);
            case "client_credentials" -> machine(client, form);
            default -> throw OAuthError.of("unsupported_grant_type");
        };
    }

    private ObjectNode exchange(OAuthClient client, Parameters form) {
        String code = form.required("code");
        String redirectUri = form.required("redirect_uri");
        // Cognito answers so to an address that it does not know, and spends no code.
        if (!client.settings().allows(OAuthSettings.CODE)
                || !client.settings().callbackUrls().contains(redirectUri)) {
            throw OAuthError.of("unauthorized_client");
        }
        AuthorizationCodes.Issued issued =
                codes.spend(code, accounts.now()).orElseThrow(() -> OAuthError.of("invalid_grant"));
        boolean fits = issued.clientId().equals(client.id())
                && issued.redirectUri().equals(redirectUri)
                && proves(issued.challenge(), form.get("code_verifier"));
        if (!fits) {
            throw OAuthError.of("invalid_grant");
        }
        return accounts.begin(client, issued.person(), issued.scope(), issued.nonce());
    }

    /** RFC 7636; a verifier without a challenge is refused, as RFC 9700 asks for. */
    private static boolean proves(@Nullable String challenge, Optional<String> verifier) {
        return challenge == null
                ? verifier.isEmpty()
                : verifier.map(TokenEndpoint::challenge)
                        .filter(challenge::equals)
                        .isPresent();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ObjectNode refresh(OAuthClient client, Parameters form) {
        String token = form.required("refresh_token");
        if (!client.settings().allows(OAuthSettings.CODE)) {
            throw OAuthError.of("unauthorized_client");
        }
        return accounts.refresh(client, token);
    }

    private ObjectNode machine(OAuthClient client, Parameters form) {
        if (!client.settings().allows(OAuthSettings.CLIENT_CREDENTIALS) || !client.hasSecret()) {
            throw OAuthError.of("unauthorized_client");
        }
        List<String> custom = client.settings().scopes().stream()
                .filter(scope -> !OAuthSettings.STANDARD_SCOPES.contains(scope))
                .toList();
        return accounts.machine(
                client, AuthorizationRequest.scope(form.get("scope").orElse(""), custom));
    }

    void revoke(Call call) {
        Parameters form = form(call);
        OAuthClient client = ClientAuthentication.of(call, form, accounts, 401);
        String token = form.required("token");
        // A JWT is an access or ID token; a refresh token is a JWE of five parts at Cognito, and opaque here.
        if (token.chars().filter(character -> character == '.').count() == 2) {
            throw OAuthError.of("unsupported_token_type");
        }
        accounts.revoke(client, token);
    }

    private static Parameters form(Call call) {
        if (!call.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            throw OAuthError.of("invalid_request");
        }
        return Parameters.of(call.body());
    }
}
