package dev.gatehouse.cognito;

import dev.gatehouse.identity.Challenge;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The credential ids in the options of a passkey challenge (WebAuthn, {@code allowCredentials}). */
final class CredentialIds {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([\\w-]{1,2048})\"");

    private CredentialIds() {}

    /** Whether both challenges name the same credentials, and at least one. */
    static boolean areEqual(Challenge one, Challenge other) {
        Set<String> ids = of(one);
        return !ids.isEmpty() && ids.equals(of(other));
    }

    private static Set<String> of(Challenge challenge) {
        String options = challenge.parameters().getOrDefault("CREDENTIAL_REQUEST_OPTIONS", "");
        return ID.matcher(options)
                .results()
                .map((MatchResult id) -> id.group(1))
                .collect(Collectors.toSet());
    }
}
