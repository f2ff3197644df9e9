package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdminAttributes;
import dev.gatehouse.cognito.CognitoAdminStates;
import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.role.RoleChange.Deleting;
import dev.gatehouse.role.RoleChanges;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.Optional;

/** Reads, changes and deletes one account. */
@Singleton
class UserChanges {
    private static final String SMS_FACTOR = "SMS_MFA";

    private final CognitoUsers users;
    private final CognitoAdminAttributes attributes;
    private final CognitoAdminStates states;
    private final CognitoMemberships memberships;
    private final AddressChange addresses;
    private final RoleChanges roles;
    private final Validator validator;

    UserChanges(
            CognitoUsers users,
            CognitoAdminAttributes attributes,
            CognitoAdminStates states,
            CognitoMemberships memberships,
            AddressChange addresses,
            RoleChanges roles,
            Validator validator) {
        this.users = users;
        this.attributes = attributes;
        this.states = states;
        this.memberships = memberships;
        this.addresses = addresses;
        this.roles = roles;
        this.validator = validator;
    }

    /** @throws IdentityException {@code UserUnknown} */
    UserResponse read(String userId) {
        UserRecord user = users.find(userId);
        return UserResponse.of(user, memberships.of(user.username()).groups());
    }

    /**
     * Checks all that is to change before any of it is written. If the removal fails after the rest was written, the request can
     * be repeated.
     *
     * @throws IdentityException {@code EmailTaken}, {@code ManagedElsewhere}, or {@code InvalidInput} that names a member
     */
    void change(String userId, ChangeUserRequest request) {
        Attributes changed = request.changedAttributes();
        Optional<Email> email = request.changedEmail(validator);
        UserRecord user = users.find(userId);
        if (changed.removed().contains(Attributes.PHONE_NUMBER) && user.mfa().contains(SMS_FACTOR)) {
            throw Attributes.refused(
                    "attributes." + Attributes.PHONE_NUMBER, "is needed for the second factor by text message");
        }
        Optional<Email> newEmail =
                email.filter(address -> !(address.value().equals(user.email()) && user.isVerified("email")));
        if (newEmail.isPresent()) {
            addresses.apply(user, newEmail.get(), changed.set());
        } else {
            attributes.update(user.username(), changed.set(), Optional.empty());
        }
        attributes.remove(user.username(), changed.removed());
    }

    /** Deletes the account, whose sessions end here. */
    void delete(String userId, boolean own) {
        UserRecord user = users.find(userId);
        roles.apply(new Deleting(user), own, () -> {
            states.delete(user.username());
            return user;
        });
    }
}
