package dev.gatehouse.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where it is kept who signed out, and for how long. */
@ConfigMapping(prefix = "gatehouse.revocation")
interface RevocationConfig {
    /** Whether sign-outs are kept by each replica alone ({@code memory}) or shared by all ({@code redis}). */
    @WithDefault("memory")
    Store store();

    /**
     * What replicas do while Redis is unreachable: they check tokens against the sign-outs that they know, or they answer 503.
     */
    @WithDefault("continue")
    OnStoreLoss onStoreLoss();

    /**
     * Advanced: the most sign-outs that wait for Redis to return. Beyond them a sign-out stays known to its own replica only.
     */
    @WithDefault("100000")
    int maxWaiting();

    /**
     * The longest life of an accepted token, so that no sign-out is forgotten before it. Set as {@code
     * gatehouse.token.max-lifetime}.
     */
    Duration tokenLifetime();

    /**
     * The longest life of a refresh token: a session that Cognito did not end is refused for as long. Set as {@code
     * gatehouse.token.refresh-lifetime}.
     */
    Duration refreshLifetime();

    /** Whether a changed password ends the user's other sessions, and a reset password all of them. */
    @WithDefault("true")
    boolean endSessionsOnNewPassword();

    /** How far clocks may differ. Set as {@code gatehouse.token.clock-skew}. */
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
