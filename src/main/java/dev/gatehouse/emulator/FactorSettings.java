package dev.gatehouse.emulator;

import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.factors.SoftwareToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pool says of factors, and the passkeys' side of it. Guarded by the pool's lock. */
final class FactorSettings {

    private FactorPolicy policy = FactorPolicy.initial();

    String relyingPartyId = "localhost";
    String userVerification = "preferred";
    Assertions assertions = new NoPasskeys();

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
        relyingPartyId = "localhost";
        userVerification = "preferred";
        next = null;
    }

    /** For as long as the pool knows no passkeys. */
    private static final class NoPasskeys implements Assertions {

        @Override
        public boolean has(User user) {
            return false;
        }

        @Override
        public Assertion begin(Optional<User> user) {
            return new Assertion() {
                @Override
                public String options() {
                    return "{}";
                }

                @Override
                public boolean verify(String credential) {
                    throw PasswordSignIn.wrongCredentials();
                }
            };
        }
    }
}
