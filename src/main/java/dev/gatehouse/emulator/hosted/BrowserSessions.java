package dev.gatehouse.emulator.hosted;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who is signed in at the domain itself, by a cookie that Cognito keeps for an hour. A bounded number is kept. */
final class BrowserSessions {

    private static final String COOKIE = "cognito";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final Map<String, SignedIn> sessions = new LinkedHashMap<>();

    /** Remembers somebody, and returns the Set-Cookie line for it. */
    synchronized String begin(SignedIn person) {
        String id = UUID.randomUUID().toString();
        sessions.put(id, person);
        if (sessions.size() > MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        return line(id, "");
    }

    synchronized Optional<SignedIn> find(Optional<String> cookies, Instant now) {
        return id(cookies)
                .map(sessions::get)
                .filter(person -> now.isBefore(person.at().plus(LIFE)));
    }

    /** Forgets somebody, and returns the Set-Cookie line that deletes the cookie. */
    synchronized String end(Optional<String> cookies) {
        id(cookies).ifPresent(sessions::remove);
        return line("", "; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    }

    synchronized void clear() {
        sessions.clear();
    }

    /** Without Secure, because the domain of an embedded pool is served over plain HTTP. */
    private static String line(String id, String expiry) {
        return COOKIE + "=" + id + "; Path=/" + expiry + "; HttpOnly; SameSite=Lax";
    }

    private static Optional<String> id(Optional<String> cookies) {
        for (String pair : cookies.orElse("").split(";", -1)) {
            String trimmed = pair.trim();
            if (trimmed.startsWith(COOKIE + "=")) {
                return Optional.of(trimmed.substring(COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }
}
