package dev.gatehouse.guard;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ClientRefused;
import dev.gatehouse.identity.SecurityEvent;
import jakarta.inject.Singleton;

/** Writes an audit line for each failed authentication of a client. A bean of its own, so that only failures are audited. */
@Singleton
class RefusedClients {

    /** Always fails with {@code ClientRefused}. */
    @Audited(SecurityEvent.CLIENT_AUTHENTICATION)
    ServiceClient refuse() {
        throw new IdentityException(new ClientRefused());
    }
}
