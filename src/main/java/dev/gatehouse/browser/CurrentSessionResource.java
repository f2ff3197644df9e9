package dev.gatehouse.browser;

import dev.gatehouse.identity.Caller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Endpoint that says who is signed in. */
@Path("/auth")
@Authenticated
class CurrentSessionResource {
    private final SessionRequest session;
    private final Caller caller;

    CurrentSessionResource(SessionRequest session, Caller caller) {
        this.session = session;
        this.caller = caller;
    }

    @GET
    @Path("/session")
    public SessionResponse session() {
        return SessionResponse.of(caller, session.credential());
    }
}
