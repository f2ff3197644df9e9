package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** USER_SRP_AUTH: sign-in with a proof of the password in place of the password. */
class SrpContractTest {

    private final String email = Pool.someone();
    private final String unknown = Pool.someone();
    private static final String WRONG = "Incorrect username or password.";

    private final SrpClient client = new SrpClient();
    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private InitiateAuthResponse begin(String name, String srpA) {
        return pool.cognito.initiateAuth(r -> r.clientId(pool.clientId)
                .authFlow("USER_SRP_AUTH")
                .authParameters(Map.of("USERNAME", name, "SRP_A", srpA, "SECRET_HASH", pool.hash(name))));
    }

    private Map<String, String> challenge(String name) {
        InitiateAuthResponse answer = begin(name, client.srpA());
        assertThat(answer.challengeNameAsString()).isEqualTo("PASSWORD_VERIFIER");
        return answer.challengeParameters();
    }

    private Map<String, String> proof(Map<String, String> challenge, String password) throws GeneralSecurityException {
        Map<String, String> proof = client.answer(pool.id.substring(pool.id.indexOf('_') + 1), challenge, password);
        proof.put("SECRET_HASH", pool.hash(proof.get("USERNAME")));
        return proof;
    }

    private RespondToAuthChallengeResponse answer(Map<String, String> proof) {
        return pool.cognito.respondToAuthChallenge(r ->
                r.clientId(pool.clientId).challengeName("PASSWORD_VERIFIER").challengeResponses(proof));
    }

    private RespondToAuthChallengeResponse signIn(String name, String password) throws GeneralSecurityException {
        return answer(proof(challenge(name), password));
    }

    @Test
    void rightPasswordSignsIn() throws GeneralSecurityException {
        pool.register(email);
        assertThat(signIn(email, Pool.PASSWORD).authenticationResult().accessToken())
                .isNotBlank();
    }

    @Test
    void changedPasswordSignsIn() throws GeneralSecurityException {
        pool.register(email);
        pool.change(pool.signIn(email).accessToken(), Pool.PASSWORD, Pool.OTHER_PASSWORD);
        assertThat(signIn(email, Pool.OTHER_PASSWORD).authenticationResult()).isNotNull();
        Map<String, String> old = proof(challenge(email), Pool.PASSWORD);
        refused(() -> answer(old), "NotAuthorizedException", WRONG);
    }

    @Test
    void temporaryPasswordLeadsToTheNextChallenge() throws GeneralSecurityException {
        pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id).username(email).temporaryPassword("temporary-pass-1"));
        assertThat(signIn(email, "temporary-pass-1").challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
    }

    @Test
    void unconfirmedUserIsToldSo() throws GeneralSecurityException {
        pool.signUp(email);
        Map<String, String> proof = proof(challenge(email), Pool.PASSWORD);
        refused(() -> answer(proof), "UserNotConfirmedException");
    }

    @Nested
    class Refused {

        @Test
        void wrongPassword() throws GeneralSecurityException {
            pool.register(email);
            Map<String, String> proof = proof(challenge(email), Pool.OTHER_PASSWORD);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void wrongPasswordsLockTheUserOut() throws GeneralSecurityException {
            pool.register(email);
            for (int i = 0; i < 5; i++) {
                Map<String, String> proof = proof(challenge(email), Pool.OTHER_PASSWORD);
                refused(() -> answer(proof), "NotAuthorizedException", WRONG);
            }
            Map<String, String> right = proof(challenge(email), Pool.PASSWORD);
            refused(() -> answer(right), "NotAuthorizedException", "Password attempts exceeded");
        }

        /** With such a value everybody knows the shared key. */
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void publicValueThatIsAMultipleOfTheGroup(int factor) {
            pool.register(email);
            String srpA =
                    SrpClient.N.multiply(java.math.BigInteger.valueOf(factor)).toString(16);
            refused(() -> begin(email, srpA), "InvalidParameterException");
        }

        @Test
        void publicValueThatIsNoNumber() {
            refused(() -> begin(email, "xyz"), "InvalidParameterException");
        }

        @Test
        void proofThatWasUsed() throws GeneralSecurityException {
            pool.register(email);
            Map<String, String> proof = proof(challenge(email), Pool.PASSWORD);
            answer(proof);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void proofForAnotherUser() throws GeneralSecurityException {
            pool.register(email);
            Map<String, String> proof = new HashMap<>(proof(challenge(email), Pool.PASSWORD));
            pool.register(unknown);
            proof.put("USERNAME", unknown);
            proof.put("SECRET_HASH", pool.hash(unknown));
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @NeedsControlRoutes
        @Test
        void proofAfterTheSessionsLife() throws GeneralSecurityException {
            pool.register(email);
            Map<String, String> proof = proof(challenge(email), Pool.PASSWORD);
            pool.advance(180);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }
    }

    @Nested
    class UnknownUser {

        @Test
        void isConcealed() throws GeneralSecurityException {
            pool.register(email);
            Map<String, String> known = challenge(email);
            Map<String, String> first = challenge(unknown);
            assertThat(challenge(unknown))
                    .containsEntry("SALT", first.get("SALT"))
                    .containsEntry("USER_ID_FOR_SRP", first.get("USER_ID_FOR_SRP"))
                    .containsOnlyKeys(known.keySet());
            Map<String, String> proof = proof(first, Pool.PASSWORD);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void isRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .authFlow("USER_SRP_AUTH")
                            .authParameters(Map.of("USERNAME", unknown, "SRP_A", client.srpA()))),
                    "UserNotFoundException");
        }
    }
}
