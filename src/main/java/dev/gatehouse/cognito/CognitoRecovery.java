package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.Password;
import jakarta.inject.Singleton;
import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;

/** Recovery of a forgotten password. */
@Singleton
public class CognitoRecovery {
    private final CognitoGateway cognito;
    private final AppClient app;
    private final UserContext context;
    private final Concealment concealment;
    private final CognitoTime time;
    private final CognitoVerification verification;
    private final BackgroundCalls backgroundCalls;

    CognitoRecovery(
            CognitoGateway cognito,
            AppClient app,
            UserContext context,
            Concealment concealment,
            CognitoVerification verification,
            BackgroundCalls backgroundCalls,
            CognitoTime time) {
        this.cognito = cognito;
        this.app = app;
        this.context = context;
        this.concealment = concealment;
        this.verification = verification;
        this.backgroundCalls = backgroundCalls;
        this.time = time;
    }

    /**
     * Sends a code to the address. Cognito refuses this for an unverified address, which gets its verification code again, and
     * for an invited account, which gets a new invitation if the last one has expired. With account concealment every address
     * gets the same answer.
     */
    public Delivery forgotPassword(Email email, ClientContext client) {
        UserContext.Values sent = context.of(client);
        ForgotPasswordRequest request = ForgotPasswordRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .build();
        concealment.hide(CognitoVerification::revealsAccount, () -> forgot(email, request, sent));
        return Delivery.to(email);
    }

    private void forgot(Email email, ForgotPasswordRequest request, UserContext.Values sent) {
        try {
            cognito.call(
                    CognitoOperation.FORGOT_PASSWORD, ForgotPasswordResponse.class, sdk -> sdk.forgotPassword(request));
        } catch (IdentityException e) {
            if (e.failure() instanceof InvalidInput) {
                backgroundCalls.run(() -> verification.resendOrInvite(email, sent));
            }
            throw e;
        }
    }

    /**
     * Sets a new password with the code that was sent.
     *
     * @return the time of the change by Cognito's clock, in whole seconds
     */
    public Instant resetPassword(Email email, Code code, Password newPassword, ClientContext client) {
        UserContext.Values sent = context.of(client);
        ConfirmForgotPasswordRequest request = ConfirmForgotPasswordRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .confirmationCode(code.value())
                .password(newPassword.value())
                .build();
        return time.of(concealment.replace(
                failure -> failure instanceof TooManyAttempts || failure instanceof EmailNotVerified,
                new CodeRefused(),
                () -> cognito.call(
                        CognitoOperation.CONFIRM_FORGOT_PASSWORD,
                        ConfirmForgotPasswordResponse.class,
                        sdk -> sdk.confirmForgotPassword(request))));
    }
}
