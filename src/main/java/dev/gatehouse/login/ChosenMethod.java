package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoChoice;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignInMethod;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Begins sign-ins by a method that the client chooses. What is on offer comes from the settings, never from Cognito's answer for
 * the account (user enumeration).
 */
@Singleton
class ChosenMethod {
    private static final int SESSION_BYTES = 48;

    private final CognitoChoice cognito;
    private final OfferedMethods offered;
    private final CodeSending sending;
    private final EqualParameters parameters;
    private final ChallengeSeal seal;

    ChosenMethod(
            CognitoChoice cognito,
            OfferedMethods offered,
            CodeSending sending,
            EqualParameters parameters,
            ChallengeSeal seal) {
        this.cognito = cognito;
        this.offered = offered;
        this.sending = sending;
        this.parameters = parameters;
        this.seal = seal;
    }

    /** Lists the methods on offer, for the client to choose. Cognito is not asked about the account. */
    LoginResponse offer(Email email) {
        offered.requireAny();
        cognito.requireFlow();
        return response(own(OwnChallenge.SELECT, email), email, Map.of("methods", offered.names()));
    }

    /** Asks for the password, after the client chose this. */
    LoginResponse askForPassword(Email email) {
        return response(own(OwnChallenge.PASSWORD, email), email, Map.of());
    }

    private static Challenge own(String name, Email email) {
        return new Challenge(name, email.folded(), inventedSession(), Map.of());
    }

    /** Begins a sign-in by the method; a code for it is sent now. */
    LoginResponse begin(Choice choice) {
        offered.require(choice.method());
        if (choice.method() != SignInMethod.PASSKEY) {
            sending.count(choice);
        }
        Optional<Challenge> genuine = cognito.begin(choice.email(), choice.method(), choice.client());
        Map<String, Object> shown = cognito.isConcealing()
                ? parameters.of(choice, genuine)
                : genuine.map(ShownParameters::of).orElseThrow();
        SealedChallenge sealed = genuine.map(
                        challenge -> seal.seal(challenge, choice.accountKey(), OpenChallenge.Origin.CHOICE))
                .orElseGet(() -> seal.seal(decoy(choice), choice.accountKey(), OpenChallenge.Origin.DECOY));
        return new LoginResponse.ChallengeResponse(sealed, shown);
    }

    private static Challenge decoy(Choice choice) {
        return new Challenge(choice.method().challenge(), choice.email().value(), inventedSession(), Map.of());
    }

    private static Secret inventedSession() {
        byte[] bytes = new byte[SESSION_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private LoginResponse response(Challenge challenge, Email email, Map<String, Object> shown) {
        return new LoginResponse.ChallengeResponse(
                seal.seal(challenge, email.folded(), OpenChallenge.Origin.CHOICE), shown);
    }
}
