package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses requests to {@link FreshSignIn} routes whose sign-in is not recent. Runs after authentication. */
@Provider
@FreshSignIn
class FreshSignInFilter implements ContainerRequestFilter {
    private final RecentSignIns signIns;
    private final Caller caller;

    FreshSignInFilter(RecentSignIns signIns, Caller caller) {
        this.signIns = signIns;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        signIns.require(caller);
    }
}
