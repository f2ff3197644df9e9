package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.IncompleteAnswer.require;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CodeRefused;
import dev.gatehouse.identity.IdentityFailure.RefusedByPool;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.TotpKey;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponseType;

/**
 * Sets up an authenticator app within a sign-in, where the pool requires a second factor ({@code MFA_SETUP}). Each step gets a
 * new session from Cognito, with which the next one continues.
 */
@Singleton
public class CognitoSetUp {
    private static final Logger LOG = Logger.getLogger(CognitoSetUp.class);

    private final CognitoGateway cognito;
    private final CognitoLogin login;
    private final TotpKeys keys;
    private final EventDetails details;

    CognitoSetUp(CognitoGateway cognito, CognitoLogin login, TotpKeys keys, EventDetails details) {
        this.details = details;
        this.cognito = cognito;
        this.login = login;
        this.keys = keys;
    }

    /**
     * Begins the set-up.
     *
     * @param account the account's address, which the app shows
     * @return the challenge with the next session, and the parameters {@code secret} and {@code otpauth_uri}
     * @throws IdentityException {@code RefusedByPool} when the pool allows no authenticator app
     */
    public Challenge begin(Challenge challenge, String account) {
        if (!challenge.parameters().getOrDefault("MFAS_CAN_SETUP", "").contains("\"SOFTWARE_TOKEN_MFA\"")) {
            LOG.warn("a user must set up a second factor, and the pool allows no authenticator app: enable TOTP in"
                    + " the pool's MFA configuration");
            throw new IdentityException(new RefusedByPool());
        }
        AssociateSoftwareTokenRequest request = AssociateSoftwareTokenRequest.builder()
                .session(challenge.session().value())
                .build();
        return cognito.call(
                CognitoOperation.ASSOCIATE_SOFTWARE_TOKEN,
                Use.of(CognitoOperation.ASSOCIATE_SOFTWARE_TOKEN),
                Challenge.class,
                sdk -> sdk.associateSoftwareToken(request),
                answer -> {
                    TotpKey key = keys.of(require("SecretCode", answer.secretCode()), account);
                    return new Challenge(
                            challenge.name(),
                            challenge.username(),
                            new Secret(require("Session", answer.session())),
                            Map.of(
                                    "secret",
                                    key.secret().value(),
                                    "otpauth_uri",
                                    key.uri().value()));
                });
    }

    /**
     * Confirms the set-up with the first code, and continues the sign-in.
     *
     * @throws IdentityException {@code CodeRefused} when the code is wrong: another one of the same secret may follow
     */
    public SignIn confirm(Challenge challenge, Secret code, ClientContext client) {
        VerifySoftwareTokenRequest request = VerifySoftwareTokenRequest.builder()
                .session(challenge.session().value())
                .userCode(code.value())
                .build();
        VerifySoftwareTokenResponse verified = cognito.call(
                CognitoOperation.VERIFY_SOFTWARE_TOKEN,
                Use.of(CognitoOperation.VERIFY_SOFTWARE_TOKEN),
                VerifySoftwareTokenResponse.class,
                sdk -> sdk.verifySoftwareToken(request),
                Function.identity());
        if (verified.status() != VerifySoftwareTokenResponseType.SUCCESS) {
            throw new IdentityException(new CodeRefused());
        }
        details.also(SecurityEvent.FACTOR_ENROLLMENT);
        details.user(challenge.username());
        Secret session = verified.session() == null ? challenge.session() : new Secret(verified.session());
        Challenge next = new Challenge(challenge.name(), challenge.username(), session, Map.of());
        return login.answer(next, Map.of(), client);
    }
}
