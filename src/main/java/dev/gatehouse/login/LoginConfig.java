package dev.gatehouse.login;

import dev.gatehouse.identity.SignInMethod;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Sign-ins without a password, and sign-ins of several steps. */
@ConfigMapping(prefix = "gatehouse.login")
interface LoginConfig {

    /**
     * The life of a challenge token. It must not be longer than the app client's {@code AuthSessionValidity} (3 to 15 minutes).
     */
    @WithDefault("3m")
    Duration challengeLifetime();

    /**
     * The methods to sign in without a password that are offered, to every address alike. The app client must allow the flow
     * {@code ALLOW_USER_AUTH}, and the pool's sign-in policy the same first factors; Terraform prints the value.
     */
    Optional<Set<SignInMethod>> methods();

    /**
     * The host for which the pool's passkeys are valid, such as {@code example.com}: its {@code RelyingPartyId}. Required where
     * passkeys are offered.
     */
    Optional<String> passkeyRelyingPartyId();

    /** What the pool asks of passkeys: its {@code UserVerification}. */
    @WithDefault("preferred")
    UserVerification passkeyUserVerification();

    /** Whether the authenticator must verify the person, as by a fingerprint or a PIN. */
    enum UserVerification {
        PREFERRED,
        REQUIRED
    }
}
