package dev.gatehouse.mfa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.identity.Factor;
import dev.gatehouse.identity.Factors;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The caller's second factors.
 *
 * @param preferred the one that a sign-in asks for first
 * @param methods all kinds
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MfaResponse(Optional<Factor> preferred, List<FactorState> methods) {

    /** A kind of factor, and whether a sign-in may ask for it. */
    @RegisterForReflection
    record FactorState(Factor type, boolean enabled) {}

    static MfaResponse of(Factors factors) {
        return new MfaResponse(
                factors.preferred().filter(factors.enabled()::contains),
                Arrays.stream(Factor.values())
                        .map(factor -> new FactorState(factor, factors.enabled().contains(factor)))
                        .toList());
    }
}
