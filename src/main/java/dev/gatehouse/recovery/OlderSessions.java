package dev.gatehouse.recovery;

import dev.gatehouse.cognito.CognitoAdmin;
import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import dev.gatehouse.token.BearerTokens;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends the sessions of an account after a password reset, because an attacker who knew the old password may have one.
 * ConfirmForgotPassword does not return the user's id. AdminGetUser does, if AWS credentials allow it; otherwise this class
 * signs in once with the new password, and discards the tokens.
 */
@Singleton
class OlderSessions {
    private static final Logger LOG = Logger.getLogger(OlderSessions.class);

    private final CognitoAdmin admin;
    private final CognitoLogin login;
    private final CognitoSession sessions;
    private final BearerTokens tokens;
    private final Revocations revocations;
    private final EventDetails details;

    OlderSessions(
            CognitoAdmin admin,
            CognitoLogin login,
            CognitoSession sessions,
            BearerTokens tokens,
            Revocations revocations,
            EventDetails details) {
        this.admin = admin;
        this.login = login;
        this.sessions = sessions;
        this.tokens = tokens;
        this.revocations = revocations;
        this.details = details;
    }

    /** Only logs a failure: the password reset has succeeded. */
    void end(Email email, Password newPassword, Instant resetAt, ClientContext client) {
        if (!revocations.endSessionsOnNewPassword()) {
            details.userFrom(() -> admin.userId(email));
            return;
        }
        try {
            Optional<String> userId = userId(email);
            if (userId.isPresent()) {
                end(userId.get(), resetAt, () -> admin.signOutEverywhere(userId.get()));
                return;
            }
            switch (login.signIn(email, newPassword, client)) {
                case SignIn.SignedIn(var fresh) -> endByToken(fresh.accessToken(), resetAt);
                case SignIn.Challenged(var challenge) -> endByChallenge(challenge, resetAt);
            }
        } catch (IdentityException e) {
            LOG.warnf("cannot end the older sessions of an account after a password reset: %s", e.getMessage());
        }
    }

    /** Empty on failure: the sign-in may still work. */
    private Optional<String> userId(Email email) {
        try {
            return admin.userId(email);
        } catch (IdentityException e) {
            return Optional.empty();
        }
    }

    private void endByToken(Secret accessToken, Instant resetAt) {
        end(tokens.readFromCognito(accessToken).userId(), resetAt, () -> sessions.signOutEverywhere(accessToken));
    }

    /** Ends them here even if Cognito fails. */
    private void end(String userId, Instant resetAt, Supplier<Instant> atCognito) {
        details.user(userId);
        Instant signedOutAt = resetAt;
        Ended ended = Ended.HERE_ONLY;
        try {
            signedOutAt = atCognito.get();
            ended = Ended.AT_COGNITO_TOO;
        } finally {
            revocations.revokeUser(userId, signedOutAt, ended);
        }
    }

    /** Ends them here only: without tokens Cognito cannot end them. The challenge contains the user's id. */
    private void endByChallenge(Challenge challenge, Instant resetAt) {
        details.user(challenge.username());
        revocations.revokeUser(challenge.username(), resetAt, Ended.HERE_ONLY);
    }
}
