package dev.gatehouse.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sign-ins of several steps. */
@ConfigMapping(prefix = "gatehouse.login")
interface LoginConfig {

    /**
     * The life of a challenge token. It must not be longer than the app client's {@code AuthSessionValidity} (3 to 15 minutes).
     */
    @WithDefault("3m")
    Duration challengeLifetime();
}
