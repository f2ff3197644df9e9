package dev.gatehouse.browser;

import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.TooLarge;
import dev.gatehouse.browser.Refreshed.Unknown;
import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenRefused;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.IdentityFailure.RevocationsUnknown;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import dev.gatehouse.identity.RefreshLimit;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.token.RefreshedSessions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Exchanges the refresh token of a session, once for all replicas that share a Redis. Only a clear refusal of the pool ends the
 * session: any failure may pass. Blocks: for virtual threads.
 */
@Singleton
class RefreshExchange {
    private static final Logger LOG = Logger.getLogger(RefreshExchange.class);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final CognitoSession cognito;
    private final RefreshedSessions sessions;
    private final RefreshLimit limit;
    private final SharedRefreshes shared;
    private final SessionCookies cookies;
    private final SessionEnd end;
    private final Clock clock;
    private final AtomicBoolean warned = new AtomicBoolean();

    RefreshExchange(
            CognitoSession cognito,
            RefreshedSessions sessions,
            RefreshLimit limit,
            SharedRefreshes shared,
            SessionCookies cookies,
            SessionEnd end,
            Clock clock) {
        this.cognito = cognito;
        this.sessions = sessions;
        this.limit = limit;
        this.shared = shared;
        this.cookies = cookies;
        this.end = end;
        this.clock = clock;
    }

    /** @param key by which replicas know the refresh; tells nothing of the token */
    Refreshed refresh(String key, BrowserSession session) {
        return shared.once(key, () -> exchange(session));
    }

    private Refreshed exchange(BrowserSession session) {
        try {
            limit.admit(session.refreshToken());
            Tokens fresh = cognito.refresh(session.refreshToken());
            if (!sessions.goesOn(fresh)) {
                cognito.revoke(fresh.refreshToken().orElse(session.refreshToken()));
                return new Ended();
            }
            warnOfRotation(fresh);
            return kept(renewed(session, fresh));
        } catch (IdentityException e) {
            return failed(e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "unexpected failure of a refresh");
            return unknown(new UpstreamUnavailable(LATER));
        }
    }

    /** Nobody would have the new tokens of a session that does not fit, so it ends. */
    private Refreshed kept(BrowserSession renewed) {
        if (cookies.lines(renewed).isPresent()) {
            return new Renewed(renewed);
        }
        end.hereAndAtCognito(renewed);
        return new TooLarge(SessionCookies.tooLarge());
    }

    private BrowserSession renewed(BrowserSession old, Tokens fresh) {
        String email = IdTokenClaims.of(fresh.idToken()).email();
        return new BrowserSession(
                fresh.accessToken(),
                fresh.refreshToken().orElse(old.refreshToken()),
                email.isEmpty() ? old.email() : email,
                old.signedInAt(),
                clock.instant().plusSeconds(fresh.expiresIn()));
    }

    private static Refreshed failed(IdentityException e) {
        return switch (e.failure()) {
            case RefreshTokenRefused() -> new Ended();
            case RefreshTokenReused() -> new Refreshed.Reused();
            case UpstreamUnavailable _, UpstreamBusy _, KeysUnavailable _, RevocationsUnknown _ -> new Unknown(e);
            case RateLimited(Duration wait) -> unknown(new UpstreamBusy(wait));
            default -> unknown(new UpstreamUnavailable(LATER));
        };
    }

    private static Unknown unknown(IdentityFailure failure) {
        return new Unknown(new IdentityException(failure));
    }

    private void warnOfRotation(Tokens fresh) {
        if (fresh.refreshToken().isPresent() && !shared.isConfigured() && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "the pool rotates refresh tokens, and REDIS_URL is not set: with several replicas, give the app client a"
                            + " grace period (RetryGracePeriodSeconds), or parallel requests of a browser may end its session");
        }
    }
}
