package dev.gatehouse.guard;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client authenticates with (RFC 6749 §2.3.1): HTTP Basic, or parameters of the body, never both.
 *
 * @param id the client id
 * @param secret the client secret
 */
record ClientCredentials(String id, Secret secret) {
    private static final String BASIC = "Basic ";
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";

    /**
     * The credentials of the request; empty if there are none, or they are malformed.
     *
     * @throws IdentityException {@code InvalidInput} when there is a header field and a secret in the body, or two client ids
     */
    static Optional<ClientCredentials> of(@Nullable String authorization, Form form) {
        Optional<String> id = form.get(ID);
        if (authorization == null) {
            return id.flatMap(
                    given -> form.get(SECRET).map(secret -> new ClientCredentials(given, new Secret(secret))));
        }
        if (form.get(SECRET).isPresent()) {
            throw new IdentityException(new InvalidInput(SECRET, "is not allowed beside an Authorization header"));
        }
        Optional<ClientCredentials> basic = basic(authorization);
        if (basic.isPresent() && id.isPresent() && !id.get().equals(basic.get().id())) {
            throw new IdentityException(new InvalidInput(ID, "differs from that of the Authorization header"));
        }
        return basic;
    }

    /** RFC 7617, with both parts form-encoded before, as RFC 6749 demands. */
    private static Optional<ClientCredentials> basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        return text(authorization.substring(BASIC.length()).strip()).flatMap(pair -> {
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Form.decode(pair.substring(0, colon)).flatMap(id -> Form.decode(pair.substring(colon + 1))
                            .map(secret -> new ClientCredentials(id, new Secret(secret))));
        });
    }

    private static Optional<String> text(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
