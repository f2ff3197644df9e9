package dev.gatehouse.identity;

import java.util.Optional;
import java.util.Set;

/**
 * The second factors of an account.
 *
 * @param email the account's address, empty if it has none
 * @param enabled the factors that a sign-in may ask for
 * @param preferred the factor that it asks for first
 */
public record Factors(Optional<Email> email, Set<Factor> enabled, Optional<Factor> preferred) {

    @Override
    public String toString() {
        return "Factors" + enabled;
    }
}
