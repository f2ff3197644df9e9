package dev.gatehouse.emulator;

import dev.gatehouse.emulator.factors.PasskeyChallenge;
import dev.gatehouse.emulator.factors.RelyingParty;
import java.util.Optional;

/** Sign-ins by the passkeys that users registered here. */
final class PoolAssertions implements Assertions {

    private final FactorSettings settings;

    PoolAssertions(FactorSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean has(User user) {
        return !user.passkeys.isEmpty();
    }

    @Override
    public Assertion begin(Optional<User> user) {
        RelyingParty party = settings.relyingParty == null ? RelyingParty.local() : settings.relyingParty;
        return new Passkey(user.map(known -> known.passkeys.startSignIn(party))
                .orElseGet(() -> PasskeyChallenge.simulated(party)));
    }

    private record Passkey(PasskeyChallenge challenge) implements Assertion {

        @Override
        public String options() {
            return challenge.options();
        }

        @Override
        public boolean verify(String credential) {
            return challenge.verify(credential);
        }
    }
}
