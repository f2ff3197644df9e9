package dev.gatehouse.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may administer accounts. */
@ConfigMapping(prefix = "gatehouse.admin")
interface AdminConfig {

    /** The group of the pool whose members may use {@code /admin}. */
    @WithDefault("admin")
    String role();
}
