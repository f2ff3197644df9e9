package dev.gatehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A WebAuthn authenticator in software, with the browser in front of it: it takes the options of a relying party and
 * answers with the JSON of the browser's {@code PublicKeyCredential}. It keeps its keys as a real one does; unlike one,
 * it lies about whatever a test tells it to. What no signature covers (such as {@code response.userHandle}, {@code
 * rawId} or {@code response.transports}) a test changes in the answer itself.
 */
public final class Authenticator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final List<AuthenticatorKey> keys = new ArrayList<>();
    private String origin;
    private String rpId = "";
    private String challenge = "";
    private String type = "";
    private boolean crossOrigin;
    private int algorithm = AuthenticatorKey.ES256;
    private String format = "none";
    private byte[] aaguid = new byte[16];
    private boolean present = true;
    private boolean verified = true;
    private boolean synced;
    private boolean wrongSignature;

    /** An authenticator that verifies its user, has ES256 keys that count, and attests nothing. */
    public Authenticator(String origin) {
        this.origin = origin;
    }

    /** The origin that the browser names. */
    public Authenticator origin(String newOrigin) {
        origin = newOrigin;
        return this;
    }

    /** Hashes this relying party id instead of the one in the options. */
    public Authenticator rpId(String newRpId) {
        rpId = newRpId;
        return this;
    }

    /** Signs this challenge instead of the one in the options. */
    public Authenticator challenge(String newChallenge) {
        challenge = newChallenge;
        return this;
    }

    /** Names this type in the client data, instead of {@code webauthn.create} or {@code webauthn.get}. */
    public Authenticator type(String newType) {
        type = newType;
        return this;
    }

    /** Says that the page is in a frame of another origin. */
    public Authenticator crossOrigin(boolean framed) {
        crossOrigin = framed;
        return this;
    }

    /** Makes RS256 keys from now on. */
    public Authenticator rs256() {
        algorithm = AuthenticatorKey.RS256;
        return this;
    }

    /** Attests itself: format {@code packed}, signed with the new key. */
    public Authenticator selfAttested() {
        return format("packed");
    }

    /** The attestation format; any other than {@code none} has a self attestation as its statement. */
    public Authenticator format(String newFormat) {
        format = newFormat;
        return this;
    }

    /** The model of the authenticator: zeros unless set. */
    public Authenticator aaguid(byte[] model) {
        aaguid = model.clone();
        return this;
    }

    /** Whether the user verified themselves, by a PIN or biometrics. */
    public Authenticator userVerified(boolean verification) {
        verified = verification;
        return this;
    }

    /** Whether somebody touched the authenticator. */
    public Authenticator userPresent(boolean presence) {
        present = presence;
        return this;
    }

    /** A passkey that is backed up to an account: no counter, other flags. Set it before the registration. */
    public Authenticator synced() {
        synced = true;
        return this;
    }

    /** Spoils each signature from now on. */
    public Authenticator wrongSignature() {
        wrongSignature = true;
        return this;
    }

    /** An authenticator with the same keys and the counters of this moment. */
    public Authenticator cloned() {
        Authenticator clone = new Authenticator(origin);
        clone.synced = synced;
        keys.forEach(key -> clone.keys.add(key.copy()));
        return clone;
    }

    /** {@code navigator.credentials.create}: makes a key and answers with a {@code RegistrationResponseJSON}. */
    public ObjectNode create(JsonNode options) {
        AuthenticatorKey key = AuthenticatorKey.create(
                algorithm,
                id(options.path("rp").path("id").asText()),
                options.path("user").path("id").asText());
        keys.add(key);
        byte[] clientData = clientData("webauthn.create", options);
        byte[] data = data(0x40, key, attested(key));
        boolean none = "none".equals(format);
        Cbor attestation = new Cbor().map(3).text("fmt").text(format).text("attStmt");
        if (none) {
            attestation.map(0);
        } else {
            byte[] signature = signed(key, data, clientData);
            attestation.map(2).text("alg").number(algorithm).text("sig").bytes(signature);
        }
        ObjectNode credential = credential(key, clientData);
        ObjectNode response = credential.withObject("/response");
        response.put(
                "attestationObject",
                BASE64.encodeToString(attestation.text("authData").bytes(data).encoded()));
        response.put("authenticatorData", BASE64.encodeToString(data));
        response.put("publicKey", BASE64.encodeToString(key.publicKey()));
        response.put("publicKeyAlgorithm", algorithm);
        response.putArray("transports").add("internal");
        return credential;
    }

    /**
     * {@code navigator.credentials.get}: answers with an {@code AuthenticationResponseJSON}, by the newest key that is
     * allowed; if none is, by the newest key all the same, which no browser does.
     */
    public ObjectNode get(JsonNode options) {
        AuthenticatorKey key = keys.reversed().stream()
                .filter(candidate -> allows(options, candidate))
                .findFirst()
                .orElseGet(keys::getLast);
        key.count(synced);
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data = data(0, key, new byte[0]);
        ObjectNode credential = credential(key, clientData);
        credential
                .withObject("/response")
                .put("authenticatorData", BASE64.encodeToString(data))
                .put("signature", BASE64.encodeToString(signed(key, data, clientData)))
                .put("userHandle", key.userHandle());
        return credential;
    }

    /** As {@link #get}, of options that are text, such as the parameter of a challenge. */
    public String get(String options) {
        try {
            return get(JSON.readTree(options)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean allows(JsonNode options, AuthenticatorKey key) {
        return options.path("allowCredentials")
                .valueStream()
                .anyMatch(allowed -> allowed.path("id").asText().equals(key.id()));
    }

    private String id(String asked) {
        return rpId.isEmpty() ? asked : rpId;
    }

    private byte[] clientData(String usual, JsonNode options) {
        ObjectNode data = JSON.createObjectNode();
        data.put("type", type.isEmpty() ? usual : type);
        data.put("challenge", challenge.isEmpty() ? options.path("challenge").asText() : challenge);
        data.put("origin", origin);
        data.put("crossOrigin", crossOrigin);
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode credential(AuthenticatorKey key, byte[] clientData) {
        ObjectNode credential = JSON.createObjectNode();
        credential.put("id", key.id()).put("rawId", key.id()).put("type", "public-key");
        credential.put("authenticatorAttachment", "platform").putObject("clientExtensionResults");
        credential.putObject("response").put("clientDataJSON", BASE64.encodeToString(clientData));
        return credential;
    }

    private byte[] attested(AuthenticatorKey key) {
        byte[] id = Base64.getUrlDecoder().decode(key.id());
        byte[] publicKey = key.cose();
        return ByteBuffer.allocate(18 + id.length + publicKey.length)
                .put(aaguid)
                .putShort((short) id.length)
                .put(id)
                .put(publicKey)
                .array();
    }

    private byte[] data(int flags, AuthenticatorKey key, byte[] attested) {
        int all = flags | (present ? 0x01 : 0) | (verified ? 0x04 : 0) | (synced ? 0x18 : 0);
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(id(key.rpId()).getBytes(StandardCharsets.UTF_8)))
                .put((byte) all)
                .putInt(key.counter())
                .put(attested)
                .array();
    }

    private byte[] signed(AuthenticatorKey key, byte[] data, byte[] clientData) {
        byte[] hash = sha256(clientData);
        byte[] signature = key.sign(ByteBuffer.allocate(data.length + hash.length)
                .put(data)
                .put(hash)
                .array());
        return wrongSignature ? key.sign(random(32)) : signature;
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
