package dev.gatehouse.cognito;

import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CodeRefused;
import dev.gatehouse.identity.IdentityFailure.EmailTaken;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeResponse;

/**
 * Changes the email address of the user whose access token is given. The pool must have
 * AttributesRequireVerificationBeforeUpdate: without it the new address counts at once and unverified, and the old one no longer.
 */
@Singleton
public class CognitoEmailChange {
    private static final Logger LOG = Logger.getLogger(CognitoEmailChange.class);
    private static final String EMAIL = "email";

    private final CognitoGateway cognito;
    private final CognitoAccount account;
    private final Concealment concealment;
    private final EqualTime requests = new EqualTime();
    private final EqualTime verifications = new EqualTime();

    CognitoEmailChange(CognitoGateway cognito, CognitoAccount account, Concealment concealment) {
        this.cognito = cognito;
        this.account = account;
        this.concealment = concealment;
    }

    /**
     * Has a code sent to the new address. With account concealment an address of another account gets no code and the same
     * answer, after as long a time.
     *
     * @throws IdentityException {@code EmailTaken} without concealment
     */
    public void request(Secret accessToken, Email email) {
        UpdateUserAttributesRequest request = UpdateUserAttributesRequest.builder()
                .accessToken(accessToken.value())
                .userAttributes(
                        AttributeType.builder().name(EMAIL).value(email.value()).build())
                .build();
        long begun = System.nanoTime();
        concealment.hide(EmailTaken.class::isInstance, () -> send(request));
        // For a taken address too, which must take as long.
        now(accessToken).filter(after -> isChangedAtOnce(after, email)).ifPresent(_ -> reportMissingSetting());
        requests.delay(begun);
    }

    private void send(UpdateUserAttributesRequest request) {
        try {
            cognito.call(
                    CognitoOperation.UPDATE_USER_ATTRIBUTES,
                    UpdateUserAttributesResponse.class,
                    client -> client.updateUserAttributes(request));
        } catch (IdentityException e) {
            if (e.failure() instanceof InvalidInput refused) {
                throw new IdentityException(new InvalidInput(EMAIL, refused.message()));
            }
            throw e;
        }
    }

    private static boolean isChangedAtOnce(OwnAccount after, Email email) {
        return !after.emailVerified()
                && after.email()
                        .filter(current -> current.folded().equals(email.folded()))
                        .isPresent();
    }

    private static void reportMissingSetting() {
        LOG.error(
                "Cognito has changed an email address before it was verified, so that its owner may be locked out: add"
                        + " email to the user pool's setting AttributesRequireVerificationBeforeUpdate, or switch"
                        + " gatehouse.account.email-change off");
    }

    /**
     * Verifies the new address with the code that was sent to it. From then on it is the address of the account.
     *
     * @return the account's address now; empty if Cognito does not say
     * @throws IdentityException {@code CodeRefused} when the code is wrong, expired or used, or, with account concealment, another
     *     account has the address meanwhile
     */
    public Optional<Email> verify(Secret accessToken, Code code) {
        VerifyUserAttributeRequest request = VerifyUserAttributeRequest.builder()
                .accessToken(accessToken.value())
                .attributeName(EMAIL)
                .code(code.value())
                .build();
        long begun = System.nanoTime();
        try {
            concealment.replace(
                    EmailTaken.class::isInstance,
                    new CodeRefused(),
                    () -> cognito.call(
                            CognitoOperation.VERIFY_USER_ATTRIBUTE,
                            VerifyUserAttributeResponse.class,
                            client -> client.verifyUserAttribute(request)));
        } catch (IdentityException e) {
            verifications.delay(begun);
            throw e;
        }
        return now(accessToken).flatMap(OwnAccount::email);
    }

    /** The change does not depend on this read, which may fail. */
    private Optional<OwnAccount> now(Secret accessToken) {
        try {
            return Optional.of(account.read(accessToken));
        } catch (IdentityException e) {
            return Optional.empty();
        }
    }
}
