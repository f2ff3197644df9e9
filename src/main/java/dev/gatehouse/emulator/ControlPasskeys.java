package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.factors.RelyingParty;
import org.jspecify.annotations.Nullable;

/** Whom the pool's passkeys are for, as the control API changes it. */
final class ControlPasskeys {

    private ControlPasskeys() {}

    /** The old settings with the changes; null takes them away, as in a pool without a WebAuthnConfiguration. */
    static @Nullable RelyingParty relyingParty(@Nullable RelyingParty old, JsonNode changes) {
        if (changes.isNull()) {
            return null;
        }
        RelyingParty party = old == null ? RelyingParty.local() : old;
        try {
            if (changes.has("relying_party_id")) {
                party = party.withId(ControlBody.text(changes, "relying_party_id"));
            }
            if (changes.has("origins")) {
                party = party.withOrigins(changes.path("origins")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
            }
        } catch (IllegalArgumentException mistake) {
            throw new ControlApi.Mistake(String.valueOf(mistake.getMessage()));
        }
        return party.withUserVerificationRequired(
                ControlBody.flag(changes, "user_verification_required", party.userVerificationRequired()));
    }
}
