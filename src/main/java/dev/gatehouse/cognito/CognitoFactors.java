package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Factor;
import dev.gatehouse.identity.Factors;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CodeRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.TotpKey;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponseType;

/** The second factors of the user whose access token is given. */
@Singleton
public class CognitoFactors {
    private final CognitoGateway cognito;
    private final TotpKeys keys;

    CognitoFactors(CognitoGateway cognito, TotpKeys keys) {
        this.cognito = cognito;
        this.keys = keys;
    }

    /** Reads the factors. */
    public Factors of(Secret accessToken) {
        GetUserRequest request =
                GetUserRequest.builder().accessToken(accessToken.value()).build();
        return cognito.call(
                CognitoOperation.GET_USER,
                Use.of(CognitoOperation.GET_USER),
                Factors.class,
                client -> client.getUser(request),
                CognitoFactors::factors);
    }

    private static Factors factors(GetUserResponse user) {
        Optional<Email> email = user.userAttributes().stream()
                .filter(attribute -> attribute.name().equals("email") && attribute.value() != null)
                .map(AttributeType::value)
                .map(Email::new)
                .findFirst();
        return new Factors(email, known(user.userMFASettingList()), preferred(user.preferredMfaSetting()));
    }

    /** The factors with these names in Cognito's API. */
    static Set<Factor> known(Collection<String> names) {
        Set<Factor> factors = EnumSet.noneOf(Factor.class);
        names.forEach(name -> Factor.ofCognito(name).ifPresent(factors::add));
        return factors;
    }

    private static Optional<Factor> preferred(@Nullable String name) {
        return Optional.ofNullable(name).flatMap(Factor::ofCognito);
    }

    /**
     * Begins a new key for an authenticator app. It does not count before a code of it is verified; a former one counts until
     * then.
     *
     * @param account the account's address, which the app shows
     */
    public TotpKey beginTotp(Secret accessToken, String account) {
        AssociateSoftwareTokenRequest request = AssociateSoftwareTokenRequest.builder()
                .accessToken(accessToken.value())
                .build();
        return cognito.call(
                CognitoOperation.ASSOCIATE_SOFTWARE_TOKEN,
                Use.of(CognitoOperation.ASSOCIATE_SOFTWARE_TOKEN),
                TotpKey.class,
                client -> client.associateSoftwareToken(request),
                answer -> keys.of(IncompleteAnswer.require("SecretCode", answer.secretCode()), account));
    }

    /**
     * Verifies the first code of the key that was begun.
     *
     * @param name what the challenge of a sign-in calls the app
     * @throws IdentityException {@code CodeRefused} when the code is wrong; also if Cognito answers so without an error
     */
    public void verifyTotp(Secret accessToken, String code, Optional<String> name) {
        VerifySoftwareTokenRequest request = VerifySoftwareTokenRequest.builder()
                .accessToken(accessToken.value())
                .userCode(code)
                .friendlyDeviceName(name.orElse(null))
                .build();
        VerifySoftwareTokenResponse answer = cognito.call(
                CognitoOperation.VERIFY_SOFTWARE_TOKEN,
                VerifySoftwareTokenResponse.class,
                client -> client.verifySoftwareToken(request));
        if (answer.status() != VerifySoftwareTokenResponseType.SUCCESS) {
            throw new IdentityException(new CodeRefused());
        }
    }

    /** Makes the factor the one that a sign-in asks for first, and enables it. */
    public void prefer(Secret accessToken, Factor factor, Factors former) {
        Map<Factor, FactorPreference> changes = new EnumMap<>(Factor.class);
        // Two preferred ones are an error.
        former.preferred()
                .filter(former.enabled()::contains)
                .ifPresent(other -> changes.put(other, FactorPreference.ENABLED));
        changes.put(factor, FactorPreference.PREFERRED);
        change(accessToken, changes);
    }

    /** Switches the factor off. */
    public void switchOff(Secret accessToken, Factor factor) {
        change(accessToken, Map.of(factor, FactorPreference.OFF));
    }

    private void change(Secret accessToken, Map<Factor, FactorPreference> changes) {
        SetUserMfaPreferenceRequest request = FactorPreference.apply(
                        SetUserMfaPreferenceRequest.builder().accessToken(accessToken.value()), changes)
                .build();
        cognito.call(
                CognitoOperation.SET_USER_MFA_PREFERENCE,
                SetUserMfaPreferenceResponse.class,
                client -> client.setUserMFAPreference(request));
    }
}
