package dev.gatehouse.mfa;

import dev.gatehouse.cognito.CognitoFactors;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Factor;
import dev.gatehouse.identity.Factors;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.FactorRequired;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.QrSvg;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.TotpKey;
import jakarta.inject.Singleton;
import java.util.Set;

/** Reads and changes a caller's second factors. */
@Singleton
class OwnFactors {
    private final CognitoFactors cognito;
    private final FirstCode firstCode;
    private final boolean required;

    OwnFactors(CognitoFactors cognito, FirstCode firstCode, MfaConfig config) {
        this.cognito = cognito;
        this.firstCode = firstCode;
        this.required = config.required();
    }

    MfaResponse of(Caller caller) {
        return MfaResponse.of(cognito.of(caller.accessToken()));
    }

    TotpSetupResponse beginTotp(Caller caller) {
        Factors factors = cognito.of(caller.accessToken());
        TotpKey key = cognito.beginTotp(
                caller.accessToken(), factors.email().map(Email::value).orElse(""));
        return new TotpSetupResponse(
                key.secret(), key.uri(), new Secret(QrSvg.of(key.uri().value())));
    }

    /** If the preference cannot be set after the code was verified, the set-up can be confirmed with a further code. */
    void confirmTotp(Caller caller, ConfirmTotpRequest request) {
        Secret accessToken = caller.accessToken();
        Factors former = cognito.of(accessToken);
        firstCode.verify(AccountAddress.of(caller, former), accessToken, request);
        cognito.prefer(accessToken, Factor.TOTP, former);
    }

    /** Removing what is not there changes nothing. */
    void removeTotp(Caller caller) {
        Set<Factor> enabled = cognito.of(caller.accessToken()).enabled();
        if (!enabled.contains(Factor.TOTP)) {
            return;
        }
        if (required && enabled.size() == 1) {
            throw new IdentityException(new FactorRequired());
        }
        cognito.switchOff(caller.accessToken(), Factor.TOTP);
    }

    void prefer(Caller caller, Factor factor) {
        Factors factors = cognito.of(caller.accessToken());
        if (!factors.enabled().contains(factor)) {
            throw new IdentityException(new InvalidInput("type", "is not enabled"));
        }
        if (!factors.preferred().filter(factor::equals).isPresent()) {
            cognito.prefer(caller.accessToken(), factor, factors);
        }
    }
}
