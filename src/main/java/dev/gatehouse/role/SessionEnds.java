package dev.gatehouse.role;

import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Ends the sessions of users who lose power, before and after Cognito takes it away. */
@Singleton
class SessionEnds {
    private final Revocations revocations;
    private final CognitoMemberships memberships;

    SessionEnds(Revocations revocations, CognitoMemberships memberships) {
        this.revocations = revocations;
        this.memberships = memberships;
    }

    /** @param at a time before the change, by Cognito's clock */
    Of of(UserId user, Instant at) {
        return new Of(user, at);
    }

    /** The two ends of one user's sessions. Closing it makes the second, if the first was made. */
    final class Of implements AutoCloseable {
        private final UserId user;
        private final Instant at;
        private boolean begun;

        private Of(UserId user, Instant at) {
            this.user = user;
            this.at = at;
        }

        /** Ends those that began before the change. */
        void end() {
            begun = true;
            revocations.revokeUserAtOnce(user.userId(), at, Ended.HERE_ONLY);
        }

        /**
         * Ends those that began until now, by Cognito's clock. Asks for its time anew: the user may have signed in meanwhile.
         * Where it does not say, because the account is gone or the call fails, by the local clock and a little later.
         */
        @Override
        public void close() {
            if (!begun) {
                return;
            }
            Instant now;
            try {
                now = memberships.of(user.username()).at();
            } catch (RuntimeException e) {
                revocations.revokeUserByLocalClock(user.userId(), Ended.HERE_ONLY);
                return;
            }
            revocations.revokeUser(user.userId(), now, Ended.HERE_ONLY);
        }
    }
}
