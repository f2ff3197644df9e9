package dev.gatehouse.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where it is kept who signed out, and for how long. */
@ConfigMapping(prefix = "gatehouse.revocation")
interface RevocationConfig {
    /** {@code memory} for one replica, {@code redis} for several. */
    @WithDefault("memory")
    Store store();

    /** What to do while Redis cannot be reached: go on with what is known, or refuse to judge tokens. */
    @WithDefault("continue")
    OnStoreLoss onStoreLoss();

    /** The most revocations that wait for Redis to come back; beyond them the newest stay known to this replica only. */
    @WithDefault("100000")
    int maxWaiting();

    /** The longest life of a token that is accepted, so that nothing is forgotten before it has expired. */
    Duration tokenLifetime();

    /** The longest life of a refresh token: what Cognito has not ended too is refused for as long. */
    Duration refreshLifetime();

    /** Whether a new password ends the user's other sessions. */
    @WithDefault("true")
    boolean endSessionsOnNewPassword();

    /** How far clocks may differ. */
    Duration clockSkew();

    /**
     * Until the last token that a revocation concerns has expired. The skew counts twice: by Cognito's clock a token may be
     * issued that much later, and it is accepted that much longer. An hour more, so that a clock which is set anew by that
     * much makes none be forgotten while its tokens count.
     */
    default Duration keptFor() {
        return tokenLifetime().plus(clockSkew().multipliedBy(2)).plusHours(1);
    }

    /** The same for a sign-in that can still be refreshed at Cognito: until its last refresh token has expired. */
    default Duration keptForRefreshing() {
        return refreshLifetime().plus(keptFor());
    }

    enum Store {
        MEMORY,
        REDIS
    }

    enum OnStoreLoss {
        CONTINUE,
        REFUSE
    }
}
