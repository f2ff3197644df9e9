package dev.gatehouse.token;

import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Parses a JSON Web Key Set (RFC 7517) strictly, and selects the keys that may verify the pool's tokens. A malformed key is
 * skipped, but invalid JSON invalidates the whole set, because two parsers may read different keys from it.
 */
final class KeySet {
    private static final Logger LOG = Logger.getLogger(KeySet.class);
    private static final int MAX_KEYS = 100;
    private static final List<String> PRIVATE_PARTS = List.of("d", "p", "q", "dp", "dq", "qi", "oth");
    private static final Map<String, String> WANTED = Map.of("kty", "RSA", "use", "sig", "alg", "RS256");

    private KeySet() {}

    /**
     * The usable keys by their ids; of two with the same id, the first.
     *
     * @throws IOException when the bytes are not a JSON Web Key Set
     */
    static Map<String, SigningKey> usable(byte[] json) throws IOException {
        Map<String, SigningKey> keys = new HashMap<>();
        List<?> members = members(json);
        if (members.size() > MAX_KEYS) {
            LOG.warnf("the key set holds %d keys: only the first %d are read", members.size(), MAX_KEYS);
        }
        members.stream().limit(MAX_KEYS).forEach(member -> {
            SigningKey key = keyOf(member);
            if (key != null) {
                keys.putIfAbsent(key.id(), key);
            }
        });
        return Map.copyOf(keys);
    }

    private static List<?> members(byte[] json) throws IOException {
        Map<String, Object> set;
        try {
            set = JsonInput.object(json);
        } catch (IOException e) {
            throw new IOException("the key set is not JSON, or is too large", e);
        }
        if (set.get("keys") instanceof List<?> members) {
            return members;
        }
        throw new IOException("the key set is not a JSON Web Key Set");
    }

    private static @Nullable SigningKey keyOf(@Nullable Object member) {
        if (!(member instanceof Map<?, ?> fields)) {
            return null;
        }
        if (PRIVATE_PARTS.stream().anyMatch(fields::containsKey)) {
            LOG.warn("a signing key is refused: its private part is published");
            return null;
        }
        if (!(fields.get("kid") instanceof String id) || !isVerificationKey(fields)) {
            return null;
        }
        try {
            return new SigningKey(id, RsaNumbers.key(fields.get("n"), fields.get("e")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            LOG.debugf("a malformed signing key is ignored: %s", e.getMessage());
            return null;
        }
    }

    /** RFC 7517 §4: an RSA key whose {@code use}, {@code alg} and {@code key_ops}, if present, allow RS256 verification. */
    private static boolean isVerificationKey(Map<?, ?> fields) {
        return fields.containsKey("kty")
                && WANTED.entrySet().stream()
                        .allMatch(wanted -> !fields.containsKey(wanted.getKey())
                                || wanted.getValue().equals(fields.get(wanted.getKey())))
                && (!fields.containsKey("key_ops")
                        || (fields.get("key_ops") instanceof List<?> operations && operations.contains("verify")));
    }
}
