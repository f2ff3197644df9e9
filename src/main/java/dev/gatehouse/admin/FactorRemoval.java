package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdminFactors;
import dev.gatehouse.cognito.CognitoAdminFactors.SetUp;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.identity.Factor;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UnexpectedUpstreamResponse;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Frees a user who lost a second factor: removes all that Cognito lets an administrator remove, and ends the user's sessions. If
 * it fails half-way, it can be repeated.
 */
@Singleton
class FactorRemoval {
    private static final Logger LOG = Logger.getLogger(FactorRemoval.class);

    private final CognitoAdminFactors factors;
    private final CognitoUsers users;
    private final AdminSignOut signOut;

    FactorRemoval(CognitoAdminFactors factors, CognitoUsers users, AdminSignOut signOut) {
        this.factors = factors;
        this.users = users;
        this.signOut = signOut;
    }

    /** @throws IdentityException {@code UnexpectedUpstreamResponse} when Cognito agreed, and a factor is still there */
    RemovedFactorsResponse of(String userId) {
        String username = users.find(userId).username();
        SetUp before = factors.of(username);
        // All: a pool that requires a second factor asks for one that was never enabled too.
        for (Factor factor : Factor.values()) {
            factors.remove(username, factor);
        }
        signOut.everywhere(userId, username);
        SetUp after = factors.of(username);
        if (!after.factors().isEmpty()) {
            LOG.warn("Cognito accepted the removal of a user's second factors, and still has one");
            throw new IdentityException(new UnexpectedUpstreamResponse());
        }
        // No operation of Cognito lets an administrator remove a passkey.
        return new RemovedFactorsResponse(
                List.copyOf(before.factors()), after.hasPasskey() ? List.of("passkey") : List.of());
    }
}
