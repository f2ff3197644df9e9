package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UnexpectedUpstreamResponse;
import dev.gatehouse.seal.KeyedHash;
import dev.gatehouse.seal.Purpose;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a chosen challenge while accounts are concealed: of the same form, whether or not the account exists and has
 * the method. What differs between accounts is left out: the phone number, and how a passkey is connected ({@code transports}).
 */
@Singleton
class EqualParameters {
    private static final String MEDIUM = "CODE_DELIVERY_DELIVERY_MEDIUM";
    private static final String DESTINATION = "CODE_DELIVERY_DESTINATION";
    /** The lengths of credential ids that common authenticators choose. */
    private static final int[] ID_LENGTHS = {16, 20, 32, 32};

    private static final int DEFAULT_CHALLENGE_LENGTH = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final LoginConfig config;
    private final KeyedHash hash;
    /** That of Cognito's last challenge. */
    private volatile int challengeLength = DEFAULT_CHALLENGE_LENGTH;

    EqualParameters(LoginConfig config, KeyedHash hash) {
        this.config = config;
        this.hash = hash;
    }

    /** @param genuine Cognito's challenge; empty for a decoy */
    Map<String, Object> of(Choice choice, Optional<Challenge> genuine) {
        return switch (choice.method()) {
            case EMAIL_OTP ->
                Map.of(MEDIUM, "EMAIL", DESTINATION, choice.email().masked());
            case SMS_OTP -> Map.of(MEDIUM, "SMS");
            case PASSKEY ->
                Map.of(
                        ShownParameters.OPTIONS,
                        genuine.map(this::genuine).orElseGet(() -> invented(choice.accountKey())));
        };
    }

    private Map<String, Object> genuine(Challenge challenge) {
        Map<String, Object> options = ShownParameters.options(challenge);
        if (!(options.get("challenge") instanceof String text)
                || !(options.get("allowCredentials") instanceof List<?> list)) {
            throw new IdentityException(new UnexpectedUpstreamResponse());
        }
        challengeLength = Math.clamp(text.length() * 3L / 4, 16, 1024);
        List<String> ids = new ArrayList<>();
        for (Object credential : list) {
            if (credential instanceof Map<?, ?> members && members.get("id") instanceof String id) {
                ids.add(id);
            }
        }
        return options(text, ids);
    }

    /** The same ids for an address each time; most people have one passkey, some two. */
    private Map<String, Object> invented(String account) {
        byte[] challenge = new byte[challengeLength];
        new SecureRandom().nextBytes(challenge);
        byte[] shape = hash.of(Purpose.DECOY, "shape " + account);
        int credentials = (shape[0] & 3) == 0 ? 2 : 1;
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= credentials; i++) {
            byte[] id = hash.of(Purpose.DECOY, i + " " + account);
            ids.add(BASE64URL.encodeToString(Arrays.copyOf(id, ID_LENGTHS[shape[i] & 3])));
        }
        return options(BASE64URL.encodeToString(challenge), ids);
    }

    private Map<String, Object> options(String challenge, List<String> ids) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("challenge", challenge);
        options.put("timeout", config.challengeLifetime().toMillis());
        options.put("rpId", config.passkeyRelyingPartyId().orElse(""));
        options.put(
                "allowCredentials",
                ids.stream().map(EqualParameters::credential).toList());
        options.put("userVerification", config.passkeyUserVerification().name().toLowerCase(Locale.ROOT));
        return options;
    }

    private static Map<String, String> credential(String id) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("type", "public-key");
        members.put("id", id);
        return members;
    }
}
