package dev.gatehouse.browser;

import dev.gatehouse.http.BearerField;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SessionEmail;
import dev.gatehouse.identity.Tokens;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session of the current request: the one in its cookies, and the one that its answer keeps there. */
@RequestScoped
class SessionRequest implements SessionEmail {
    private final SessionCookies cookies;
    private final RoutingContext request;
    private final Clock clock;
    private boolean inCookies;
    private boolean kept;
    private @Nullable Secret refreshToken;
    private @Nullable BrowserSession toRefresh;

    /** A session and when it ends. */
    record Current(BrowserSession session, Instant endsAt) {}

    SessionRequest(SessionCookies cookies, RoutingContext request, Clock clock) {
        this.cookies = cookies;
        this.request = request;
        this.clock = clock;
    }

    /** From here on the answer's tokens go into cookies. */
    void useCookies(@Nullable Secret ofRequest) {
        inCookies = true;
        refreshToken = ofRequest;
    }

    /** The session in the cookies is refreshed by this request. */
    void refresh(BrowserSession current) {
        toRefresh = current;
    }

    /** The session that this request refreshes; empty if it is none of cookies. */
    Optional<BrowserSession> toRefresh() {
        return Optional.ofNullable(toRefresh);
    }

    boolean inCookies() {
        return inCookies;
    }

    /** The session in the cookies of the request. */
    Optional<BrowserSession> current() {
        return cookies.read(request);
    }

    /** Whether the request has a session cookie and no bearer token. */
    boolean isByCookie() {
        return cookies.areIn(request) && !BearerField.isIn(request.request().headers());
    }

    /** The session in the cookies, if it is the credential of the request. */
    Optional<Current> credential() {
        return isByCookie() ? current().map(session -> new Current(session, cookies.endOf(session))) : Optional.empty();
    }

    /**
     * Keeps the session of these tokens in cookies.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code SessionTooLarge} when it does not fit
     */
    void keep(Tokens tokens) {
        if (!kept) {
            keep(session(tokens));
        }
    }

    /** The same for a session that was refreshed. */
    void keep(BrowserSession session) {
        SetCookies.put(request, cookies.replace(request, session));
        kept = true;
    }

    /** The tokens of a session; it has no ID token. */
    Tokens tokens(BrowserSession session) {
        long left = Duration.between(clock.instant(), session.expiresAt())
                .plusMillis(999)
                .toSeconds();
        return new Tokens(
                session.accessToken(), new Secret(""), Optional.of(session.refreshToken()), (int) Math.max(1, left));
    }

    /** Deletes the cookies. */
    void forget() {
        SetCookies.put(request, cookies.delete());
    }

    /**
     * If this request has refreshed the session too, in the refreshed one: the other's tokens are used up. Where the address does
     * not fit any more, the cookies stay as they are: the change has happened all the same.
     */
    @Override
    public void replace(Email email) {
        if (!isByCookie()) {
            return;
        }
        cookies.read(SetCookies.asSent(request))
                .or(this::current)
                .map(session -> session.withEmail(email.value()))
                .filter(session -> cookies.lines(session).isPresent())
                .ifPresent(session -> SetCookies.put(request, cookies.replace(request, session)));
    }

    /** A refresh keeps the time of the sign-in, which Cognito may set anew. */
    private BrowserSession session(Tokens tokens) {
        IdTokenClaims claims = IdTokenClaims.of(tokens.idToken());
        Instant now = clock.instant();
        return new BrowserSession(
                tokens.accessToken(),
                tokens.refreshToken()
                        .or(() -> Optional.ofNullable(refreshToken))
                        .orElse(new Secret("")),
                claims.email(),
                current()
                        .filter(session -> session.refreshToken().equals(refreshToken))
                        .map(BrowserSession::signedInAt)
                        .or(claims::signedInAt)
                        .orElse(now),
                now.plusSeconds(tokens.expiresIn()));
    }
}
