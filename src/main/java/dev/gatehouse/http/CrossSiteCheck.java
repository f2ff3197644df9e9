package dev.gatehouse.http;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CrossSiteRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Refuses requests to this service that a page of another site may have caused, by {@link CrossSiteRule}. A request without the
 * session cookie has no authority that the page lacks, nor has one by bearer token, which browsers do not add.
 */
@Singleton
public class CrossSiteCheck {
    private final CookieCredential cookies;
    private final CrossSiteRule rule;
    private final PublicUrl own;

    CrossSiteCheck(CookieCredential cookies, CrossSiteRule rule, PublicUrl own) {
        this.cookies = cookies;
        this.rule = rule;
        this.own = own;
    }

    /** Lets a request fail that carries the session cookie, if the rule does not allow it. */
    boolean proceeds(RoutingContext context) {
        if (!cookies.isIn(context) || BearerField.isIn(context.request().headers()) || isAllowed(context)) {
            return true;
        }
        context.fail(new IdentityException(new CrossSiteRequest()));
        return false;
    }

    /**
     * Checks a request that would set the session cookie, whatever its credential.
     *
     * @throws IdentityException {@code CrossSiteRequest} if the rule does not allow it
     */
    public void require(RoutingContext context) {
        if (!isAllowed(context)) {
            throw new IdentityException(new CrossSiteRequest());
        }
    }

    private boolean isAllowed(RoutingContext context) {
        HttpServerRequest request = context.request();
        return rule.allows(request.method().name(), request.headers(), own.of(context));
    }
}
