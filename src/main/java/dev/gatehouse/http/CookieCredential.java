package dev.gatehouse.http;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The session cookie of a request, as a credential. */
public interface CookieCredential {

    /** What the cookie is worth. {@code setCookies} are values of Set-Cookie fields that must go out with the answer. */
    sealed interface Found {

        /** The request carries no session cookie. */
        record None() implements Found {}

        /**
         * A session.
         *
         * @param accessToken not checked yet
         * @param setCookies empty unless the session was refreshed or sealed anew
         */
        record Session(Secret accessToken, List<String> setCookies) implements Found {
            @Override
            public String toString() {
                return "Session[hidden]";
            }
        }

        /** The cookie cannot be read, or has expired: the request is anonymous, and the cookie is deleted. */
        record Unreadable(List<String> setCookies) implements Found {}

        /** The user pool says that the session has ended: the cookie is deleted. */
        record Ended(List<String> setCookies) implements Found {}

        /** The session must be refreshed, and cannot be now: the cookie stays. */
        record Unavailable(IdentityException failure) implements Found {}
    }

    /** Whether the request carries a session cookie, readable or not. */
    boolean isIn(RoutingContext request);

    /**
     * Reads the cookie, and refreshes the session if its access token has expired. Emits at once unless it is refreshed, never
     * blocks, and never fails.
     */
    Uni<Found> find(RoutingContext request);
}
