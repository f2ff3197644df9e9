package dev.gatehouse.emulator.hosted;

import java.util.function.Predicate;

/** An app client as the domain sees it; the predicate takes the secrets that it accepts. */
public record OAuthClient(String id, OAuthSettings settings, boolean hasSecret, Predicate<String> accepts) {

    @Override
    public String toString() {
        return "OAuthClient[" + id + "]";
    }
}
