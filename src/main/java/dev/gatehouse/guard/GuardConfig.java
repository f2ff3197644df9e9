package dev.gatehouse.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How decisions name the caller. */
@ConfigMapping(prefix = "gatehouse.guard")
interface GuardConfig {

    /** The header fields of a decision that lets a request pass. */
    FieldNames headers();

    /** The name of each field. */
    interface FieldNames {
        /** Advanced: the header field with the user id; empty for a machine. */
        @WithDefault("X-Auth-User-Id")
        String userId();

        /** Advanced: the header field with {@code user} or {@code machine}. */
        @WithDefault("X-Auth-Kind")
        String kind();

        /** Advanced: the header field with the roles, joined by commas. */
        @WithDefault("X-Auth-Roles")
        String roles();

        /** Advanced: the header field with the scopes, joined by commas. */
        @WithDefault("X-Auth-Scopes")
        String scopes();

        /** Advanced: the header field with the id of the app client. */
        @WithDefault("X-Auth-Client-Id")
        String clientId();

        /** Advanced: the header field with the id of the pool. */
        @WithDefault("X-Auth-Pool")
        String pool();

        /** Advanced: the header field with the verified email address; empty unless it was asked for. */
        @WithDefault("X-Auth-Email")
        String email();

        /** Advanced: the header field with the time when the token expires, in seconds since the epoch. */
        @WithDefault("X-Auth-Expires")
        String expires();
    }
}
