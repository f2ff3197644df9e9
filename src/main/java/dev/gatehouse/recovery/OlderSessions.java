package dev.gatehouse.recovery;

import dev.gatehouse.cognito.CognitoAdmin;
import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
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
 * Ends the sessions of an account whose password was reset: whoever knew the old one may have some. Cognito does not say whose
 * account it was. AdminGetUser does, where AWS credentials allow it; elsewhere the new password signs in once to learn it, and
 * nobody gets the tokens.
 */
@Singleton
class OlderSessions {
    private static final Logger LOG = Logger.getLogger(OlderSessions.class);

    private final CognitoAdmin admin;
    private final CognitoLogin login;
    private final CognitoSession sessions;
    private final BearerTokens tokens;
    private final Revocations revocations;

    OlderSessions(
            CognitoAdmin admin,
            CognitoLogin login,
            CognitoSession sessions,
            BearerTokens tokens,
            Revocations revocations) {
        this.admin = admin;
        this.login = login;
        this.sessions = sessions;
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** The password is set already, so a failure is a line in the log, and no failure of the reset. */
    void end(Email email, Password newPassword, Instant resetAt, ClientContext client) {
        if (!revocations.endSessionsOnNewPassword()) {
            return;
        }
        try {
            Optional<String> userId = userId(email);
            if (userId.isPresent()) {
                end(userId.get(), resetAt, () -> admin.signOutEverywhere(userId.get()));
                return;
            }
            switch (login.signIn(email, newPassword, client)) {
                case SignIn.SignedIn(var fresh) -> endBy(fresh.accessToken(), resetAt);
                case SignIn.Challenged(var challenge) -> endOf(challenge, resetAt);
            }
        } catch (IdentityException e) {
            LOG.warnf("the older sessions of an account whose password was reset have not ended: %s", e.getMessage());
        }
    }

    /** Whatever fails here, a sign-in may still do. */
    private Optional<String> userId(Email email) {
        try {
            return admin.userId(email);
        } catch (IdentityException e) {
            return Optional.empty();
        }
    }

    private void endBy(Secret accessToken, Instant resetAt) {
        end(tokens.readFresh(accessToken).userId(), resetAt, () -> sessions.signOutEverywhere(accessToken));
    }

    /** Here even if Cognito fails. */
    private void end(String userId, Instant resetAt, Supplier<Instant> atCognito) {
        Instant signedOutAt = resetAt;
        Ended ended = Ended.HERE;
        try {
            signedOutAt = atCognito.get();
            ended = Ended.EVERYWHERE;
        } finally {
            revocations.revokeUser(userId, signedOutAt, ended);
        }
    }

    /** Without tokens Cognito cannot be told; but the challenge says whose account it is. */
    private void endOf(Challenge challenge, Instant resetAt) {
        revocations.revokeUser(challenge.username(), resetAt, Ended.HERE);
    }
}
