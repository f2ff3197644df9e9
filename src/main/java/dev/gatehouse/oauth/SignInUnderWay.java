package dev.gatehouse.oauth;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A sign-in between its start and the callback; kept in a sealed cookie only.
 *
 * @param state ties the callback to the browser that began (RFC 6749 §10.12)
 * @param nonce ties the ID token to this sign-in
 * @param verifier ties the code to this sign-in (PKCE, RFC 7636)
 * @param callback the redirect URI with which it began
 */
@RegisterForReflection
record SignInUnderWay(Secret state, Secret nonce, Secret verifier, String callback, SignInOptions options) {

    static SignInUnderWay begin(SignInOptions options, String callback) {
        return new SignInUnderWay(Pkce.random(), Pkce.random(), Pkce.random(), callback, options);
    }

    /** The same without its address; that of an API client stays. */
    SignInUnderWay leadingHome() {
        return new SignInUnderWay(state, nonce, verifier, callback, options.leadingHome());
    }

    @Override
    public String toString() {
        return "SignInUnderWay[hidden]";
    }
}
