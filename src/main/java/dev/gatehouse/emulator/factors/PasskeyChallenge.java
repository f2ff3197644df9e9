package dev.gatehouse.emulator.factors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import dev.gatehouse.emulator.Json;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A sign-in that waits for the assertion of a passkey: the {@code WEB_AUTHN} challenge of one session. It can be
 * answered once, rightly or wrongly. Guarded by the pool's lock.
 */
public final class PasskeyChallenge {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final RelyingParty party;
    private final Passkeys passkeys;
    private final Challenge challenge = newChallenge();
    private final String options;
    private boolean used;

    PasskeyChallenge(RelyingParty party, Passkeys passkeys) {
        this.party = party;
        this.passkeys = passkeys;
        ObjectNode node = Json.object();
        node.put("challenge", base64(challenge.getValue()))
                .put("timeout", 180_000)
                .put("rpId", party.id());
        ArrayNode allowed = node.putArray("allowCredentials");
        passkeys.all().forEach(passkey -> passkey.allow(allowed.addObject()));
        if (passkeys.isEmpty()) {
            allowed.addObject()
                    .put("id", base64(random()))
                    .put("type", "public-key")
                    .putArray("transports")
                    .add("internal");
        }
        node.put("userVerification", party.userVerification());
        options = Json.text(node);
    }

    /** A challenge of the same form for a user that does not exist; nothing answers it. */
    public static PasskeyChallenge simulated(RelyingParty party) {
        return new PasskeyChallenge(party, new Passkeys(""));
    }

    /** The {@code PublicKeyCredentialRequestOptions} as JSON: the parameter {@code CREDENTIAL_REQUEST_OPTIONS}. */
    public String options() {
        return options;
    }

    /**
     * Verifies the browser's answer, the response {@code CREDENTIAL}.
     *
     * @return whether the authenticator verified its user, so that the passkey is more than one factor
     * @throws PasskeyRefusal if it is malformed, comes a second time, is another user's, or does not verify
     */
    public boolean verify(String credentialText) {
        if (used) {
            throw PasskeyRefusal.notAuthorized();
        }
        used = true;
        CredentialJson credential = CredentialJson.read(credentialText);
        Passkey passkey = passkeys.find(credential.id()).orElseThrow(PasskeyRefusal::notAuthorized);
        boolean othersHandle = credential
                .userHandle()
                .filter(handle -> !Arrays.equals(handle, passkeys.handle()))
                .isPresent();
        if (othersHandle) {
            throw PasskeyRefusal.notAuthorized();
        }
        return Ceremony.verify(party, challenge, passkey.record, credential);
    }

    static Challenge newChallenge() {
        return new DefaultChallenge(random());
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
