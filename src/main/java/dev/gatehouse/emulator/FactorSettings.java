package dev.gatehouse.emulator;

import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.factors.RelyingParty;
import dev.gatehouse.emulator.factors.SoftwareToken;
import org.jspecify.annotations.Nullable;

/** What the pool says of factors, and the passkeys' side of it. Guarded by the pool's lock. */
final class FactorSettings {

    private FactorPolicy policy = FactorPolicy.initial();

    final Assertions assertions = new PoolAssertions(this);

    /** Null where the pool has no WebAuthnConfiguration. */
    @Nullable
    RelyingParty relyingParty = RelyingParty.local();

    /** What the next AssociateSoftwareToken gives out, where a test wants to know it. */
    @Nullable
    SoftwareToken next;

    FactorPolicy policy() {
        return policy;
    }

    /** Takes another policy, unless Cognito refuses it; then nothing changes. */
    void change(FactorPolicy changed) {
        changed.contradiction().ifPresent(why -> {
            throw CognitoError.invalidParameter(why);
        });
        changed.unavailable().ifPresent(why -> {
            throw new CognitoError("FeatureUnavailableInTierException", why);
        });
        policy = changed;
    }

    SoftwareToken newToken() {
        SoftwareToken token = next == null ? SoftwareToken.random() : next;
        next = null;
        return token;
    }

    void reset() {
        policy = FactorPolicy.initial();
        relyingParty = RelyingParty.local();
        next = null;
    }
}
