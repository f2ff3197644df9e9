package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.Authenticator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** {@code USER_AUTH} with a passkey as the first factor. */
@NeedsControlRoutes
class PasskeySignInContractTest {

    private static final String ORIGIN = "http://localhost:8080";

    private final String email = Pool.someone();
    private final Authenticator device = new Authenticator(ORIGIN);
    private Pool pool;

    @BeforeEach
    void registered() {
        pool = Pool.fresh();
        register(email, device);
    }

    private void register(String owner, Authenticator authenticator) {
        pool.register(owner);
        String token = pool.signIn(owner).accessToken();
        var options = pool.cognito
                .startWebAuthnRegistration(r -> r.accessToken(token))
                .credentialCreationOptions();
        pool.cognito.completeWebAuthnRegistration(
                r -> r.accessToken(token).credential(Documents.of(authenticator.create(Documents.tree(options)))));
    }

    private InitiateAuthResponse begin(String name) {
        return pool.cognito.initiateAuth(r -> r.clientId(pool.clientId)
                .authFlow("USER_AUTH")
                .authParameters(
                        Map.of("USERNAME", name, "SECRET_HASH", pool.hash(name), "PREFERRED_CHALLENGE", "WEB_AUTHN")));
    }

    private static String options(InitiateAuthResponse challenge) {
        return challenge.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS");
    }

    private RespondToAuthChallengeResponse answer(String name, String session, String credential) {
        return pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                .challengeName("WEB_AUTHN")
                .session(session)
                .challengeResponses(
                        Map.of("USERNAME", name, "SECRET_HASH", pool.hash(name), "CREDENTIAL", credential)));
    }

    private RespondToAuthChallengeResponse signIn(Authenticator authenticator) {
        InitiateAuthResponse challenge = begin(email);
        return answer(email, challenge.session(), authenticator.get(options(challenge)));
    }

    private void notSignedIn(Authenticator authenticator) {
        refused(() -> signIn(authenticator), "NotAuthorizedException");
    }

    @Nested
    class SignedIn {

        @Test
        void registeredPasskeySignsInAgainAndAgain() {
            assertThat(signIn(device).authenticationResult().accessToken()).isNotBlank();
            assertThat(signIn(device).authenticationResult().refreshToken()).isNotBlank();
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\"", "absent"})
        void passkeyWithoutAUserHandle(String handle) {
            InitiateAuthResponse challenge = begin(email);
            ObjectNode credential = (ObjectNode) Pool.parse(device.get(options(challenge)));
            ObjectNode response = credential.withObject("/response");
            if ("absent".equals(handle)) {
                response.remove("userHandle");
            } else {
                response.set("userHandle", Pool.parse(handle));
            }
            assertThat(answer(email, challenge.session(), credential.toString()).authenticationResult())
                    .isNotNull();
        }

        @Test
        void passkeyIsAChallengeToSelect() {
            InitiateAuthResponse choice = pool.cognito.initiateAuth(r -> r.clientId(pool.clientId)
                    .authFlow("USER_AUTH")
                    .authParameters(Map.of("USERNAME", email, "SECRET_HASH", pool.hash(email))));
            assertThat(choice.availableChallengesAsStrings()).contains("WEB_AUTHN");
            RespondToAuthChallengeResponse challenge =
                    pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                            .challengeName("SELECT_CHALLENGE")
                            .session(choice.session())
                            .challengeResponses(
                                    Map.of("USERNAME", email, "SECRET_HASH", pool.hash(email), "ANSWER", "WEB_AUTHN")));
            String credential = device.get(challenge.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS"));
            assertThat(answer(email, challenge.session(), credential).authenticationResult())
                    .isNotNull();
        }
    }

    @Nested
    class NotSignedIn {

        @Test
        void passkeyOfAnotherUser() {
            Authenticator othersDevice = new Authenticator(ORIGIN);
            register(Pool.someone(), othersDevice);
            notSignedIn(othersDevice);
        }

        @Test
        void sessionOfAnotherUser() {
            String other = Pool.someone();
            Authenticator othersDevice = new Authenticator(ORIGIN);
            register(other, othersDevice);
            InitiateAuthResponse challenge = begin(email);
            String credential = device.get(options(challenge));
            refused(() -> answer(other, challenge.session(), credential), "NotAuthorizedException");
        }

        @Test
        void clonedPasskey() {
            Authenticator clone = device.cloned();
            signIn(device);
            notSignedIn(clone);
        }

        @Test
        void otherOrigin() {
            notSignedIn(device.origin("http://localhost:9999"));
        }

        @Test
        void otherRelyingParty() {
            notSignedIn(device.rpId("example.com"));
        }

        @Test
        void unverifiedUserWhereVerificationIsRequired() {
            pool.patchPool("{\"passkeys\":{\"user_verification_required\":true}}");
            notSignedIn(device.userVerified(false));
        }

        @Test
        void deletedPasskey() {
            InitiateAuthResponse challenge = begin(email);
            String token = pool.signIn(email).accessToken();
            String id = pool.cognito
                    .listWebAuthnCredentials(r -> r.accessToken(token))
                    .credentials()
                    .getFirst()
                    .credentialId();
            pool.cognito.deleteWebAuthnCredential(r -> r.accessToken(token).credentialId(id));
            String credential = device.get(options(challenge));
            refused(() -> answer(email, challenge.session(), credential), "NotAuthorizedException");
        }

        @Test
        void assertionOfAnotherChallenge() {
            String credential = device.get(options(begin(email)));
            String session = begin(email).session();
            refused(() -> answer(email, session, credential), "NotAuthorizedException");
        }

        @Test
        void secondAnswerInOneSession() {
            InitiateAuthResponse challenge = begin(email);
            String wrong = device.origin("https://evil.test").get(options(challenge));
            String right = device.origin(ORIGIN).get(options(challenge));
            refused(() -> answer(email, challenge.session(), wrong), "NotAuthorizedException");
            refused(() -> answer(email, challenge.session(), right), "NotAuthorizedException");
        }

        @Test
        void textThatIsNoCredential() {
            String session = begin(email).session();
            refused(() -> answer(email, session, "nonsense"), "InvalidParameterException");
        }
    }
}
