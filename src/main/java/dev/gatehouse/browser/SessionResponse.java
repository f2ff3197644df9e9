package dev.gatehouse.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Email;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who is signed in.
 *
 * @param userId the {@code sub} claim
 * @param email the address at the sign-in or the last refresh; only for a session in cookies
 * @param roles the groups of the user, sorted
 * @param expiresAt when the session in cookies ends, or else the token
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SessionResponse(String userId, Optional<Email> email, Set<String> roles, Instant expiresAt) {

    static SessionResponse of(Caller caller, Optional<SessionRequest.Current> session) {
        return new SessionResponse(
                caller.userId(),
                session.map(current -> current.session().email())
                        .filter(email -> !email.isEmpty())
                        .map(Email::new),
                caller.roles(),
                session.map(SessionRequest.Current::endsAt).orElseGet(caller::expiresAt));
    }
}
