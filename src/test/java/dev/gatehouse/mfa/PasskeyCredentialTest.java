package dev.gatehouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeyCredentialTest {
    private final Map<String, Object> credential = new HashMap<>(Map.of(
            "id", "AQIDBA",
            "rawId", "AQIDBA",
            "type", "public-key",
            "response", Map.of("clientDataJSON", "e30", "attestationObject", "o2M")));

    private String refusedField() {
        IdentityException refused =
                catchThrowableOfType(IdentityException.class, () -> new PasskeyCredential(credential).checked());
        return ((InvalidInput) refused.failure()).field();
    }

    @Test
    void wellFormedCredentialIsPassedOnAsItIs() {
        credential.put("x", 1);

        assertThat(new PasskeyCredential(credential).checked()).isEqualTo(credential);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQIDBA==", "AQ+D", "AQ/D", "A B"})
    void idMustBeBase64urlWithoutPadding(String id) {
        credential.put("id", id);
        credential.put("rawId", id);

        assertThat(refusedField()).isEqualTo("id");
    }

    /** WebAuthn's limit of 1,023 bytes is 1,364 characters. */
    @Test
    void idThatIsTooLongIsRefused() {
        String id = "A".repeat(1_401);
        credential.put("id", id);
        credential.put("rawId", id);

        assertThat(refusedField()).isEqualTo("id");
    }

    @ParameterizedTest
    @CsvSource({"rawId,AQIDBQ", "type,password", "response,text"})
    void memberOfAnotherFormIsRefused(String member, String value) {
        credential.put(member, value);

        assertThat(refusedField()).isEqualTo(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "rawId", "type", "response"})
    void missingMemberIsRefused(String member) {
        credential.remove(member);

        assertThat(refusedField()).isEqualTo(member);
    }

    @Test
    void credentialOfTooManyMembersIsRefused() {
        credential.put("x", IntStream.range(0, 201).boxed().collect(Collectors.toMap(i -> "m" + i, i -> i)));

        assertThat(refusedField()).isEqualTo("body");
    }

    @Test
    void credentialThatIsNestedTooDeeplyIsRefused() {
        Object nested = 1;
        for (int i = 0; i < 50; i++) {
            nested = List.of(nested);
        }
        credential.put("x", nested);

        assertThat(refusedField()).isEqualTo("body");
    }
}
