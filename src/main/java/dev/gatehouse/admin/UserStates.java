package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdminStates;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.AccountState;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.AccountStateConflict;
import dev.gatehouse.identity.IdentityFailure.EmailTaken;
import dev.gatehouse.role.RoleChange.Disabling;
import dev.gatehouse.role.RoleChanges;
import jakarta.inject.Singleton;

/**
 * Changes the state of an account. Looks at it first: Cognito's own refusals are misleading, or leave an account that nobody can
 * use. A refusal is {@code AccountStateConflict}, and nothing has changed.
 */
@Singleton
class UserStates {
    private final CognitoUsers users;
    private final CognitoAdminStates states;
    private final RoleChanges roles;

    UserStates(CognitoUsers users, CognitoAdminStates states, RoleChanges roles) {
        this.users = users;
        this.states = states;
        this.roles = roles;
    }

    void disable(String userId, boolean own) {
        UserRecord user = users.find(userId);
        roles.apply(new Disabling(user), own, () -> {
            states.disable(user.username());
            return user;
        });
    }

    void enable(String userId) {
        states.enable(users.find(userId).username());
    }

    void resetPassword(String userId, boolean own) {
        UserRecord user = users.find(userId);
        require(AccountState.CONFIRMED, user);
        if (!user.isVerified("email") && !user.isVerified(Attributes.PHONE_NUMBER)) {
            throw conflict(AccountState.UNVERIFIED);
        }
        roles.apply(new Disabling(user), own, () -> {
            states.resetPassword(user.username());
            return user;
        });
    }

    void resendInvitation(String userId) {
        UserRecord user = users.find(userId);
        require(AccountState.INVITED, user);
        states.resendInvitation(user);
    }

    void confirm(String userId) {
        UserRecord user = users.find(userId);
        require(AccountState.UNCONFIRMED, user);
        if (user.email().isEmpty()) {
            throw conflict(AccountState.UNVERIFIED);
        }
        // In a pool with aliases a verified address is taken away from the account that had it.
        if (users.isTaken(new Email(user.email()), user)) {
            throw new IdentityException(new EmailTaken());
        }
        states.confirm(user);
    }

    private static void require(AccountState needed, UserRecord user) {
        AccountState state = stateOf(user);
        if (state != needed) {
            throw conflict(state);
        }
    }

    private static AccountState stateOf(UserRecord user) {
        if (user.isFederated()) {
            return AccountState.FEDERATED;
        }
        if (!user.enabled()) {
            return AccountState.DISABLED;
        }
        return switch (user.status()) {
            case "FORCE_CHANGE_PASSWORD" -> AccountState.INVITED;
            case "UNCONFIRMED" -> AccountState.UNCONFIRMED;
            default -> AccountState.CONFIRMED;
        };
    }

    private static IdentityException conflict(AccountState state) {
        return new IdentityException(new AccountStateConflict(state));
    }
}
