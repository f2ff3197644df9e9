package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.RegistrationCount;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/** Registration of an account. */
@Singleton
public class CognitoRegistration {
    private final CognitoGateway cognito;
    private final AppClient app;
    private final UserContext context;
    private final Concealment concealment;
    private final UserAccounts accounts;
    private final RegistrationCount registrations;
    private final RegistrationDelay times;
    private final BackgroundCalls backgroundCalls;
    private final CognitoVerification verification;

    CognitoRegistration(
            CognitoGateway cognito,
            AppClient app,
            UserContext context,
            Concealment concealment,
            UserAccounts accounts,
            RegistrationCount registrations,
            RegistrationDelay times,
            BackgroundCalls backgroundCalls,
            CognitoVerification verification) {
        this.cognito = cognito;
        this.app = app;
        this.context = context;
        this.concealment = concealment;
        this.accounts = accounts;
        this.registrations = registrations;
        this.times = times;
        this.backgroundCalls = backgroundCalls;
        this.verification = verification;
    }

    /**
     * Creates an account whose email address must then be verified. An unverified account of this address is replaced, with the
     * new password and a new code, if AWS credentials allow it; otherwise its code is sent again. With account concealment the
     * answer is the same if the address has a verified account, or if the code could not be sent.
     *
     * @param attributes further standard attributes, such as {@code name} and {@code locale}
     */
    public Registered register(Email email, Password password, Map<String, String> attributes, ClientContext client) {
        UserContext.Values sent = context.of(client);
        SignUpRequest request = request(email, password, attributes, sent);
        Optional<String> made = signUp(request);
        if (made.isEmpty()) {
            registrations.again(email::folded);
        }
        boolean available = accounts.isAvailable();
        long begun = System.nanoTime();
        Optional<UserAccounts.Account> waiting = find(email);
        long findNanos = System.nanoTime() - begun;
        if (made.isEmpty() && waiting.isPresent() && delete(waiting.get())) {
            begun = System.nanoTime();
            made = signUp(request);
            times.record(System.nanoTime() - begun);
        } else if (available) {
            times.delay(2 * findNanos);
        }
        if (made.isEmpty()) {
            backgroundCalls.run(() -> verification.resend(email, sent));
            concealment.hide(EmailTaken.class::isInstance, () -> {
                throw new IdentityException(new EmailTaken());
            });
        }
        return new Registered(Delivery.to(email), made.orElse(Registered.NONE));
    }

    /** Returns false, and leaves the account, without the permission or in an outage. */
    private boolean delete(UserAccounts.Account account) {
        try {
            accounts.delete(account);
            return true;
        } catch (IdentityException e) {
            return false;
        }
    }

    private SignUpRequest request(
            Email email, Password password, Map<String, String> attributes, UserContext.Values sent) {
        List<AttributeType> all = new ArrayList<>();
        all.add(attribute("email", email.value()));
        attributes.forEach((name, value) -> all.add(attribute(name, value)));
        return SignUpRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
                .secretHash(app.secretHash(email.value()))
                .username(email.value())
                .password(password.value())
                .userAttributes(all)
                .build();
    }

    /** The new account's name; empty if the address already has an account. */
    private Optional<String> signUp(SignUpRequest request) {
        String[] made = {Registered.NOT_KNOWN};
        try {
            concealment.hide(
                    CodeNotSent.class::isInstance,
                    () -> made[0] = cognito.call(
                                    CognitoOperation.SIGN_UP, SignUpResponse.class, sdk -> sdk.signUp(request))
                            .userSub());
            return Optional.of(made[0]);
        } catch (IdentityException e) {
            if (e.failure() instanceof EmailTaken) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Always called, so that the response time does not depend on the result of the sign-up. */
    private Optional<UserAccounts.Account> find(Email email) {
        try {
            return accounts.find(email).filter(UserAccounts.Account::isUnconfirmed);
        } catch (IdentityException e) {
            return Optional.empty();
        }
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
