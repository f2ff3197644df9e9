package dev.gatehouse.browser;

import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.Unknown;
import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.SecurityEvent;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Signs out by the session cookie. The session ends here at once, also while the pool fails: then its refresh token is refused
 * here, so that the cookie is worth nothing and can be deleted. Blocks: for virtual threads.
 */
@Singleton
class CookieSignOut {
    private final SessionRequest session;
    private final SessionRefresh refresh;
    private final SessionEnd end;
    private final Concealed concealed;
    private final EventDetails details;

    /** The endpoint, with a completed request; deletes the cookies if it succeeds. */
    interface Endpoint {
        @Nullable
        Object call(AsksForSession completed) throws Exception;
    }

    CookieSignOut(
            SessionRequest session, SessionRefresh refresh, SessionEnd end, Concealed concealed, EventDetails details) {
        this.session = session;
        this.refresh = refresh;
        this.end = end;
        this.concealed = concealed;
        this.details = details;
    }

    /** Ends the session in the cookies of the request, and those others that it asks for: only the pool can end them. */
    @Nullable
    Object signOut(BrowserSession sent, AsksForSession asked, Endpoint endpoint) throws Exception {
        // The pool may have rotated the refresh token of the cookie, and ends a session by its newest.
        Refreshed latest = refresh.latest(sent).await().indefinitely();
        if (latest instanceof Unknown(IdentityException failure) && !asked.endsOthers()) {
            return endedHere(sent, failure);
        }
        BrowserSession newest = latest instanceof Renewed(BrowserSession renewed) ? renewed : sent;
        try {
            return endpoint.call(asked.withRefreshToken(newest.refreshToken()));
        } catch (IdentityException e) {
            if (asked.endsOthers() || e.failure() instanceof RateLimited || e.failure() instanceof InvalidInput) {
                throw e;
            }
            return endedHere(newest, e);
        }
    }

    /** The person sees a sign-out; the audit log has the failure. */
    private @Nullable Object endedHere(BrowserSession ended, IdentityException failure) {
        end.here(ended);
        session.forget();
        concealed.note(failure.failure());
        details.also(SecurityEvent.SIGN_OUT);
        return null;
    }
}
