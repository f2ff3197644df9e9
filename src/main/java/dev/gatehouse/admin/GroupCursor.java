package dev.gatehouse.admin;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Cognito's token of a page, in characters that need no encoding in a query. Cognito seals it, and judges it. */
final class GroupCursor {
    private GroupCursor() {}

    static String write(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IdentityException {@code InvalidInput} */
    static String read(String cursor) {
        try {
            String token = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!token.isEmpty()) {
                return token;
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static IdentityException refused() {
        return new IdentityException(new InvalidInput("cursor", "is not a cursor of this list"));
    }
}
