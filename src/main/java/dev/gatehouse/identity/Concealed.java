package dev.gatehouse.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The failure that the answer to the request under way hides from the caller, who is told of a success. Operators are not: the
 * audit log and the metrics say what happened.
 */
@RequestScoped
public class Concealed {
    private volatile @Nullable IdentityFailure failure;

    /** Nothing was done of what the answer says, for this reason. */
    public void note(IdentityFailure failure) {
        this.failure = failure;
    }

    /** Why nothing was done, if something was asked for in vain. */
    public Optional<IdentityFailure> failure() {
        return Optional.ofNullable(failure);
    }
}
