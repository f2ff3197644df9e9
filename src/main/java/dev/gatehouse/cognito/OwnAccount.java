package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Factor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/**
 * The caller's account, as it is in the pool now.
 *
 * @param email the address; empty if the account has none
 * @param emailVerified whether it is verified
 * @param isFederated whether another identity provider keeps the account
 * @param provider the provider's name in the pool, if it is known
 * @param factors the second factors that a sign-in may ask for
 */
public record OwnAccount(
        Optional<Email> email,
        boolean emailVerified,
        boolean isFederated,
        Optional<String> provider,
        Set<Factor> factors) {

    static Map<String, String> attributes(GetUserResponse user) {
        return user.userAttributes().stream()
                .filter(attribute -> attribute.value() != null)
                .collect(Collectors.toMap(AttributeType::name, AttributeType::value, (first, second) -> first));
    }

    @Override
    public String toString() {
        return "OwnAccount[hidden]";
    }
}
