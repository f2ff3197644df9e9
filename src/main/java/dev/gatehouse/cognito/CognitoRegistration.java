package dev.gatehouse.cognito;

import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.IdentityFailure.TriggerFailed;
import dev.gatehouse.identity.Password;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/** Signing up and proving the email address. */
@Singleton
public class CognitoRegistration {
    private final CognitoGateway cognito;
    private final AppClient app;
    private final Concealment concealment;

    CognitoRegistration(CognitoGateway cognito, AppClient app, Concealment concealment) {
        this.cognito = cognito;
        this.app = app;
        this.concealment = concealment;
    }

    /**
     * Creates an account that waits for its email address to be verified. Concealed, an address that has an account
     * already is answered alike, and nothing happens; so is one that no code could be sent to, because only a new account
     * is sent one.
     *
     * @param attributes further standard attributes, such as {@code name} and {@code locale}
     */
    public Delivery register(Email email, Password password, Map<String, String> attributes) {
        List<AttributeType> all = new ArrayList<>();
        all.add(attribute("email", email.value()));
        attributes.forEach((name, value) -> all.add(attribute(name, value)));
        SignUpRequest request = SignUpRequest.builder()
                .clientId(app.id())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .password(password.value())
                .userAttributes(all)
                .build();
        concealment.swallow(
                failure -> failure instanceof EmailTaken || failure instanceof CodeNotSent,
                () -> cognito.call(CognitoOperation.SIGN_UP, SignUpResponse.class, client -> client.signUp(request)));
        return Delivery.to(email);
    }

    /** Proves the address with the code that was sent to it. */
    public void verify(Email email, Code code) {
        ConfirmSignUpRequest request = ConfirmSignUpRequest.builder()
                .clientId(app.id())
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

    /** Sends a new code; earlier ones stop working. Concealed, every address is answered alike. */
    public Delivery resendCode(Email email) {
        ResendConfirmationCodeRequest request = ResendConfirmationCodeRequest.builder()
                .clientId(app.id())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .build();
        concealment.swallow(
                CognitoRegistration::tellsOfAnAccount,
                () -> cognito.call(
                        CognitoOperation.RESEND_CONFIRMATION_CODE,
                        ResendConfirmationCodeResponse.class,
                        client -> client.resendConfirmationCode(request)));
        return Delivery.to(email);
    }

    /**
     * Also the hourly limit, a failed delivery and a broken trigger: only an account that exists has them. The log tells of
     * the last two.
     */
    static boolean tellsOfAnAccount(IdentityFailure failure) {
        return failure instanceof UserUnknown
                || failure instanceof InvalidInput
                || failure instanceof TooManyAttempts
                || failure instanceof CodeNotSent
                || failure instanceof TriggerFailed
                || failure instanceof RefusedByPool;
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
