package dev.gatehouse.browser;

import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Encrypts a refreshed session for the other replicas, bound to the session that it continues: whoever may write to the shared
 * store cannot give one browser the session of another.
 */
@Singleton
class RefreshSeal {
    private final Seal seal;

    /**
     * What is sealed.
     *
     * @param k by which replicas know the refresh
     */
    @RegisterForReflection
    record Content(String k, SessionSeal.Content c) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    RefreshSeal(Seal seal) {
        this.seal = seal;
    }

    String seal(String key, BrowserSession session) {
        return seal.seal(
                Purpose.REFRESHED_SESSION, new Content(key, SessionSeal.content(session)), RefreshResults.KEPT);
    }

    Optional<BrowserSession> open(String key, String sealed) {
        return seal.open(Purpose.REFRESHED_SESSION, sealed, Content.class)
                .filter(content -> content.k().equals(key))
                .map(content -> SessionSeal.session(content.c()));
    }
}
