package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.factors.FactorPolicy.Mode;
import dev.gatehouse.emulator.factors.SoftwareToken;
import dev.gatehouse.emulator.factors.UserFactors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pool's factors as tests set them, and a user's. Call it with the pool locked. */
final class ControlFactors {

    private static final Map<String, String> METHODS =
            Map.of("totp", UserFactors.TOTP, "sms", UserFactors.SMS, "email", UserFactors.EMAIL);
    private static final Set<String> FIRST_FACTORS = Set.of("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN");
    private static final Set<String> TIERS = Set.of("LITE", "ESSENTIALS", "PLUS");
    private static final Set<String> RECOVERY = Set.of("verified_email", "verified_phone_number", "admin_only");

    private ControlFactors() {}

    /** What Cognito refuses is refused here too. */
    static void patchPool(FactorSettings factors, JsonNode changes) {
        FactorPolicy policy = factors.policy();
        if (changes.has("mfa")) {
            Mode mode = mode(ControlBody.text(changes, "mfa"));
            policy = policy.withMfa(mode, mode == Mode.OFF ? Set.of() : policy.methods());
        }
        if (changes.has("mfa_methods")) {
            Set<String> methods = new LinkedHashSet<>();
            texts(changes, "mfa_methods", METHODS.keySet()).forEach(name -> methods.add(METHODS.get(name)));
            policy = policy.withMfa(policy.mode(), methods);
        }
        if (changes.has("first_factors")) {
            policy = policy.withFirstFactors(texts(changes, "first_factors", FIRST_FACTORS));
        }
        if (changes.has("recovery")) {
            policy = policy.withRecovery(texts(changes, "recovery", RECOVERY));
        }
        if (changes.has("tier")) {
            policy = policy.withTier(oneOf(ControlBody.text(changes, "tier"), "tier", TIERS));
        }
        policy = policy.withPasskeysAreMfa(ControlBody.flag(changes, "passkeys_are_mfa", policy.passkeysAreMfa()));
        try {
            factors.change(policy);
        } catch (CognitoError refusal) {
            throw new ControlApi.Mistake(refusal.text());
        }
        if (changes.has("next_totp_secret")) {
            factors.next = token(changes, "next_totp_secret");
        }
    }

    static void patchUser(User user, JsonNode changes) {
        if (changes.has("phone_number")) {
            user.attributes.put("phone_number", ControlBody.text(changes, "phone_number"));
            user.attributes.put("phone_number_verified", "true");
        }
        if (ControlBody.flag(changes, "no_password", false)) {
            user.passwords.clear();
        }
        if (changes.has("totp_secret")) {
            user.factors.verified(token(changes, "totp_secret"), "");
            user.factors.set(UserFactors.TOTP, true, true);
        }
    }

    private static SoftwareToken token(JsonNode changes, String name) {
        try {
            return SoftwareToken.of(ControlBody.text(changes, name));
        } catch (IllegalArgumentException notBase32) {
            throw new ControlApi.Mistake(name + " must be Base32 in capital letters, 16 or more.");
        }
    }

    private static Mode mode(String name) {
        return Mode.valueOf(oneOf(name, "mfa", Set.of("OFF", "OPTIONAL", "ON")));
    }

    private static List<String> texts(JsonNode changes, String name, Set<String> allowed) {
        return changes.path(name)
                .valueStream()
                .map(value -> oneOf(value.asText(), name, allowed))
                .toList();
    }

    private static String oneOf(String value, String name, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw new ControlApi.Mistake(name + " takes "
                    + String.join(", ", allowed.stream().sorted().toList()) + ".");
        }
        return value;
    }
}
