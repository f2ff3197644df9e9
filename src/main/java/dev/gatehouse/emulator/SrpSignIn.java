package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** USER_SRP_AUTH and its PASSWORD_VERIFIER challenge: the password itself never travels. */
final class SrpSignIn {

    static final String PASSWORD_VERIFIER = "PASSWORD_VERIFIER";

    private final UserPool pool;
    private final PasswordSignIn passwords;
    private final byte[] conceal = Randoms.bytes(32);
    private final Map<String, Waiting> waiting = new HashMap<>();

    /** Who wants to sign in; the user is null when the pool has none of that name and does not say so. */
    private record Candidate(@Nullable User user, String userId, Srp.Secret secret) {}

    private record Waiting(Candidate candidate, String clientId, Srp.Handshake handshake, Instant expiresAt) {}

    SrpSignIn(UserPool pool, PasswordSignIn passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    /** Takes the user's name and public value from one of the request's maps. */
    ObjectNode begin(Request request, String map) {
        String name = request.requiredEntry(map, "USERNAME");
        BigInteger clientPublic = hex(request.requiredEntry(map, "SRP_A"));
        Candidate candidate = pool.locked(() -> candidate(request, map, name));
        // Outside the lock: this is the work of some milliseconds.
        Srp.Handshake handshake = Srp.Handshake.begin(clientPublic, candidate.secret());
        String block = Base64.getEncoder().encodeToString(Randoms.bytes(256));
        pool.lockedRun(() -> remember(request, candidate, handshake, block));
        ObjectNode answer = Json.object().put("ChallengeName", PASSWORD_VERIFIER);
        answer.putObject("ChallengeParameters")
                .put("SALT", candidate.secret().salt())
                .put("SECRET_BLOCK", block)
                .put("SRP_B", handshake.serverPublic().toString(16))
                .put("USERNAME", candidate.userId())
                .put("USER_ID_FOR_SRP", candidate.userId());
        return answer;
    }

    private Candidate candidate(Request request, String map, String name) {
        AppClient client = pool.client(request.text("ClientId"));
        SecretHash.check(client, name, request.entry(map, "SECRET_HASH"));
        Optional<User> found = pool.find(name);
        if (found.isEmpty() && !client.preventUserExistenceErrors()) {
            throw AccessTokens.noSuchUser();
        }
        return found.map(user -> new Candidate(
                        user,
                        user.username,
                        user.passwords.secret().orElseGet(() -> Srp.Secret.unknowable(Srp.salt()))))
                .orElseGet(() -> nobody(name));
    }

    /** The same salt and user id for a name each time, as a real user would have. */
    private Candidate nobody(String name) {
        byte[] digest = Srp.sha256(conceal, name.getBytes(StandardCharsets.UTF_8));
        return new Candidate(
                null, UUID.nameUUIDFromBytes(digest).toString(), Srp.Secret.unknowable(Srp.salt(Srp.sha256(digest))));
    }

    private void remember(Request request, Candidate candidate, Srp.Handshake handshake, String block) {
        AppClient client = pool.client(request.text("ClientId"));
        Instant now = pool.now();
        waiting.values().removeIf(old -> !now.isBefore(old.expiresAt()));
        waiting.put(block, new Waiting(candidate, client.id(), handshake, now.plus(client.sessionLife())));
    }

    /** The answer to PASSWORD_VERIFIER. A secret block serves once. */
    Outcome answer(Request request) {
        String name = request.requiredEntry(SignInOperations.RESPONSES, "USERNAME");
        String block = request.requiredEntry(SignInOperations.RESPONSES, "PASSWORD_CLAIM_SECRET_BLOCK");
        String signature = request.requiredEntry(SignInOperations.RESPONSES, "PASSWORD_CLAIM_SIGNATURE");
        String timestamp = request.requiredEntry(SignInOperations.RESPONSES, "TIMESTAMP");
        Waiting step = pool.locked(() -> take(request, name, block));
        boolean right = step.handshake()
                .verifies(
                        base64(signature),
                        (pool.name() + step.candidate().userId()).getBytes(StandardCharsets.UTF_8),
                        base64(block),
                        timestamp.getBytes(StandardCharsets.UTF_8));
        return pool.locked(() -> {
            User user = step.candidate().user();
            if (user == null || pool.find(name).filter(named -> named == user).isEmpty()) {
                throw PasswordSignIn.wrongCredentials();
            }
            return passwords.signIn(user, pool.client(request.text("ClientId")), () -> right);
        });
    }

    private Waiting take(Request request, String name, String block) {
        AppClient client = pool.client(request.text("ClientId"));
        SecretHash.check(client, name, request.entry(SignInOperations.RESPONSES, "SECRET_HASH"));
        Waiting step = waiting.get(block);
        if (step == null || !step.clientId().equals(client.id()) || !pool.now().isBefore(step.expiresAt())) {
            throw PasswordSignIn.wrongCredentials();
        }
        waiting.remove(block);
        return step;
    }

    private static BigInteger hex(String text) {
        try {
            return new BigInteger(text, 16);
        } catch (NumberFormatException notANumber) {
            throw CognitoError.invalidParameter("Invalid SRP_A");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw PasswordSignIn.wrongCredentials();
        }
    }
}
