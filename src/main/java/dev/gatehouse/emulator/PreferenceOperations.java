package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.UserFactors;
import java.util.Map;

/** SetUserMFAPreference, GetUserAuthFactors, and both as an administrator calls them. */
final class PreferenceOperations {

    private static final String PASSKEYS = "WebAuthnMfaSettings";

    private static final Map<String, String> MEMBERS = Map.of(
            "SMSMfaSettings", UserFactors.SMS,
            "SoftwareTokenMfaSettings", UserFactors.TOTP,
            "EmailMfaSettings", UserFactors.EMAIL);

    private final UserPool pool;
    private final AccessTokens accessTokens;

    PreferenceOperations(UserPool pool, AccessTokens accessTokens) {
        this.pool = pool;
        this.accessTokens = accessTokens;
    }

    ObjectNode setUserMfaPreference(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> set(request, accessTokens.user(claims, AccessTokens::noSuchUser)));
    }

    ObjectNode adminSetUserMfaPreference(Request request) {
        return pool.locked(() -> set(request, pool.administered(request)));
    }

    ObjectNode getUserAuthFactors(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> describe(accessTokens.user(claims, AccessTokens::noSuchUser)));
    }

    ObjectNode adminGetUserAuthFactors(Request request) {
        return pool.locked(() -> describe(pool.administered(request)));
    }

    private ObjectNode describe(User user) {
        ObjectNode answer = Json.object().put("Username", user.username);
        user.describeFactors(answer);
        ArrayNode configured = answer.putArray("ConfiguredUserAuthFactors");
        FirstFactors.configured(pool, user).forEach(configured::add);
        return answer;
    }

    /** All or nothing: a member that is refused leaves the others as they were. */
    private ObjectNode set(Request request, User user) {
        if (MEMBERS.keySet().stream()
                        .filter(member -> flag(request, member, "PreferredMfa"))
                        .count()
                > 1) {
            throw CognitoError.invalidParameter("Only one MFA method can be preferred.");
        }
        MEMBERS.forEach((member, method) -> {
            if (request.members().has(member)) {
                check(user, method, flag(request, member, "Enabled"), flag(request, member, "PreferredMfa"));
            }
        });
        checkPasskeys(request, user);
        MEMBERS.forEach((member, method) -> {
            if (request.members().has(member)) {
                user.factors.set(method, flag(request, member, "Enabled"), flag(request, member, "PreferredMfa"));
            }
        });
        if (request.members().has(PASSKEYS)) {
            user.factors.setPasskeysAreMfa(flag(request, PASSKEYS, "Enabled"));
        }
        user.modified = pool.now();
        return Json.object();
    }

    /** A passkey that is lost must not be the only second factor. */
    private void checkPasskeys(Request request, User user) {
        if (!flag(request, PASSKEYS, "Enabled")) {
            return;
        }
        if (!pool.factors.policy().passkeysAreMfa()) {
            throw CognitoError.invalidParameter("User pool does not have passkeys turned on as MFA.");
        }
        boolean another = MEMBERS.entrySet().stream()
                .anyMatch(member -> request.members().has(member.getKey())
                        ? flag(request, member.getKey(), "Enabled")
                        : user.factors.enabled().contains(member.getValue()));
        if (!another) {
            throw CognitoError.invalidParameter("Passkeys as MFA need another MFA method that is enabled.");
        }
    }

    private void check(User user, String method, boolean enabled, boolean preferred) {
        if (preferred && !enabled) {
            throw CognitoError.invalidParameter("A preferred MFA method must be enabled: " + method);
        }
        if (enabled && !pool.factors.policy().has(method)) {
            throw CognitoError.invalidParameter("User pool does not have " + method + " turned on.");
        }
        if (UserFactors.TOTP.equals(method)) {
            if (enabled && user.factors.token().isEmpty()) {
                throw CognitoError.invalidParameter("User has not verified software token mfa");
            }
        } else if (!user.hasAddressFor(method)) {
            // Also where it is only switched off.
            throw CognitoError.invalidParameter("User does not have delivery config set to turn on " + method);
        }
    }

    private static boolean flag(Request request, String member, String name) {
        return request.members().path(member).path(name).asBoolean();
    }
}
