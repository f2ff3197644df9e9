package dev.gatehouse.oauth;

import dev.gatehouse.http.ReturnTo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * With which options a sign-in was begun.
 *
 * @param provider its name in the pool
 * @param returnTo where the browser goes afterwards: a checked address, or the redirect URI of an API client
 * @param fresh whether the person must sign in anew although there is a session at the provider
 * @param renewed whether it was begun anew because the account was linked just now
 * @param client the API client that gets a grant; null for a session in cookies
 */
@RegisterForReflection
record SignInOptions(
        String provider,
        String returnTo,
        boolean fresh,
        boolean renewed,
        @Nullable ClientRequest client) {

    /**
     * The parameters of an API client.
     *
     * @param codeChallenge S256 of the verifier that only the client has (RFC 7636)
     * @param state returned to the client; null if it sent none
     */
    @RegisterForReflection
    record ClientRequest(String codeChallenge, @Nullable String state) {
        @Override
        public String toString() {
            return "ClientRequest[hidden]";
        }
    }

    SignInOptions leadingHome() {
        return client == null ? new SignInOptions(provider, ReturnTo.HOME, fresh, renewed, null) : this;
    }

    SignInOptions anew() {
        return new SignInOptions(provider, returnTo, fresh, true, client);
    }

    @Override
    public String toString() {
        return "SignInOptions[hidden]";
    }
}
