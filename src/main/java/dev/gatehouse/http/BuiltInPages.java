package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The built-in pages, for other routes that people open in a browser. */
public interface BuiltInPages {
    /** The path of the page to sign in; empty if the pages are off. */
    Optional<String> signIn();

    /**
     * The page that tells a person why a sign-in failed, in their language; empty if the pages are off. Its header fields are put
     * on the answer.
     *
     * @param returnTo where the sign-in was to lead, checked
     */
    Optional<String> refusal(RoutingContext request, RefusedSignIn reason, String returnTo);
}
