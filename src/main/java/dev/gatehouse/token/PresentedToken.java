package dev.gatehouse.token;

import org.jspecify.annotations.Nullable;

/** A token as it was received, with the digest by which verified tokens are found: computed once, if the length is acceptable. */
public final class PresentedToken {
    /** Upper bound; {@code quarkus.http.limits.max-header-size} limits the request's header too. */
    private static final int MAX_LENGTH = 32 * 1024;

    private final String text;
    private @Nullable TokenDigest digest;

    public PresentedToken(String text) {
        this.text = text;
    }

    /** The text, as it was received. */
    public String text() {
        return text;
    }

    boolean isTooLong() {
        return text.length() > MAX_LENGTH;
    }

    TokenDigest digest() {
        TokenDigest known = digest;
        if (known == null) {
            known = TokenDigest.of(text);
            digest = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "PresentedToken[hidden]";
    }
}
