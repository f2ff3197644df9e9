package dev.gatehouse.emulator.hosted;

import dev.gatehouse.emulator.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Which app client asks: by Basic authentication or in the body, and without a secret where it has none. */
final class ClientAuthentication {

    private static final String BASIC = "basic ";

    private ClientAuthentication() {}

    /** Throws {@code invalid_client} with a status that the two endpoints do not share. */
    static OAuthClient of(Call call, Parameters form, Accounts accounts, int status) {
        Optional<String> id = form.get("client_id");
        Optional<String> secret = form.get("client_secret");
        String field = call.header("Authorization").orElse("");
        if (field.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            String credentials = decoded(field.substring(BASIC.length()).trim(), status);
            int colon = credentials.indexOf(':');
            String named = Parameters.decode(credentials.substring(0, Math.max(0, colon)));
            // RFC 6749, section 2.3: one way of authentication only.
            if (colon < 0 || secret.isPresent() || !named.equals(id.orElse(named))) {
                throw refused(status);
            }
            id = Optional.of(named);
            secret = Optional.of(Parameters.decode(credentials.substring(colon + 1)));
        }
        OAuthClient client = id.flatMap(accounts::client).orElseThrow(() -> refused(status));
        if (client.hasSecret() ? secret.filter(client.accepts()).isEmpty() : secret.isPresent()) {
            throw refused(status);
        }
        return client;
    }

    private static String decoded(String credentials, int status) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw refused(status);
        }
    }

    private static OAuthError refused(int status) {
        return new OAuthError(status, "invalid_client", null);
    }
}
