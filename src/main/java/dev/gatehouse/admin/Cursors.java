package dev.gatehouse.admin;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes cursors, which name the next page of a list. A cursor is encrypted, because Cognito's own token is nobody's business, and
 * serves only the caller who got it, for the same list with the same conditions, for an hour.
 */
@Singleton
class Cursors {
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Seal seal;
    private final Caller caller;

    /** The content of a cursor. */
    @RegisterForReflection
    record Content(String caller, List<String> list, String next) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    Cursors(Seal seal, Caller caller) {
        this.seal = seal;
        this.caller = caller;
    }

    /**
     * A cursor for the page that this token of Cognito names.
     *
     * @param list which list it is, with all its conditions
     */
    String of(List<String> list, Secret next) {
        return seal.seal(Purpose.ADMIN_CURSOR, new Content(caller.userId(), list, next.value()), LIFETIME);
    }

    /**
     * The token of Cognito in a cursor.
     *
     * @throws IdentityException {@code InvalidInput} that names {@code cursor} if it is not one of this caller and list
     */
    Secret open(List<String> list, String cursor) {
        Optional<Content> content = seal.open(Purpose.ADMIN_CURSOR, cursor, Content.class)
                .filter(opened -> opened.caller().equals(caller.userId()))
                .filter(opened -> opened.list().equals(list));
        return new Secret(content.orElseThrow(() ->
                        new IdentityException(new InvalidInput("cursor", "is not one of this list, or has expired")))
                .next());
    }
}
