package dev.gatehouse.browser;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import dev.gatehouse.seal.Seal.Opened;
import dev.gatehouse.token.TokenConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Encrypts a session. It expires with the refresh token, counted from the sign-in. */
@Singleton
class SessionSeal {
    private final Seal seal;
    private final Duration lifetime;
    private final Clock clock;

    /** What is sealed, with short names and times in seconds since the epoch. */
    @RegisterForReflection
    record Content(PackedToken a, String r, String m, long s, long e) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    SessionSeal(Seal seal, TokenConfig config, Clock clock) {
        this.seal = seal;
        this.lifetime = config.refreshLifetime();
        this.clock = clock;
    }

    /** When the session ends. */
    Instant endOf(BrowserSession session) {
        return session.signedInAt().plus(lifetime);
    }

    /** What is left of the session. */
    Duration lifetime(BrowserSession session) {
        return Duration.between(clock.instant(), endOf(session));
    }

    String seal(BrowserSession session) {
        return seal.seal(Purpose.SESSION, content(session), lifetime(session));
    }

    static Content content(BrowserSession session) {
        return new Content(
                PackedToken.of(session.accessToken().value()),
                session.refreshToken().value(),
                session.email(),
                session.signedInAt().getEpochSecond(),
                session.expiresAt().getEpochSecond());
    }

    /** The session, and whether the previous secret sealed it. */
    Optional<Opened<BrowserSession>> opened(String sealed) {
        return seal.opened(Purpose.SESSION, sealed, Content.class)
                .map(opened -> new Opened<>(session(opened.content()), opened.byPreviousSecret()));
    }

    static BrowserSession session(Content content) {
        return new BrowserSession(
                new Secret(content.a().text()),
                new Secret(content.r()),
                content.m(),
                Instant.ofEpochSecond(content.s()),
                Instant.ofEpochSecond(content.e()));
    }
}
