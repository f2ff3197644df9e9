package dev.gatehouse.account;

import dev.gatehouse.cognito.CognitoAccount;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.role.RoleChange;
import dev.gatehouse.role.RoleChanges;
import jakarta.inject.Singleton;

/** Deletes the account of the caller. Every session of it ends here before Cognito is told, and once more afterwards. */
@Singleton
class AccountDeletion {
    private final CognitoAccount account;
    private final RoleChanges roles;
    private final Profiles profiles;

    AccountDeletion(CognitoAccount account, RoleChanges roles, Profiles profiles) {
        this.account = account;
        this.roles = roles;
        this.profiles = profiles;
    }

    /** @param own whether callers agree to lose a role of their own */
    void delete(Caller caller, boolean own) {
        // A token that Cognito does not accept for it is refused here, before any session ends.
        account.read(caller.accessToken());
        try {
            roles.apply(new RoleChange.DeletingOneself(), own, () -> account.delete(caller.accessToken()));
        } finally {
            profiles.forget(caller.userId());
        }
    }
}
