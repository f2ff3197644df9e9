package dev.gatehouse.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The failure that the current request's answer hides from the client (user enumeration). The audit log and the metrics report
 * it.
 */
@RequestScoped
public class Concealed {
    private volatile @Nullable IdentityFailure failure;

    /** Records the failure behind an answer that reports success. */
    public void note(IdentityFailure failure) {
        this.failure = failure;
    }

    /** The hidden failure; empty if there is none. */
    public Optional<IdentityFailure> failure() {
        return Optional.ofNullable(failure);
    }
}
