package dev.gatehouse.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What people may see and change of their own account. */
@ConfigMapping(prefix = "gatehouse.account")
interface AccountConfig {

    /**
     * The attributes that {@code GET /auth/me} shows and {@code PATCH /auth/me} changes: standard attributes of OpenID Connect,
     * such as {@code phone_number}, and the pool's own, such as {@code custom:department}. The app client must have permission
     * to read and write them. Do not list an attribute by which anybody decides what a person may do.
     */
    @WithDefault("name,locale")
    Set<String> attributes();

    /**
     * Whether people may change their email address; {@code true} in development. Only for a user pool with {@code email} in
     * {@code AttributesRequireVerificationBeforeUpdate}: another one changes the address before it is verified, which locks
     * people out. Terraform sets both.
     */
    @WithDefault("false")
    boolean emailChange();
}
