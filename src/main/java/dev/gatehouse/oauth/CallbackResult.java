package dev.gatehouse.oauth;

import dev.gatehouse.identity.CarriesTokens;
import dev.gatehouse.identity.Outcome;
import dev.gatehouse.identity.Tokens;
import org.jspecify.annotations.Nullable;

/** How a callback ends, and where the browser goes then. */
sealed interface CallbackResult extends Outcome {

    /** Where the browser goes. */
    String location();

    @Override
    default String outcome() {
        return complete() ? "success" : "challenge";
    }

    @Override
    default boolean complete() {
        return this instanceof SignedIn;
    }

    /** A session begins in cookies, never in the body of a redirect. */
    record SignedIn(Tokens tokens, String location) implements CallbackResult, CarriesTokens {
        @Override
        public @Nullable Object withoutTokens() {
            return null;
        }

        @Override
        public boolean onlyInCookies() {
            return true;
        }

        @Override
        public String toString() {
            return "SignedIn[hidden]";
        }
    }

    /** An API client gets a grant. */
    record Granted(String location) implements CallbackResult {
        @Override
        public String toString() {
            return "Granted[hidden]";
        }
    }

    /** The account was linked with the provider just now, so the same sign-in begins once more. */
    record BegunAnew(String location) implements CallbackResult {
        @Override
        public String toString() {
            return "BegunAnew[hidden]";
        }
    }
}
