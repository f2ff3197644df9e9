package dev.gatehouse.cognito;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.RegistrationCount;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;

/** Proving the email address. A password counts only if the registration that chose it is the one that proves the address. */
@Singleton
public class CognitoVerification {
    private static final Logger LOG = Logger.getLogger(CognitoVerification.class);

    private final CognitoGateway cognito;
    private final AppClient app;
    private final UserContext device;
    private final Concealment concealment;
    private final UserAccounts accounts;
    private final RegistrationCount registrations;

    CognitoVerification(
            CognitoGateway cognito,
            AppClient app,
            UserContext device,
            Concealment concealment,
            UserAccounts accounts,
            RegistrationCount registrations) {
        this.cognito = cognito;
        this.app = app;
        this.device = device;
        this.concealment = concealment;
        this.accounts = accounts;
        this.registrations = registrations;
    }

    /**
     * Proves the address with the code that was sent to it.
     *
     * @param registered the account that the caller's own registration made ({@link Registered#account}), if it is known
     * @throws IdentityException {@code PasswordResetRequired} when the address is proved, but the password may be of another
     *     registration
     */
    public void verify(Email email, Code code, Optional<String> registered) {
        Optional<String> own = registered.filter(account -> !account.equals(Registered.NOT_KNOWN));
        // Before the code is spent: an outage now costs nothing.
        Optional<UserAccounts.Account> current = own.isPresent() ? accounts.find(email) : Optional.empty();
        confirm(email, code);
        AboutAccount address = email::folded;
        boolean once = registrations.wasOnce(address);
        boolean isOwn = own.isPresent() ? isSame(own.get(), current) : once;
        if (!isOwn) {
            lockPassword(email);
            throw new IdentityException(new PasswordResetRequired());
        }
    }

    /** Where nobody may ask for the account, nobody can have made it anew either. */
    private static boolean isSame(String own, Optional<UserAccounts.Account> current) {
        return current.map(account -> account.username().equals(own)).orElse(!own.equals(Registered.NONE));
    }

    private void confirm(Email email, Code code) {
        ConfirmSignUpRequest request = ConfirmSignUpRequest.builder()
                .clientId(app.id())
                .userContextData(device.current())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .confirmationCode(code.value())
                .build();
        concealment.replace(
                failure -> failure instanceof TooManyAttempts || failure instanceof EmailTaken,
                new CodeRefused(),
                () -> cognito.call(
                        CognitoOperation.CONFIRM_SIGN_UP,
                        ConfirmSignUpResponse.class,
                        client -> client.confirmSignUp(request)));
    }

    /** The address is proved already: whatever fails now, its owner must choose a password. */
    private void lockPassword(Email email) {
        if (!accounts.mayBeUsed()) {
            return;
        }
        try {
            accounts.lockPassword(email);
        } catch (IdentityException e) {
            LOG.warnf("a password that may be somebody else's works until it is reset: %s", e.getMessage());
        }
    }
}
