package dev.gatehouse.guard;

import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.CallerKind;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ClientNotAllowed;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.BearerTokens;
import dev.gatehouse.token.PresentedToken;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Ends the session of a token for a service. */
@Singleton
class TokenRevocation {
    private final BearerTokens tokens;
    private final CognitoSession cognito;
    private final Revocations revocations;
    private final Concealed concealed;
    private final EventDetails details;

    TokenRevocation(
            BearerTokens tokens,
            CognitoSession cognito,
            Revocations revocations,
            Concealed concealed,
            EventDetails details) {
        this.tokens = tokens;
        this.cognito = cognito;
        this.revocations = revocations;
        this.concealed = concealed;
        this.details = details;
    }

    /**
     * Ends the session of the token on every replica, and that of a refresh token at Cognito too. Does nothing with a token
     * that is unknown or no longer acceptable (RFC 7009 §2.2). The kind of the token shows in itself, so hints are not needed.
     *
     * @throws IdentityException {@code ClientNotAllowed} when the client may not revoke the tokens of this app client; what
     *     keeps the revocation from counting now
     */
    @Audited(SecurityEvent.TOKEN_REVOCATION)
    @Limited(Limit.OAUTH_CLIENT)
    void revoke(ServiceClient client, String token) {
        if (client.mayRevoke().isEmpty()) {
            throw new IdentityException(new ClientNotAllowed());
        }
        Optional<AccessToken> access = accepted(token);
        if (access.isPresent()) {
            end(access.get(), client);
        } else if (mayBeRefreshToken(token) && client.mayRevoke().contains(cognito.clientId())) {
            end(new Secret(token));
        } else {
            concealed.note(new TokenRefused("The token is not known here."));
        }
        // Also after the repetition of a request: what is refused here already may be unknown to other replicas.
        revocations.requireShared();
    }

    private Optional<AccessToken> accepted(String token) {
        return tokens.verify(new PresentedToken(token))
                .map(Optional::of)
                .onFailure(e -> e instanceof IdentityException failed && failed.failure() instanceof TokenRefused)
                .recoverWithItem(Optional.empty())
                .await()
                .indefinitely();
    }

    /** A session of a machine has no refresh token, so its revocation need not be kept for longer than access tokens live. */
    private void end(AccessToken token, ServiceClient client) {
        if (!client.mayRevoke().contains(token.clientId())) {
            throw new IdentityException(new ClientNotAllowed());
        }
        details.user(token.userId());
        if (token.kind() == CallerKind.MACHINE) {
            details.withhold();
        }
        revocations.revokeSignIn(
                token.sessionKey(), token.kind() == CallerKind.MACHINE ? Ended.AT_COGNITO_TOO : Ended.HERE_ONLY);
    }

    /** A signed token has three parts. Refresh tokens are encrypted and have five, so Cognito is not asked about others. */
    private static boolean mayBeRefreshToken(String token) {
        return token.chars().filter(c -> c == '.').count() != 2;
    }

    private void end(Secret refreshToken) {
        cognito.refreshToSignOut(refreshToken).ifPresent(fresh -> {
            Caller caller = tokens.readFromCognito(fresh.accessToken());
            details.user(caller.userId());
            revocations.endSignIn(
                    caller.signInId(), () -> cognito.revoke(fresh.refreshToken().orElse(refreshToken)));
        });
    }
}
