package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts that an administrator made, whose temporary password ended before anybody replaced it: Cognito sends them no code. */
@Singleton
class Invitations {
    private final UserAccounts accounts;
    private final FollowUps followUps;
    /** A second mail would replace the password in the first. No more than there are follow-ups. */
    private final Set<String> beingRenewed = ConcurrentHashMap.newKeySet();

    Invitations(UserAccounts accounts, FollowUps followUps) {
        this.accounts = accounts;
        this.followUps = followUps;
    }

    /** Renews the invitation after the answer, so that its time does not show whether there was one. */
    void renewLater(Email email) {
        followUps.run(() -> renew(email));
    }

    /**
     * Mails a new temporary password if the last one has ended. A valid one stays: anybody could end it by asking for another.
     */
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
