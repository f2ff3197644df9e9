package dev.gatehouse.token;

import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.KeyOperations;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Web Key Set (RFC 7517): which of its keys may verify the tokens of a pool. */
final class KeySet {
    private static final Logger LOG = Logger.getLogger(KeySet.class);
    private static final int MAX_KEYS = 100;
    private static final int MIN_RSA_BITS = 2048;
    private static final Set<String> PRIVATE_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

    private KeySet() {}

    /**
     * The usable keys by their ids; of two with one id, the first.
     *
     * @throws IOException when the text is not a JSON Web Key Set
     */
    static Map<String, SigningKey> usable(String json) throws IOException {
        Map<String, SigningKey> keys = new HashMap<>();
        members(json).stream().limit(MAX_KEYS).forEach(member -> {
            SigningKey key = keyOf(member);
            if (key != null) {
                keys.putIfAbsent(key.id(), key);
            }
        });
        return Map.copyOf(keys);
    }

    private static List<?> members(String json) throws IOException {
        try {
            if (JsonUtil.parseJson(json).get(JsonWebKeySet.JWK_SET_MEMBER_NAME) instanceof List<?> members) {
                return members;
            }
        } catch (JoseException e) {
            throw new IOException("the key set is not JSON", e);
        }
        throw new IOException("the key set is not a JSON Web Key Set");
    }

    /** Each member is read for itself, so that a malformed one voids no other. */
    private static @Nullable SigningKey keyOf(@Nullable Object member) {
        if (!(member instanceof Map<?, ?> fields)) {
            return null;
        }
        Map<String, Object> parameters = new HashMap<>();
        fields.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        if (!Collections.disjoint(parameters.keySet(), PRIVATE_PARTS)) {
            LOG.warn("a signing key is refused: its private part is published");
            return null;
        }
        if (parameters.containsKey(JsonWebKey.KEY_OPERATIONS)
                && !mayVerify(parameters.get(JsonWebKey.KEY_OPERATIONS))) {
            return null;
        }
        try {
            return keyOf(JsonWebKey.Factory.newJwk(parameters));
        } catch (JoseException | RuntimeException e) {
            LOG.debugf("a malformed signing key is ignored: %s", e.getClass().getSimpleName());
            return null;
        }
    }

    /** RFC 7517 §4.3. */
    private static boolean mayVerify(@Nullable Object operations) {
        return operations instanceof List<?> list && list.contains(KeyOperations.VERIFY);
    }

    private static @Nullable SigningKey keyOf(JsonWebKey jwk) {
        boolean rightUse = jwk.getUse() == null || jwk.getUse().equals(Use.SIGNATURE);
        boolean rightAlgorithm =
                jwk.getAlgorithm() == null || jwk.getAlgorithm().equals("RS256");
        if (jwk.getKeyId() != null && rightUse && rightAlgorithm && jwk instanceof RsaJsonWebKey rsa) {
            RSAPublicKey key = rsa.getRsaPublicKey();
            return key.getModulus().bitLength() >= MIN_RSA_BITS ? new SigningKey(jwk.getKeyId(), key) : null;
        }
        return null;
    }
}
