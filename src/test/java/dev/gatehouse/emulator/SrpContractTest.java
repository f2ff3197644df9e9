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

    private static final String EMAIL = "ada@example.com";
    private static final String UNKNOWN = "nobody@example.com";
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
        pool.register(EMAIL);
        assertThat(signIn(EMAIL, Pool.PASSWORD).authenticationResult().accessToken())
                .isNotBlank();
    }

    @Test
    void changedPasswordSignsIn() throws GeneralSecurityException {
        pool.register(EMAIL);
        pool.change(pool.signIn(EMAIL).accessToken(), Pool.PASSWORD, Pool.OTHER_PASSWORD);
        assertThat(signIn(EMAIL, Pool.OTHER_PASSWORD).authenticationResult()).isNotNull();
        Map<String, String> old = proof(challenge(EMAIL), Pool.PASSWORD);
        refused(() -> answer(old), "NotAuthorizedException", WRONG);
    }

    @Test
    void temporaryPasswordLeadsToTheNextChallenge() throws GeneralSecurityException {
        pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id).username(EMAIL).temporaryPassword("temporary-pass-1"));
        assertThat(signIn(EMAIL, "temporary-pass-1").challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
    }

    @Test
    void unconfirmedUserIsToldSo() throws GeneralSecurityException {
        pool.signUp(EMAIL);
        Map<String, String> proof = proof(challenge(EMAIL), Pool.PASSWORD);
        refused(() -> answer(proof), "UserNotConfirmedException");
    }

    @Nested
    class Refused {

        @Test
        void wrongPassword() throws GeneralSecurityException {
            pool.register(EMAIL);
            Map<String, String> proof = proof(challenge(EMAIL), Pool.OTHER_PASSWORD);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void wrongPasswordsLockTheUserOut() throws GeneralSecurityException {
            pool.register(EMAIL);
            for (int i = 0; i < 5; i++) {
                Map<String, String> proof = proof(challenge(EMAIL), Pool.OTHER_PASSWORD);
                refused(() -> answer(proof), "NotAuthorizedException", WRONG);
            }
            Map<String, String> right = proof(challenge(EMAIL), Pool.PASSWORD);
            refused(() -> answer(right), "NotAuthorizedException", "Password attempts exceeded");
        }

        /** With such a value everybody knows the shared key. */
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void publicValueThatIsAMultipleOfTheGroup(int factor) {
            pool.register(EMAIL);
            String srpA =
                    SrpClient.N.multiply(java.math.BigInteger.valueOf(factor)).toString(16);
            refused(() -> begin(EMAIL, srpA), "InvalidParameterException");
        }

        @Test
        void publicValueThatIsNoNumber() {
            refused(() -> begin(EMAIL, "xyz"), "InvalidParameterException");
        }

        @Test
        void proofThatWasUsed() throws GeneralSecurityException {
            pool.register(EMAIL);
            Map<String, String> proof = proof(challenge(EMAIL), Pool.PASSWORD);
            answer(proof);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void proofForAnotherUser() throws GeneralSecurityException {
            pool.register(EMAIL);
            Map<String, String> proof = new HashMap<>(proof(challenge(EMAIL), Pool.PASSWORD));
            proof.put("USERNAME", "demo@example.com");
            proof.put("SECRET_HASH", pool.hash("demo@example.com"));
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void proofAfterTheSessionsLife() throws GeneralSecurityException {
            pool.register(EMAIL);
            Map<String, String> proof = proof(challenge(EMAIL), Pool.PASSWORD);
            pool.advance(180);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }
    }

    @Nested
    class UnknownUser {

        @Test
        void isConcealed() throws GeneralSecurityException {
            Map<String, String> first = challenge(UNKNOWN);
            assertThat(challenge(UNKNOWN))
                    .containsEntry("SALT", first.get("SALT"))
                    .containsEntry("USER_ID_FOR_SRP", first.get("USER_ID_FOR_SRP"))
                    .containsOnlyKeys(challenge("demo@example.com").keySet());
            Map<String, String> proof = proof(first, Pool.PASSWORD);
            refused(() -> answer(proof), "NotAuthorizedException", WRONG);
        }

        @Test
        void isRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .authFlow("USER_SRP_AUTH")
                            .authParameters(Map.of("USERNAME", UNKNOWN, "SRP_A", client.srpA()))),
                    "UserNotFoundException");
        }
    }
}
