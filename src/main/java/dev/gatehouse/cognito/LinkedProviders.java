package dev.gatehouse.cognito;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which other identity provider keeps an account. An account of the pool itself may be linked to some, which keep nothing. */
@Singleton
class LinkedProviders {
    private final ObjectMapper json;

    LinkedProviders(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The provider that keeps the account.
     *
     * @param identities the attribute of this name, a list in JSON; empty if the account has none or the app client may not
     *     read it
     */
    Optional<String> primary(String identities) {
        try {
            return json.readTree(identities)
                    .valueStream()
                    .filter(identity -> identity.path("primary").asBoolean())
                    .map(identity -> identity.path("providerName"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether Cognito made this user name for an account of a provider: {@code Google_1234}. Where email is the sign-in name,
     * the user name of other accounts is the {@code sub}.
     */
    static boolean isNameOfProvider(@Nullable String username, @Nullable String sub) {
        return username != null && username.indexOf('_') > 0 && !username.equals(sub);
    }
}
