package dev.gatehouse.emulator.factors;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whom the passkeys of a pool are for: Cognito's {@code WebAuthnConfiguration}, and the origins of the pages and apps
 * that may use them, each compared as it is written.
 *
 * @param id the domain, without scheme and port
 * @param userVerificationRequired whether each use needs a PIN or biometrics ({@code UserVerification} {@code required})
 * @param origins such as {@code https://app.example.com} or {@code android:apk-key-hash:…}
 */
public record RelyingParty(String id, boolean userVerificationRequired, List<String> origins) {

    private static final Pattern ID =
            Pattern.compile("(?=.{1,127}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private static final Pattern ORIGIN =
            Pattern.compile("https://[a-z0-9.-]+(:\\d+)?|http://localhost(:\\d+)?|android:apk-key-hash:[\\w-]+");

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException with a sentence for the caller
     */
    public RelyingParty {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A relying party id is a domain in small letters, without scheme or port.");
        }
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new IllegalArgumentException(
                    "An origin is https://domain, http://localhost or android:apk-key-hash:…, without a path.");
        }
        origins = List.copyOf(origins);
    }

    /** For pages that this machine serves, on the service's own port. */
    public static RelyingParty local() {
        return new RelyingParty("localhost", false, List.of("http://localhost:8080", "http://localhost"));
    }

    /** The other settings with another domain; its origin is the page at that domain. */
    public RelyingParty withId(String newId) {
        List<String> usual = "localhost".equals(newId) ? local().origins : List.of("https://" + newId);
        return new RelyingParty(newId, userVerificationRequired, newId.equals(id) ? origins : usual);
    }

    /** The same domain, with or without the need for user verification. */
    public RelyingParty withUserVerificationRequired(boolean required) {
        return new RelyingParty(id, required, origins);
    }

    /** The same domain with other origins. */
    public RelyingParty withOrigins(List<String> newOrigins) {
        return new RelyingParty(id, userVerificationRequired, newOrigins);
    }

    /** As Cognito's model and WebAuthn's options write it. */
    public String userVerification() {
        return userVerificationRequired ? "required" : "preferred";
    }
}
