package dev.gatehouse.cognito;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.RegistrationCount;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeResponse;

/** Proving the email address with a code, and having one sent again. A password counts only if the registration that chose it is the one that proves the address. */
@Singleton
public class CognitoVerification {
    private static final Logger LOG = Logger.getLogger(CognitoVerification.class);

    private final CognitoGateway cognito;
    private final AppClient app;
    private final UserContext context;
    private final Concealment concealment;
    private final UserAccounts accounts;
    private final RegistrationCount registrations;
    private final Invitations invitations;

    CognitoVerification(
            CognitoGateway cognito,
            AppClient app,
            UserContext context,
            Concealment concealment,
            UserAccounts accounts,
            RegistrationCount registrations,
            Invitations invitations) {
        this.cognito = cognito;
        this.app = app;
        this.context = context;
        this.concealment = concealment;
        this.accounts = accounts;
        this.registrations = registrations;
        this.invitations = invitations;
    }

    /**
     * Proves the address with the code that was sent to it.
     *
     * @param registered the account that the caller's own registration made ({@link Registered#account}), if it is known
     * @throws IdentityException {@code PasswordResetRequired} when the address is proved, but the password may be of another
     *     registration
     */
    public void verify(Email email, Code code, Optional<String> registered, ClientContext client) {
        Optional<String> own = registered.filter(account -> !account.equals(Registered.NOT_KNOWN));
        // Before the code is spent: an outage now costs nothing.
        Optional<UserAccounts.Account> current = own.isPresent() ? accounts.find(email) : Optional.empty();
        confirm(email, code, context.of(client));
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

    private void confirm(Email email, Code code, UserContext.Told told) {
        ConfirmSignUpRequest request = ConfirmSignUpRequest.builder()
                .clientId(app.id())
                .userContextData(told.data())
                .clientMetadata(told.metadata())
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
                        sdk -> sdk.confirmSignUp(request)));
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

    /**
     * Sends a new code; earlier ones stop working. An invited account gets a new invitation if the last one has ended.
     * Concealed, every address is answered alike.
     */
    public Delivery resendCode(Email email, ClientContext client) {
        concealment.hide(
                CognitoVerification::revealsAccount,
                () -> resendOr(email, context.of(client), () -> invitations.renewLater(email)));
        return Delivery.to(email);
    }

    /** The same after an answer, to a request from this device. */
    void resendOrInvite(Email email, UserContext.Told told) {
        resendOr(email, told, () -> invitations.renew(email));
    }

    private void resendOr(Email email, UserContext.Told told, Runnable ifNone) {
        try {
            resend(email, told);
        } catch (IdentityException e) {
            if (e.failure() instanceof InvalidInput) {
                ifNone.run();
            }
            throw e;
        }
    }

    /** Sends the code again to an account that waits for one; any other is a refusal. */
    void resend(Email email, UserContext.Told told) {
        ResendConfirmationCodeRequest request = ResendConfirmationCodeRequest.builder()
                .clientId(app.id())
                .userContextData(told.data())
                .clientMetadata(told.metadata())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .build();
        cognito.call(
                CognitoOperation.RESEND_CONFIRMATION_CODE,
                ResendConfirmationCodeResponse.class,
                sdk -> sdk.resendConfirmationCode(request));
    }

    /**
     * Also the hourly limit, a failed delivery and a broken trigger: only an account that exists has them. The log tells of
     * the last two.
     */
    static boolean revealsAccount(IdentityFailure failure) {
        return failure instanceof UserUnknown
                || failure instanceof InvalidInput
                || failure instanceof TooManyAttempts
                || failure instanceof CodeNotSent
                || failure instanceof TriggerFailed
                || failure instanceof RefusedByPool;
    }
}
