package dev.gatehouse.browser;

import dev.gatehouse.identity.CarriesTokens;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Moves the tokens of an answer into cookies, if the request is in cookie mode. */
@Provider
class SessionAnswer implements ContainerResponseFilter {
    private final SessionRequest request;

    SessionAnswer(SessionRequest request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof CarriesTokens carrier && (carrier.onlyInCookies() || request.inCookies())) {
            request.keep(carrier.tokens());
            answer.setEntity(carrier.withoutTokens());
        }
    }
}
