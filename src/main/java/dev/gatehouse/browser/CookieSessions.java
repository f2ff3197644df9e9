package dev.gatehouse.browser;

import dev.gatehouse.http.CookieCredential;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The session cookie as a credential. */
@Singleton
class CookieSessions implements CookieCredential {
    private final SessionCookies cookies;

    CookieSessions(SessionCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public boolean isIn(MultiMap headers) {
        return cookies.areIn(headers);
    }

    @Override
    public Uni<Found> find(MultiMap headers) {
        if (!isIn(headers)) {
            return Uni.createFrom().item(new Found.None());
        }
        Optional<BrowserSession> session = cookies.read(headers);
        return Uni.createFrom()
                .item(session.<Found>map(found -> new Found.Session(found.accessToken(), List.of()))
                        .orElseGet(() -> new Found.Unreadable(cookies.delete())));
    }
}
