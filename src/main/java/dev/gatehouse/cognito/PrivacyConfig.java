package dev.gatehouse.cognito;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the service tells strangers about accounts. */
@ConfigMapping(prefix = "gatehouse.privacy")
interface PrivacyConfig {

    /** Whether answers hide if an account exists and in which state it is. */
    @WithDefault("true")
    boolean concealAccounts();
}
