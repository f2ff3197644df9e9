package dev.gatehouse.browser;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.SessionTooLarge;
import dev.gatehouse.seal.Seal.Opened;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session in cookies. The sealed text is split over as many as it needs; the first begins with their number, so that
 * one that a longer session left behind is ignored.
 */
@Singleton
class SessionCookies {
    private static final Logger LOG = Logger.getLogger(SessionCookies.class);
    private static final String SENT = SentSession.class.getName();
    private static final char SEPARATOR = '.';

    private final CookieForm form;
    private final SessionSeal seal;

    SessionCookies(CookieForm form, SessionSeal seal) {
        this.form = form;
        this.seal = seal;
    }

    /** Whether there is a session cookie, readable or not. */
    boolean areIn(RoutingContext request) {
        return request.request().headers().contains(HttpHeaders.COOKIE)
                && !sent(request).isEmpty();
    }

    /** The session; empty if there is none, or none that can be read. */
    Optional<BrowserSession> read(RoutingContext request) {
        return opened(request).map(Opened::content);
    }

    /** The session, and whether the previous secret sealed it. */
    Optional<Opened<BrowserSession>> opened(RoutingContext request) {
        return sent(request).opened();
    }

    /** The same of other fields than those of a request. */
    Optional<BrowserSession> read(MultiMap headers) {
        return sent(headers).opened().map(Opened::content);
    }

    private SentSession sent(RoutingContext request) {
        @Nullable SentSession known = request.get(SENT);
        if (known == null) {
            known = sent(request.request().headers());
            request.put(SENT, known);
        }
        return known;
    }

    private SentSession sent(MultiMap headers) {
        return new SentSession(headers, form.names(), seal);
    }

    /**
     * The values of the Set-Cookie fields that keep the session.
     *
     * @throws IdentityException {@code SessionTooLarge} when it does not fit
     */
    List<String> write(BrowserSession session) {
        return lines(session).orElseThrow(SessionCookies::tooLarge);
    }

    /** The failure of a session that does not fit. */
    static IdentityException tooLarge() {
        return new IdentityException(new SessionTooLarge(CookieForm.CHUNKS, CookieForm.LONGEST_LINE));
    }

    /** The same; empty when it does not fit, which is logged. */
    Optional<List<String>> lines(BrowserSession session) {
        long maxAge = seal.lifetime(session).toSeconds();
        if (maxAge <= 0) {
            return Optional.of(delete());
        }
        String sealed = seal.seal(session);
        int capacity = form.capacity();
        int count = (sealed.length() + 2 + capacity - 1) / capacity;
        if (count > CookieForm.CHUNKS) {
            LOG.warnf(
                    "a session needs %d cookies, and at most %d are set: the user is in too many groups, or their names"
                            + " are too long",
                    count, CookieForm.CHUNKS);
            return Optional.empty();
        }
        String text = count + "" + SEPARATOR + sealed;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String chunk = text.substring(i * capacity, Math.min(text.length(), (i + 1) * capacity));
            lines.add(form.line(i, chunk, maxAge));
        }
        return Optional.of(lines);
    }

    /** The same, and deletes the cookies of the request that a longer session left behind. */
    List<String> replace(RoutingContext request, BrowserSession session) {
        List<String> lines = new ArrayList<>(write(session));
        SentSession sent = sent(request);
        for (int i = lines.size(); i < CookieForm.CHUNKS; i++) {
            if (sent.contains(form.names().get(i))) {
                lines.add(form.line(i, "", 0));
            }
        }
        return lines;
    }

    /** When the session ends. */
    Instant endOf(BrowserSession session) {
        return seal.endOf(session);
    }

    /** The values of the Set-Cookie fields that delete the cookies. */
    List<String> delete() {
        return form.deletion();
    }
}
