package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sign-ins that wait for the answer to a challenge, by session string. Guarded by the pool's lock. */
final class Challenges {

    private final Map<String, Waiting> waiting = new HashMap<>();

    /** What a challenge has to remember besides whom it is for. */
    sealed interface Detail {

        /** Nothing. */
        record None() implements Detail {}

        /** The code that was sent, as a first or second factor. */
        record Code(String value, boolean firstFactor) implements Detail {}

        /** The methods that can be chosen from. */
        record Choice(List<String> offered) implements Detail {}

        /** The set-up of a first second factor. */
        record Setup(boolean verified) implements Detail {}

        /** The assertion that a passkey has to give. */
        record Passkey(Assertions.Assertion assertion) implements Detail {}
    }

    /** One challenge. Where the pool has no such user but does not say so, the user is missing. */
    record Waiting(
            String session,
            @Nullable User user,
            String name,
            String clientId,
            String challenge,
            Detail detail,
            Instant expiresAt) {}

    String open(User user, AppClient client, String challenge, Instant now) {
        return open(user, client, challenge, new Detail.None(), now);
    }

    String open(User user, AppClient client, String challenge, Detail detail, Instant now) {
        return open(user, user.username, client, challenge, detail, now);
    }

    /** A challenge of a user who does not exist. */
    String simulate(String name, AppClient client, String challenge, Detail detail, Instant now) {
        return open(null, name, client, challenge, detail, now);
    }

    private String open(
            @Nullable User user, String name, AppClient client, String challenge, Detail detail, Instant now) {
        waiting.values().removeIf(old -> !now.isBefore(old.expiresAt()));
        String session = Randoms.token(240);
        Instant end = now.plus(client.sessionLife());
        waiting.put(session, new Waiting(session, user, name, client.id(), challenge, detail, end));
        return session;
    }

    /** The user whom a session challenges; a session that is not this client's and challenge's is refused. */
    User user(String session, AppClient client, String challenge, Instant now) {
        Waiting found = find(session, challenge, now);
        if (!found.clientId().equals(client.id()) || found.user() == null) {
            throw invalid();
        }
        return found.user();
    }

    /** What waits under a request's session; one of another client, challenge or user is refused. */
    Waiting answered(Request request, AppClient client, String name, Optional<User> named, Instant now) {
        String session = request.optionalText("Session").orElseThrow(Challenges::invalid);
        Waiting found = find(session, request.text("ChallengeName"), now);
        boolean sameUser = found.user() == null
                ? named.isEmpty() && found.name().equalsIgnoreCase(name)
                : named.filter(user -> user == found.user()).isPresent();
        if (!found.clientId().equals(client.id()) || !sameUser) {
            throw invalid();
        }
        return found;
    }

    /** What waits under a session for the answer to a challenge. */
    Waiting find(String session, String challenge, Instant now) {
        Waiting found = waiting.get(session);
        if (found == null || !found.challenge().equals(challenge)) {
            throw invalid();
        }
        if (!now.isBefore(found.expiresAt())) {
            throw CognitoError.notAuthorized("Invalid session for the user, session is expired.");
        }
        return found;
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

    static CognitoError invalid() {
        return CognitoError.notAuthorized("Invalid session for the user.");
    }
}
