package dev.gatehouse.browser;

import dev.gatehouse.http.CookieFields;
import dev.gatehouse.seal.Seal.Opened;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session cookies of one request. Several parts of the service ask for them; they are parsed once, and decrypted at most
 * once. Not for use by several threads at the same time.
 */
final class SentSession {
    private static final char SEPARATOR = '.';

    private final Map<String, String> chunks = new HashMap<>();
    private final List<String> names;
    private final SessionSeal seal;
    private Optional<Opened<BrowserSession>> opened = Optional.empty();
    private boolean tried;

    /** Of two cookies of one name the session is not known, so the value is empty. */
    SentSession(MultiMap headers, List<String> names, SessionSeal seal) {
        this.names = names;
        this.seal = seal;
        CookieFields.forEach(headers, (name, value) -> {
            if (names.contains(name)) {
                chunks.merge(name, value, (_, _) -> "");
            }
        });
    }

    /** Whether there is no session cookie, readable or not. */
    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** Whether there is a session cookie of this name. */
    boolean contains(String name) {
        return chunks.containsKey(name);
    }

    /** The session, and whether the previous secret sealed it; empty if the request has no session that can be read. */
    Optional<Opened<BrowserSession>> opened() {
        if (!tried) {
            tried = true;
            opened = joined().flatMap(seal::opened);
        }
        return opened;
    }

    private Optional<String> joined() {
        String first = chunks.getOrDefault(names.getFirst(), "");
        if (first.length() < 2 || first.charAt(1) != SEPARATOR) {
            return Optional.empty();
        }
        int count = first.charAt(0) - '0';
        if (count < 1 || count > CookieForm.CHUNKS) {
            return Optional.empty();
        }
        StringBuilder sealed = new StringBuilder(first.substring(2));
        for (String name : names.subList(1, count)) {
            sealed.append(chunks.getOrDefault(name, ""));
        }
        return Optional.of(sealed.toString());
    }
}
