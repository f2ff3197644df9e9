package dev.gatehouse.cognito;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What answers reveal about accounts. */
@ConfigMapping(prefix = "gatehouse.privacy")
interface PrivacyConfig {

    /** Whether answers hide which accounts exist and in which state they are (user enumeration). */
    @WithDefault("true")
    boolean concealAccounts();
}
