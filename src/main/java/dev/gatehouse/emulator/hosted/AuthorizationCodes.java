package dev.gatehouse.emulator.hosted;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The codes that wait to be exchanged: each serves once, for five minutes, and a bounded number of them is kept. */
final class AuthorizationCodes {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Map<String, Issued> waiting = new LinkedHashMap<>();

    /** What a code stands for. */
    record Issued(
            String clientId,
            String redirectUri,
            String scope,
            @Nullable String nonce,
            @Nullable String challenge,
            SignedIn person,
            Instant expiresAt) {}

    synchronized String issue(AuthorizationRequest request, SignedIn person, Instant now) {
        String code = UUID.randomUUID().toString();
        Destination destination = request.destination();
        waiting.put(
                code,
                new Issued(
                        destination.client().id(),
                        destination.redirectUri(),
                        request.scope(),
                        request.nonce(),
                        request.challenge(),
                        person,
                        now.plus(LIFE)));
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        return code;
    }

    /** Spends a code, whatever comes of it. */
    synchronized Optional<Issued> spend(String code, Instant now) {
        return Optional.ofNullable(waiting.remove(code)).filter(issued -> now.isBefore(issued.expiresAt()));
    }

    synchronized void clear() {
        waiting.clear();
    }
}
