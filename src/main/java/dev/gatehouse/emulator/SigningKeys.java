package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The keys of a pool: one signs access tokens and another ID tokens, as at Cognito; rotation replaces both. */
final class SigningKeys {

    private volatile Current current;

    private record Current(SigningKey access, SigningKey id, List<SigningKey> retired) {

        Stream<SigningKey> all() {
            return Stream.concat(Stream.of(access, id), retired.stream());
        }
    }

    SigningKeys() {
        current = generate(List.of());
    }

    private static Current generate(List<SigningKey> retired) {
        // Two at once: making keys is most of what a start costs.
        CompletableFuture<SigningKey> access = CompletableFuture.supplyAsync(SigningKey::generate);
        SigningKey id = SigningKey.generate();
        return new Current(access.join(), id, retired);
    }

    synchronized void rotate(boolean keepOld) {
        List<SigningKey> retired = new ArrayList<>();
        if (keepOld) {
            current.all().forEach(retired::add);
        }
        current = generate(List.copyOf(retired));
    }

    SigningKey access() {
        return current.access();
    }

    SigningKey id() {
        return current.id();
    }

    Optional<SigningKey> find(String kid) {
        return current.all().filter(key -> key.kid().equals(kid)).findFirst();
    }

    ObjectNode jwks() {
        ObjectNode jwks = Json.object();
        ArrayNode keys = jwks.putArray("keys");
        current.all().map(SigningKey::jwk).forEach(keys::add);
        return jwks;
    }
}
