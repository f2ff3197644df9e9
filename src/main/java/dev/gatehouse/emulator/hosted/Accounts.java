package dev.gatehouse.emulator.hosted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pool behind the domain: its app clients, its users and its tokens. */
public interface Accounts {

    /** The pool's time, which tests move. */
    Instant now();

    Optional<OAuthClient> client(String id);

    /** Accounts to try, one per line, which the page shows. */
    List<String> hints();

    /**
     * The user name of the person with this password.
     *
     * @throws SignInRefused if it is wrong, or the user cannot sign in on a page
     */
    String signIn(String email, String password);

    /**
     * The user name of the person with this address at an identity provider, who becomes a user at the first sign-in.
     *
     * @throws SignInRefused if that is no address
     * @throws OAuthError if Cognito would send the browser back with an error
     */
    String federate(String provider, String email);

    /**
     * Begins a session.
     *
     * @throws OAuthError {@code invalid_grant} if the user has gone
     */
    ObjectNode begin(OAuthClient client, SignedIn person, String scope, @Nullable String nonce);

    /** Exchanges a refresh token; {@code invalid_grant} if it does not serve. */
    ObjectNode refresh(OAuthClient client, String refreshToken);

    /** A token for the client itself. */
    ObjectNode machine(OAuthClient client, String scope);

    /** Ends the session of a refresh token, if the client has it. */
    void revoke(OAuthClient client, String refreshToken);

    /** What an access token lets its bearer know; {@code invalid_token} if nothing. */
    ObjectNode userInfo(String accessToken);
}
