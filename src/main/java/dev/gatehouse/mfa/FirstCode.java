package dev.gatehouse.mfa;

import dev.gatehouse.cognito.CognitoFactors;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SlowedDown;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Verifies the first code of an authenticator app. A wrong one delays further ones for the account (brute force). */
@Singleton
class FirstCode {
    private final CognitoFactors cognito;

    FirstCode(CognitoFactors cognito) {
        this.cognito = cognito;
    }

    /** Verifies the code for the account, whose key only the limit reads. */
    @SlowedDown
    void verify(HasAccountKey account, Secret accessToken, ConfirmTotpRequest request) {
        cognito.verifyTotp(accessToken, request.code(), Optional.ofNullable(request.name()));
    }
}
