package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renews the invitation of an account that an administrator created and whose temporary password has expired: Cognito sends it
 * no code.
 */
@Singleton
class Invitations {
    private final UserAccounts accounts;
    private final BackgroundCalls backgroundCalls;
    /** Prevents a second mail, which would replace the password in the first. Bounded by {@link BackgroundCalls}. */
    private final Set<String> beingRenewed = ConcurrentHashMap.newKeySet();

    Invitations(UserAccounts accounts, BackgroundCalls backgroundCalls) {
        this.accounts = accounts;
        this.backgroundCalls = backgroundCalls;
    }

    /** Renews the invitation in the background, so that the response time does not reveal whether there was one. */
    void renewLater(Email email) {
        backgroundCalls.run(() -> renew(email));
    }

    /** Mails a new temporary password if the last one has expired. A valid one stays, because anybody can send this request. */
    void renew(Email email) {
        if (!beingRenewed.add(email.folded())) {
            return;
        }
        try {
            if (accounts.find(email)
                    .filter(UserAccounts.Account::isInvitationEnded)
                    .isPresent()) {
                accounts.invite(email);
            }
        } finally {
            beingRenewed.remove(email.folded());
        }
    }
}
