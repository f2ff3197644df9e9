package dev.gatehouse.browser;

import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.Unknown;
import dev.gatehouse.http.CookieCredential;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.seal.Seal.Opened;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The session cookie as a credential. */
@Singleton
class CookieSessions implements CookieCredential {
    private final SessionCookies cookies;
    private final SessionRefresh refresh;
    private final ReuseReport reuse;
    private final Clock clock;

    CookieSessions(SessionCookies cookies, SessionRefresh refresh, ReuseReport reuse, Clock clock) {
        this.cookies = cookies;
        this.refresh = refresh;
        this.reuse = reuse;
        this.clock = clock;
    }

    @Override
    public boolean isIn(RoutingContext request) {
        return cookies.areIn(request);
    }

    @Override
    public Uni<Found> find(RoutingContext request) {
        if (!isIn(request)) {
            return Uni.createFrom().item(new Found.None());
        }
        Optional<Opened<BrowserSession>> opened = cookies.opened(request);
        if (opened.isEmpty()) {
            return Uni.createFrom().item(new Found.Unreadable(cookies.delete()));
        }
        BrowserSession found = opened.get().content();
        if (found.isToRefresh(clock.instant())) {
            return refresh.refresh(found).map(refreshed -> found(found, refreshed));
        }
        // The previous secret will be withdrawn, so the session is sealed anew.
        return Uni.createFrom()
                .item(new Found.Session(
                        found.accessToken(),
                        opened.get().byPreviousSecret() ? cookies.lines(found).orElse(List.of()) : List.of()));
    }

    private Found found(BrowserSession sent, Refreshed refreshed) {
        return switch (refreshed) {
            case Renewed(BrowserSession session) ->
                cookies.lines(session)
                        .<Found>map(lines -> new Found.Session(session.accessToken(), lines))
                        .orElseGet(() -> new Found.Ended(cookies.delete()));
            case Refreshed.Reused() -> {
                reuse.reused(sent);
                yield new Found.Ended(cookies.delete());
            }
            case Ended(), Refreshed.TooLarge _ -> new Found.Ended(cookies.delete());
            case Unknown(IdentityException failure) -> new Found.Unavailable(failure);
        };
    }
}
