package dev.gatehouse.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sign-ins of more than one step. */
@ConfigMapping(prefix = "gatehouse.login")
interface LoginConfig {

    /** How long a challenge token lives: not longer than the app client's AuthSessionValidity (3 to 15 minutes). */
    @WithDefault("3m")
    Duration challengeLifetime();
}
