package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.Parameters.refused;

import dev.gatehouse.http.ReturnTo;
import dev.gatehouse.oauth.SignInOptions.ClientRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the options of a sign-in from the parameters of the request that begins it. */
@Singleton
class SignInOptionsReader {
    /** The base64url of a SHA-256. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    /** RFC 6749 appendix A.5: visible ASCII and spaces. */
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

    private final OauthSettings settings;
    private final ReturnTo returnTo;

    SignInOptionsReader(OauthSettings settings, ReturnTo returnTo) {
        this.settings = settings;
        this.returnTo = returnTo;
    }

    /** @throws dev.gatehouse.identity.IdentityException {@code InvalidInput} when a parameter is not acceptable */
    SignInOptions read(Parameters parameters) {
        String provider = parameters.required("provider");
        if (!settings.providers().contains(provider)) {
            throw refused("provider", "is not offered");
        }
        boolean fresh = parameters.flag("fresh");
        @Nullable String response = parameters.find("response").orElse(null);
        if (response == null) {
            String address = returnTo.checked(parameters.find("return_to").orElse(null));
            return new SignInOptions(provider, address, fresh, false, null);
        }
        if (!response.equals("grant")) {
            throw refused("response", "must be grant");
        }
        return new SignInOptions(provider, redirectUri(parameters), fresh, false, client(parameters));
    }

    private String redirectUri(Parameters parameters) {
        String uri = parameters.required("return_to");
        if (!settings.isRedirectUriOfAClient(uri)) {
            throw refused("return_to", "is not a redirect URI of this service");
        }
        return uri;
    }

    private static ClientRequest client(Parameters parameters) {
        String challenge = parameters.required("code_challenge");
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw refused("code_challenge", "must be the base64url of a SHA-256");
        }
        if (parameters
                .find("code_challenge_method")
                .filter(method -> !method.equals("S256"))
                .isPresent()) {
            throw refused("code_challenge_method", "must be S256");
        }
        @Nullable String state = parameters.find("state").orElse(null);
        if (state != null && !STATE.matcher(state).matches()) {
            throw refused("state", "must be up to 512 ASCII characters");
        }
        return new ClientRequest(challenge, state);
    }
}
