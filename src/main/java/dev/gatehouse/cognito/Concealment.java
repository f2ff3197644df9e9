package dev.gatehouse.cognito;

import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import jakarta.inject.Singleton;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Hides refusals from which a client could learn whether an address has an account (user enumeration). */
@Singleton
class Concealment {
    private static final Logger LOG = Logger.getLogger(Concealment.class);

    private final boolean on;
    private final Concealed concealed;

    Concealment(PrivacyConfig config, Concealed concealed) {
        this.on = config.concealAccounts();
        this.concealed = concealed;
    }

    /** Runs the call; a refusal that reveals an account is hidden, as if the call had worked, and noted for the audit log. */
    void hide(Predicate<IdentityFailure> revealing, Runnable call) {
        try {
            call.run();
        } catch (IdentityException e) {
            if (!on || !revealing.test(e.failure())) {
                throw e;
            }
            LOG.debugf("concealed: %s", e.getMessage());
            concealed.note(e.failure());
        }
    }

    /** Runs the call; a refusal that reveals an account is replaced by one that does not. */
    <T> T replace(Predicate<IdentityFailure> revealing, IdentityFailure neutral, Supplier<T> call) {
        try {
            return call.get();
        } catch (IdentityException e) {
            if (!on || !revealing.test(e.failure())) {
                throw e;
            }
            LOG.debugf("concealed: %s", e.getMessage());
            // The cause is for the audit log only.
            throw new IdentityException(neutral, e);
        }
    }
}
