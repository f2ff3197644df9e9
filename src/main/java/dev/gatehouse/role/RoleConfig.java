package dev.gatehouse.role;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may administer accounts. */
@ConfigMapping(prefix = "gatehouse.admin")
interface RoleConfig {

    /** The group of the pool whose members may use {@code /admin}. */
    @WithDefault("admin")
    String role();

    /** The group of the pool whose members may only read at {@code /admin}. */
    @WithDefault("support")
    String supportRole();
}
