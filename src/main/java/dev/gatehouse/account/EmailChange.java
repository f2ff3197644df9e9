package dev.gatehouse.account;

import dev.gatehouse.cognito.CognitoAccount;
import dev.gatehouse.cognito.CognitoEmailChange;
import dev.gatehouse.cognito.OwnAccount;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.IdentityFailure.ManagedElsewhere;
import dev.gatehouse.identity.IdentityFailure.SettingMissing;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.SessionEmail;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Changes the email address of the caller. The old one counts until the new one is verified. */
@Singleton
class EmailChange {
    private final CognitoEmailChange cognito;
    private final CognitoAccount account;
    private final Profiles profiles;
    private final SessionEmail session;
    private final EventDetails details;
    private final boolean isAllowed;

    EmailChange(
            CognitoEmailChange cognito,
            CognitoAccount account,
            Profiles profiles,
            SessionEmail session,
            EventDetails details,
            AccountConfig config) {
        this.cognito = cognito;
        this.account = account;
        this.profiles = profiles;
        this.session = session;
        this.details = details;
        this.isAllowed = config.emailChange();
    }

    void request(Caller caller, Email email) {
        requireSetting();
        OwnAccount current = account.read(caller.accessToken());
        // Their provider would write the old address again at the next sign-in.
        if (current.isFederated()) {
            throw new IdentityException(new ManagedElsewhere(current.provider()));
        }
        if (current.emailVerified() && isOf(current, email)) {
            throw new IdentityException(new InvalidInput("email", "is the address of this account already"));
        }
        try {
            cognito.request(caller.accessToken(), email);
        } finally {
            // A pool that lacks the setting has changed it at once.
            profiles.forget(caller.userId());
        }
    }

    private static boolean isOf(OwnAccount account, Email email) {
        return account.email()
                .filter(current -> current.folded().equals(email.folded()))
                .isPresent();
    }

    void verify(Caller caller, Code code) {
        requireSetting();
        Optional<Email> former = account.read(caller.accessToken()).email();
        Optional<Email> now;
        try {
            now = cognito.verify(caller.accessToken(), code);
        } finally {
            profiles.forget(caller.userId());
        }
        former.ifPresent(details::oldEmail);
        now.ifPresent(email -> {
            details.email(email);
            session.replace(email);
        });
    }

    private void requireSetting() {
        if (!isAllowed) {
            throw new IdentityException(new SettingMissing("gatehouse.account.email-change"));
        }
    }
}
