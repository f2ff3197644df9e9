package dev.gatehouse.emulator.factors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.data.client.challenge.Challenge;
import dev.gatehouse.emulator.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The passkeys of one user, and the registration that is under way. Guarded by the pool's lock. */
public final class Passkeys {

    /** By Cognito's quotas. */
    private static final int MOST = 20;

    private static final Duration REGISTRATION = Duration.ofMinutes(3);

    private final String userId;
    private final List<Passkey> passkeys = new ArrayList<>();
    private @Nullable Registration registration;

    private record Registration(Challenge challenge, String clientId, Instant expiresAt) {}

    /** Nobody has passkeys at first; the user's id is the handle that authenticators keep. */
    public Passkeys(String userId) {
        this.userId = userId;
    }

    /** Whether no passkey is registered. */
    public boolean isEmpty() {
        return passkeys.isEmpty();
    }

    /** All of them, oldest first. */
    public List<Passkey> all() {
        return List.copyOf(passkeys);
    }

    /** Whether a credential id is registered here. */
    public boolean holds(String credentialId) {
        return find(credentialId).isPresent();
    }

    /** Begins a registration, in place of any other: the {@code PublicKeyCredentialCreationOptions}. */
    public ObjectNode startRegistration(RelyingParty party, String userName, String clientId, Instant now) {
        if (passkeys.size() >= MOST) {
            throw PasskeyRefusal.tooMany();
        }
        Challenge challenge = PasskeyChallenge.newChallenge();
        registration = new Registration(challenge, clientId, now.plus(REGISTRATION));
        ObjectNode options = Json.object();
        options.putObject("rp").put("id", party.id()).put("name", party.id());
        options.putObject("user")
                .put("id", PasskeyChallenge.base64(handle()))
                .put("name", userName)
                .put("displayName", userName);
        options.put("challenge", PasskeyChallenge.base64(challenge.getValue()));
        options.putArray("pubKeyCredParams").add(algorithm(-7)).add(algorithm(-257));
        options.put("timeout", 60_000);
        passkeys.forEach(passkey ->
                passkey.allow(options.withArray("/excludeCredentials").addObject()));
        options.putObject("authenticatorSelection")
                .put("requireResidentKey", true)
                .put("residentKey", "required")
                .put("userVerification", party.userVerification());
        return options;
    }

    /**
     * Ends the registration that is under way, whatever comes of it, and keeps the passkey if it verifies.
     *
     * @param taken whether any user has a passkey of that id
     */
    public void completeRegistration(
            RelyingParty party, JsonNode browsersCredential, String clientId, Predicate<String> taken, Instant now) {
        Registration started = registration;
        registration = null;
        if (started == null || !now.isBefore(started.expiresAt())) {
            throw PasskeyRefusal.noChallenge();
        }
        if (!started.clientId().equals(clientId)) {
            throw PasskeyRefusal.otherClient();
        }
        CredentialJson credential = CredentialJson.of(browsersCredential);
        var record = Ceremony.register(party, started.challenge(), credential);
        String attestedId =
                PasskeyChallenge.base64(record.getAttestedCredentialData().getCredentialId());
        if (!attestedId.equals(credential.id())) {
            throw PasskeyRefusal.malformed();
        }
        if (taken.test(credential.id())) {
            throw PasskeyRefusal.notSupported("The credential is registered already.");
        }
        passkeys.add(new Passkey(credential, record, party.id(), now));
    }

    /** Removes a passkey, which must be there. */
    public void remove(String credentialId) {
        passkeys.remove(find(credentialId).orElseThrow(PasskeyRefusal::notFound));
    }

    /** Begins a sign-in by one of them. */
    public PasskeyChallenge startSignIn(RelyingParty party) {
        return new PasskeyChallenge(party, this);
    }

    Optional<Passkey> find(String credentialId) {
        return passkeys.stream()
                .filter(passkey -> passkey.id().equals(credentialId))
                .findFirst();
    }

    byte[] handle() {
        return userId.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode algorithm(int number) {
        return Json.object().put("type", "public-key").put("alg", number);
    }
}
