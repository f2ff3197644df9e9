package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The sign-ins that wait for the answer to a challenge, by session string. Guarded by the pool's lock. */
final class Challenges {

    private final Map<String, Waiting> waiting = new HashMap<>();

    private record Waiting(User user, String clientId, String name, Instant expiresAt) {}

    String open(User user, AppClient client, String name, Instant now) {
        waiting.values().removeIf(old -> !now.isBefore(old.expiresAt()));
        String session = Randoms.token(240);
        waiting.put(session, new Waiting(user, client.id(), name, now.plus(client.sessionLife())));
        return session;
    }

    /** The user whom a session challenges; a session that is not this client's and challenge's is refused. */
    User user(String session, AppClient client, String name, Instant now) {
        Waiting challenge = waiting.get(session);
        if (challenge == null
                || !challenge.clientId().equals(client.id())
                || !challenge.name().equals(name)) {
            throw CognitoError.notAuthorized("Invalid session for the user.");
        }
        if (!now.isBefore(challenge.expiresAt())) {
            throw CognitoError.notAuthorized("Invalid session for the user, session is expired.");
        }
        return challenge.user();
    }

    void close(String session) {
        waiting.remove(session);
    }

    void forget(User user) {
        waiting.values().removeIf(challenge -> challenge.user() == user);
    }

    void clear() {
        waiting.clear();
    }
}
