package dev.gatehouse.token;

import java.util.Set;

/**
 * An issuer whose tokens are accepted.
 *
 * @param pool the id of its pool; issuers of one pool (replica Regions, the original and the updated issuer) have the same
 * @param isDefault whether that is the configured pool, whose users may use the routes of this service
 * @param clientIds the app clients whose tokens are accepted
 * @param keys the keys that it signs with
 */
record TrustedIssuer(String pool, boolean isDefault, Set<String> clientIds, SigningKeys keys) {

    /** Pools do not mix: the same id of another pool is another user or session. */
    String revocationKey(String id) {
        return isDefault ? id : pool + '/' + id;
    }

    /** The configured text if it is an accepted client, so that tokens in memory share it. */
    String canonicalClientId(String id) {
        for (String clientId : clientIds) {
            if (clientId.equals(id)) {
                return clientId;
            }
        }
        return id;
    }
}
