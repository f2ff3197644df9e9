package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.Authenticator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnCredentialDescription;

/** Registering passkeys and looking after them. The origin of the pages is a setting of the embedded pool's own. */
@NeedsControlRoutes
class WebAuthnContractTest {

    private static final String ORIGIN = "http://localhost:8080";

    private final String email = Pool.someone();
    private final Authenticator device = new Authenticator(ORIGIN);

    private Pool pool;
    private String token;

    @BeforeEach
    void signIn() {
        pool = Pool.fresh();
        pool.register(email);
        token = pool.signIn(email).accessToken();
    }

    private ObjectNode start() {
        return (ObjectNode) Documents.tree(pool.cognito
                .startWebAuthnRegistration(r -> r.accessToken(token))
                .credentialCreationOptions());
    }

    private void complete(String accessToken, JsonNode credential) {
        pool.cognito.completeWebAuthnRegistration(
                r -> r.accessToken(accessToken).credential(Documents.of(credential)));
    }

    private void complete(JsonNode credential) {
        complete(token, credential);
    }

    private void register() {
        complete(new Authenticator(ORIGIN).create(start()));
    }

    private List<WebAuthnCredentialDescription> list() {
        return pool.cognito.listWebAuthnCredentials(r -> r.accessToken(token)).credentials();
    }

    private void delete(String id) {
        pool.cognito.deleteWebAuthnCredential(r -> r.accessToken(token).credentialId(id));
    }

    @Nested
    class Registration {

        @Test
        void optionsNameTheRelyingPartyAndTheUser() {
            JsonNode options = start();
            assertThat(options.at("/rp/id").asText()).isEqualTo("localhost");
            assertThat(options.at("/user/name").asText()).isEqualTo(email);
            assertThat(options.at("/authenticatorSelection/userVerification").asText())
                    .isEqualTo("preferred");
        }

        @Test
        void passkeyIsListed() {
            JsonNode credential = device.create(start());
            complete(credential);
            WebAuthnCredentialDescription passkey = list().getFirst();
            assertThat(passkey.credentialId()).isEqualTo(credential.path("id").asText());
            assertThat(passkey.friendlyCredentialName()).isNotBlank();
            assertThat(passkey.relyingPartyId()).isEqualTo("localhost");
            assertThat(passkey.authenticatorAttachment()).isEqualTo("platform");
            assertThat(passkey.authenticatorTransports()).containsExactly("internal");
            assertThat(passkey.createdAt()).isNotNull();
        }

        @Test
        void rs256KeyThatAttestsItselfIsAccepted() {
            complete(device.rs256().selfAttested().create(start()));
            assertThat(list()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://localhost:9999", "https://localhost:8080", "http://localhost.evil.test:8080"})
        void otherOriginIsRefused(String origin) {
            JsonNode credential = device.origin(origin).create(start());
            refused(() -> complete(credential), "WebAuthnOriginNotAllowedException");
            assertThat(list()).isEmpty();
        }

        @Test
        void otherRelyingPartyIsRefused() {
            JsonNode credential = device.rpId("example.com").create(start());
            refused(() -> complete(credential), "WebAuthnRelyingPartyMismatchException");
        }

        @Test
        void unverifiedUserIsRefusedWhereVerificationIsRequired() {
            pool.patchPool("{\"passkeys\":{\"user_verification_required\":true}}");
            JsonNode credential = device.userVerified(false).create(start());
            refused(() -> complete(credential), "WebAuthnCredentialNotSupportedException");
        }

        @Test
        void credentialCountsOnce() {
            JsonNode credential = device.create(start());
            complete(credential);
            refused(() -> complete(credential), "WebAuthnChallengeNotFoundException");
        }

        @Test
        void registrationThatNobodyStartedIsRefused() {
            JsonNode credential = device.create(Json.object());
            refused(() -> complete(credential), "WebAuthnChallengeNotFoundException");
        }

        @Test
        void tokenOfAnotherClientIsRefused() {
            JsonNode credential = device.create(start());
            String other = pool.initiateOpenly(email, Pool.PASSWORD)
                    .authenticationResult()
                    .accessToken();
            refused(() -> complete(other, credential), "WebAuthnClientMismatchException");
        }

        @Test
        void credentialOfAnotherUserIsRefused() {
            JsonNode options = start();
            complete(device.create(options));
            String other = Pool.someone();
            pool.register(other);
            String othersToken = pool.signIn(other).accessToken();
            JsonNode othersOptions = Documents.tree(pool.cognito
                    .startWebAuthnRegistration(r -> r.accessToken(othersToken))
                    .credentialCreationOptions());
            JsonNode again =
                    device.challenge(othersOptions.path("challenge").asText()).create(othersOptions);
            complete(othersToken, again);
            assertThat(list()).hasSize(1);
        }

        @Test
        void challengeExpires() {
            JsonNode credential = device.create(start());
            pool.advance(180);
            refused(() -> complete(credential), "WebAuthnChallengeNotFoundException");
        }

        @Test
        void nonsenseIsRefused() {
            start();
            refused(() -> complete(Json.object().put("id", "x")), "InvalidParameterException");
        }

        @Test
        void poolWithoutARelyingPartyRefuses() {
            pool.patchPool("{\"passkeys\":null}");
            refused(() -> start(), "WebAuthnConfigurationMissingException");
            JsonNode credential = device.create(Json.object());
            refused(() -> complete(credential), "WebAuthnNotEnabledException");
        }

        @Test
        void poolThatDoesNotAllowPasskeysRefuses() {
            JsonNode credential = device.create(start());
            pool.patchPool("{\"first_factors\":[\"PASSWORD\"]}");
            refused(() -> start(), "WebAuthnNotEnabledException");
            refused(() -> complete(credential), "WebAuthnNotEnabledException");
        }

        @Test
        void forgedTokenIsRefused() {
            token = "nonsense";
            refused(() -> start(), "NotAuthorizedException", "Invalid Access Token");
        }

        @Test
        void tokenOfADeletedUserIsRefused() {
            pool.cognito.deleteUser(r -> r.accessToken(token));
            refused(() -> start(), "NotAuthorizedException");
        }
    }

    @Nested
    class LookingAfter {

        @Test
        void deletedPasskeyIsGone() {
            register();
            register();
            delete(list().getFirst().credentialId());
            assertThat(list()).hasSize(1);
        }

        @Test
        void unknownPasskeyCannotBeDeleted() {
            refused(() -> delete("AAAA"), "ResourceNotFoundException");
        }

        @Test
        void otherUsersPasskeyCannotBeDeleted() {
            register();
            String id = list().getFirst().credentialId();
            String other = Pool.someone();
            pool.register(other);
            String owner = token;
            token = pool.signIn(other).accessToken();
            refused(() -> delete(id), "ResourceNotFoundException");
            token = owner;
            assertThat(list()).hasSize(1);
        }

        @Test
        void listHasPages() {
            register();
            register();
            register();
            var first = pool.cognito.listWebAuthnCredentials(
                    r -> r.accessToken(token).maxResults(2));
            var second = pool.cognito.listWebAuthnCredentials(
                    r -> r.accessToken(token).maxResults(2).nextToken(first.nextToken()));
            assertThat(first.credentials()).hasSize(2);
            assertThat(second.credentials()).hasSize(1);
            assertThat(second.nextToken()).isNull();
        }

        @Test
        void controlRouteRefusesWhatIsNoDomain() {
            assertThat(pool.send(
                                    "PATCH",
                                    "/control/pool",
                                    "{\"passkeys\":{\"relying_party_id\":\"https://example.com\"}}",
                                    Map.of())
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
