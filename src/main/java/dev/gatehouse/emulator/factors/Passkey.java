package dev.gatehouse.emulator.factors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.credential.CredentialRecord;
import dev.gatehouse.emulator.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One registered passkey. */
public final class Passkey {

    /** Cognito names it; what the user calls it is nowhere in the API. */
    private static final String NAME = "Passkey";

    private final String id;
    private final String relyingPartyId;
    private final List<String> transports;
    private final @Nullable String attachment;
    private final Instant created;
    final CredentialRecord record;

    Passkey(CredentialJson credential, CredentialRecord record, String relyingPartyId, Instant created) {
        id = credential.id();
        this.record = record;
        this.relyingPartyId = relyingPartyId;
        this.created = created;
        attachment = credential.member("authenticatorAttachment").textValue();
        transports = credential
                .response()
                .path("transports")
                .valueStream()
                .map(transport -> transport.asText())
                .toList();
    }

    /** The credential id, in base64url. */
    public String id() {
        return id;
    }

    /** What sorts passkeys by their age. */
    public String order() {
        return "%019d %s".formatted(created.toEpochMilli(), id);
    }

    /** The members of a {@code WebAuthnCredentialDescription}. */
    public void describe(ObjectNode node) {
        node.put("CredentialId", id)
                .put("FriendlyCredentialName", NAME)
                .put("RelyingPartyId", relyingPartyId)
                .put("CreatedAt", Json.timestamp(created));
        if (attachment != null) {
            node.put("AuthenticatorAttachment", attachment);
        }
        transports.forEach(node.putArray("AuthenticatorTransports")::add);
    }

    /** The members of a {@code PublicKeyCredentialDescriptor}. */
    void allow(ObjectNode descriptor) {
        descriptor.put("id", id).put("type", "public-key");
        if (!transports.isEmpty()) {
            transports.forEach(descriptor.putArray("transports")::add);
        }
    }
}
