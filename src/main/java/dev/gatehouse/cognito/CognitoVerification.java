package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.HasAccountKey;
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

/**
 * Verifies email addresses by a code, and sends the code again. A password stays valid only if the registration that set it
 * also verifies the address.
 */
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
    private final EventDetails details;

    CognitoVerification(
            CognitoGateway cognito,
            AppClient app,
            UserContext context,
            Concealment concealment,
            UserAccounts accounts,
            RegistrationCount registrations,
            Invitations invitations,
            EventDetails details) {
        this.cognito = cognito;
        this.app = app;
        this.context = context;
        this.concealment = concealment;
        this.accounts = accounts;
        this.registrations = registrations;
        this.invitations = invitations;
        this.details = details;
    }

    /**
     * Verifies the address with the code that was sent to it.
     *
     * @param registered the account that the client's own registration created ({@link Registered#account}), if it is known
     * @throws IdentityException {@code PasswordResetRequired} when the address is now verified, but another registration may
     *     have set the password
     */
    public void verify(Email email, Code code, Optional<String> registered, ClientContext client) {
        Optional<String> own = registered.filter(account -> !account.equals(Registered.NOT_KNOWN));
        // Called before the code is used up: if this fails, the client can retry with the same code.
        Optional<UserAccounts.Account> current = own.isPresent() ? accounts.find(email) : Optional.empty();
        confirm(email, code, context.of(client));
        HasAccountKey address = email::folded;
        boolean once = registrations.wasOnce(address);
        boolean isOwn = own.isPresent() ? isSame(own.get(), current) : once;
        details.userFrom(() -> isOwn && own.isPresent() ? own : username(email, current));
        if (!isOwn) {
            lockPassword(email);
            throw new IdentityException(new PasswordResetRequired());
        }
    }

    private Optional<String> username(Email email, Optional<UserAccounts.Account> current) {
        return current.or(() -> accounts.find(email)).map(UserAccounts.Account::username);
    }

    /** Without permission to read the account, no replica can have replaced it. */
    private static boolean isSame(String own, Optional<UserAccounts.Account> current) {
        return current.map(account -> account.username().equals(own)).orElse(!own.equals(Registered.NONE));
    }

    private void confirm(Email email, Code code, UserContext.Values sent) {
        ConfirmSignUpRequest request = ConfirmSignUpRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
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

    /** The address is verified already: even if this fails, the owner must set a new password. */
    private void lockPassword(Email email) {
        if (!accounts.isAvailable()) {
            return;
        }
        try {
            accounts.lockPassword(email);
        } catch (IdentityException e) {
            LOG.warnf("cannot invalidate a password that another person may have set: %s", e.getMessage());
        }
    }

    /**
     * Sends a new code; earlier ones stop working. An invited account gets a new invitation if the last one has ended. With
     * account concealment every address gets the same answer.
     */
    public Delivery resendCode(Email email, ClientContext client) {
        concealment.hide(
                CognitoVerification::revealsAccount,
                () -> resendOr(email, context.of(client), () -> invitations.renewLater(email)));
        return Delivery.to(email);
    }

    /** As {@link #resendCode}, but called after the answer was sent. */
    void resendOrInvite(Email email, UserContext.Values sent) {
        resendOr(email, sent, () -> invitations.renew(email));
    }

    private void resendOr(Email email, UserContext.Values sent, Runnable ifNone) {
        try {
            resend(email, sent);
        } catch (IdentityException e) {
            if (e.failure() instanceof InvalidInput) {
                ifNone.run();
            }
            throw e;
        }
    }

    /** Sends the code again to an unverified account; Cognito refuses any other. */
    void resend(Email email, UserContext.Values sent) {
        ResendConfirmationCodeRequest request = ResendConfirmationCodeRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .build();
        cognito.call(
                CognitoOperation.RESEND_CONFIRMATION_CODE,
                ResendConfirmationCodeResponse.class,
                sdk -> sdk.resendConfirmationCode(request));
    }

    /**
     * Includes the hourly limit, a failed delivery and a failed trigger, because only existing accounts have them. The log
     * reports the last two.
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
