package dev.gatehouse.guard;

import dev.gatehouse.identity.HasAccountKey;
import java.util.Set;

/**
 * A service that has authenticated. Its requests are limited by its id.
 *
 * @param id its client id
 * @param mayRevoke the app clients whose tokens it may revoke
 */
record ServiceClient(String id, Set<String> mayRevoke) implements HasAccountKey {
    @Override
    public String accountKey() {
        return id;
    }
}
