package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdminAttributes;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.EmailTaken;
import dev.gatehouse.identity.IdentityFailure.ManagedElsewhere;
import dev.gatehouse.identity.SecurityEvent;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Gives an account another email address. A bean of its own, because the audit log has an event of its own for it. */
@Singleton
class AddressChange {
    private final CognitoUsers users;
    private final CognitoAdminAttributes attributes;
    private final EventDetails details;

    AddressChange(CognitoUsers users, CognitoAdminAttributes attributes, EventDetails details) {
        this.users = users;
        this.attributes = attributes;
        this.details = details;
    }

    /**
     * Sets the address as verified, and other attributes in the same call. Looks first whether another account has the address:
     * a pool with aliases would take it away from there without an error.
     *
     * @throws IdentityException {@code EmailTaken}; {@code ManagedElsewhere} for people of other identity providers, whose next
     *     sign-in would bring the old address back
     */
    @Audited(SecurityEvent.ADMIN_EMAIL_CHANGE)
    void apply(UserRecord user, Email email, Map<String, String> others) {
        if (user.isFederated()) {
            throw new IdentityException(new ManagedElsewhere(Optional.empty()));
        }
        if (users.isTaken(email, user)) {
            throw new IdentityException(new EmailTaken());
        }
        attributes.update(user.username(), others, Optional.of(email));
        details.email(email);
        if (!user.email().isEmpty()) {
            details.oldEmail(new Email(user.email()));
        }
    }
}
