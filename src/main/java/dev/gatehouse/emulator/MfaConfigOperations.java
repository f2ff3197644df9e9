package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.factors.FactorPolicy.Mode;
import dev.gatehouse.emulator.factors.RelyingParty;
import dev.gatehouse.emulator.factors.UserFactors;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** SetUserPoolMfaConfig, GetUserPoolMfaConfig, and what UpdateUserPool says of sign-in. */
final class MfaConfigOperations {

    private static final String WEB_AUTHN = "WebAuthnConfiguration";
    private static final String MULTI_FACTOR = "MULTI_FACTOR_WITH_USER_VERIFICATION";
    private static final String MODE = "MfaConfiguration";

    private final UserPool pool;

    MfaConfigOperations(UserPool pool) {
        this.pool = pool;
    }

    /** The factors that the request names are in use afterwards, and no others. */
    ObjectNode setUserPoolMfaConfig(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            JsonNode passkeys = request.members().path(WEB_AUTHN);
            FactorPolicy changed = pool.factors.policy().withMfa(mode(request, Mode.OFF), methods(request));
            if (passkeys.has("FactorConfiguration")) {
                changed = changed.withPasskeysAreMfa(
                        MULTI_FACTOR.equals(passkeys.path("FactorConfiguration").textValue()));
            }
            RelyingParty party = relyingParty(passkeys);
            pool.factors.change(changed);
            pool.factors.relyingParty = party;
            return describe();
        });
    }

    ObjectNode getUserPoolMfaConfig(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            return describe();
        });
    }

    /** Cognito sets what the request leaves out to its default; this pool leaves it as it is. */
    ObjectNode updateUserPool(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            JsonNode members = request.members();
            FactorPolicy changed = pool.factors.policy();
            Mode mode = mode(request, changed.mode());
            changed = changed.withMfa(mode, mode == Mode.OFF ? Set.of() : changed.methods())
                    .withTier(request.optionalText("UserPoolTier").orElse(changed.tier()));
            JsonNode factors = members.path("Policies").path("SignInPolicy").path("AllowedFirstAuthFactors");
            if (factors.isArray()) {
                changed = changed.withFirstFactors(
                        factors.valueStream().map(JsonNode::asText).toList());
            }
            JsonNode recovery = members.path("AccountRecoverySetting").path("RecoveryMechanisms");
            if (recovery.isArray()) {
                changed = changed.withRecovery(recovery(recovery));
            }
            pool.factors.change(changed);
            return Json.object();
        });
    }

    private static List<String> recovery(JsonNode mechanisms) {
        return mechanisms
                .valueStream()
                .sorted(Comparator.comparingInt(
                        mechanism -> mechanism.path("Priority").asInt()))
                .map(mechanism -> mechanism.path("Name").asText())
                .toList();
    }

    private static Mode mode(Request request, Mode otherwise) {
        return request.optionalText(MODE).map(Mode::valueOf).orElse(otherwise);
    }

    private static Set<String> methods(Request request) {
        JsonNode members = request.members();
        Set<String> methods = new TreeSet<>();
        if (members.path("SoftwareTokenMfaConfiguration").path("Enabled").asBoolean()) {
            methods.add(UserFactors.TOTP);
        }
        if (members.has("SmsMfaConfiguration")) {
            methods.add(UserFactors.SMS);
        }
        if (members.has("EmailMfaConfiguration")) {
            methods.add(UserFactors.EMAIL);
        }
        return methods;
    }

    /** What the request leaves out stays as it is. */
    private @Nullable RelyingParty relyingParty(JsonNode passkeys) {
        RelyingParty old = pool.factors.relyingParty;
        if (passkeys.isMissingNode() || (old == null && !passkeys.has("RelyingPartyId"))) {
            return old;
        }
        RelyingParty party = old == null ? RelyingParty.local() : old;
        boolean required = "required".equals(passkeys.path("UserVerification").asText(party.userVerification()));
        try {
            return party.withId(passkeys.path("RelyingPartyId").asText(party.id()))
                    .withUserVerificationRequired(required);
        } catch (IllegalArgumentException mistake) {
            throw CognitoError.invalidParameter(String.valueOf(mistake.getMessage()));
        }
    }

    private ObjectNode describe() {
        FactorPolicy policy = pool.factors.policy();
        ObjectNode answer = Json.object().put(MODE, policy.mode().name());
        if (policy.methods().contains(UserFactors.TOTP)) {
            answer.putObject("SoftwareTokenMfaConfiguration").put("Enabled", true);
        }
        if (policy.methods().contains(UserFactors.SMS)) {
            answer.putObject("SmsMfaConfiguration").put("SmsAuthenticationMessage", "Your code is {####}.");
        }
        if (policy.methods().contains(UserFactors.EMAIL)) {
            answer.putObject("EmailMfaConfiguration").put("Message", "Your code is {####}.");
        }
        RelyingParty party = pool.factors.relyingParty;
        if (party == null) {
            return answer;
        }
        answer.putObject(WEB_AUTHN)
                .put("RelyingPartyId", party.id())
                .put("UserVerification", party.userVerification())
                .put("FactorConfiguration", policy.passkeysAreMfa() ? MULTI_FACTOR : "SINGLE_FACTOR");
        return answer;
    }
}
