package dev.gatehouse.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first request with a key while it runs; empty in any other request. */
@RequestScoped
class Run {
    private volatile @Nullable Claim claim;

    /**
     * What the run holds.
     *
     * @param key the name of the key in the store
     * @param mark what stands there until the end of the run
     * @param fingerprint the digest of the request's query and body
     */
    record Claim(String key, String mark, String fingerprint) {
        @Override
        public String toString() {
            return "Claim[hidden]";
        }
    }

    void begin(Claim made) {
        claim = made;
    }

    /** What the run holds, once. */
    Optional<Claim> end() {
        Claim held = claim;
        claim = null;
        return Optional.ofNullable(held);
    }
}
