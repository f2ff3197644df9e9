package dev.gatehouse.emulator.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.Authenticator;
import dev.gatehouse.emulator.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which registrations and assertions of passkeys are accepted, and which are refused. */
class PasskeyTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String ORIGIN = "https://app.example.com";
    private static final String APP = "android:apk-key-hash:PvDgz3u2Yv5kSb6Z1dZb0Q8o7p2p0a3q9cW0bGx1r0s";

    private final RelyingParty party = new RelyingParty("app.example.com", false, List.of(ORIGIN, APP));
    private final Passkeys passkeys = new Passkeys("ann");
    private final Authenticator device = new Authenticator(ORIGIN);

    private ObjectNode start() {
        return passkeys.startRegistration(party, "ann@example.com", "client", NOW);
    }

    private void complete(JsonNode credential) {
        passkeys.completeRegistration(party, credential, "client", passkeys::holds, NOW);
    }

    private void register(Authenticator authenticator) {
        complete(authenticator.create(start()));
    }

    private boolean signIn(Authenticator authenticator) {
        return signIn(authenticator, response -> {});
    }

    private boolean signIn(Authenticator authenticator, Consumer<ObjectNode> change) {
        PasskeyChallenge challenge = passkeys.startSignIn(party);
        ObjectNode credential = authenticator.get(parsed(challenge.options()));
        change.accept(credential);
        return challenge.verify(credential.toString());
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(ThrowingCallable call, String type) {
        PasskeyRefusal refusal = catchThrowableOfType(PasskeyRefusal.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.type()).isEqualTo(type);
    }

    private void notSignedIn(ThrowingCallable call) {
        refused(call, "NotAuthorizedException");
    }

    @Nested
    class Registered {

        @Test
        void es256KeyWithoutAttestation() {
            register(device);
            assertThat(signIn(device)).isTrue();
        }

        @Test
        void rs256Key() {
            register(device.rs256());
            assertThat(signIn(device)).isTrue();
        }

        @Test
        void selfAttestedKey() {
            register(device.selfAttested());
            assertThat(signIn(device)).isTrue();
        }

        @Test
        void selfAttestedRs256Key() {
            register(device.selfAttested().rs256());
            assertThat(signIn(device)).isTrue();
        }

        @Test
        void keyOfAKnownModelOfAuthenticator() {
            register(device.aaguid("a-known-model-12".getBytes(StandardCharsets.US_ASCII)));
            assertThat(passkeys.all()).hasSize(1);
        }

        @Test
        void syncedKeyWithoutACounter() {
            register(device.synced());
            signIn(device);
            assertThat(signIn(device)).isTrue();
        }

        @Test
        void keyOfAListedApp() {
            register(device.origin(APP));
            assertThat(signIn(device)).isTrue();
        }

        @Test
        void credentialWithMembersOfTheFuture() {
            ObjectNode credential = device.create(start());
            credential
                    .put("x", 1)
                    .withObject("/clientExtensionResults")
                    .putObject("credProps")
                    .put("rk", true);
            credential.withArray("/response/transports").add("hybrid").add("future");
            complete(credential);
            ObjectNode described = Json.object();
            passkeys.all().getFirst().describe(described);
            assertThat(described.path("AuthenticatorTransports"))
                    .extracting(JsonNode::asText)
                    .containsExactly("internal", "hybrid", "future");
        }

        @Test
        void secondOfOneUser() {
            register(device);
            register(new Authenticator(ORIGIN));
            assertThat(passkeys.all()).hasSize(2);
            assertThat(signIn(device)).isTrue();
        }
    }

    @Nested
    class NotRegistered {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://app.example.com:8443",
                    "https://evil.app.example.com",
                    "https://app.example.com.evil.test",
                    "https://user@app.example.com",
                    "https://APP.example.com",
                    "https://app.example.com:443",
                    "http://app.example.com",
                    "android:apk-key-hash:AAAAz3u2Yv5kSb6Z1dZb0Q8o7p2p0a3q9cW0bGx1r0s",
                    "null",
                    "not a URI",
                    ""
                })
        void originThatIsNotListed(String origin) {
            refused(() -> register(device.origin(origin)), "WebAuthnOriginNotAllowedException");
        }

        @Test
        void pageInAFrameOfAnotherOrigin() {
            refused(() -> register(device.crossOrigin(true)), "WebAuthnOriginNotAllowedException");
        }

        @Test
        void otherRelyingParty() {
            refused(() -> register(device.rpId("example.com")), "WebAuthnRelyingPartyMismatchException");
        }

        @Test
        void otherChallenge() {
            refused(() -> register(device.challenge("AAAA")), "WebAuthnChallengeNotFoundException");
        }

        @Test
        void assertionInPlaceOfARegistration() {
            refused(() -> register(device.type("webauthn.get")), "InvalidParameterException");
        }

        @Test
        void absentUser() {
            refused(() -> register(device.userPresent(false)), "InvalidParameterException");
        }

        @Test
        void unverifiedUserWhereVerificationIsRequired() {
            ObjectNode options = start();
            RelyingParty strict = party.withUserVerificationRequired(true);
            JsonNode credential = device.userVerified(false).create(options);
            refused(
                    () -> passkeys.completeRegistration(strict, credential, "client", passkeys::holds, NOW),
                    "WebAuthnCredentialNotSupportedException");
        }

        @Test
        void wrongSelfAttestation() {
            refused(() -> register(device.selfAttested().wrongSignature()), "InvalidParameterException");
        }

        @ParameterizedTest
        @ValueSource(strings = {"fido-u2f", "tpm", "unheard-of"})
        void otherAttestation(String format) {
            refused(() -> register(device.format(format)), "InvalidParameterException");
        }

        @Test
        void otherClient() {
            JsonNode credential = device.create(start());
            refused(
                    () -> passkeys.completeRegistration(party, credential, "other", passkeys::holds, NOW),
                    "WebAuthnClientMismatchException");
        }

        @Test
        void sameCredentialTwice() {
            JsonNode credential = device.create(start());
            complete(credential);
            refused(() -> complete(credential), "WebAuthnChallengeNotFoundException");
        }

        @Test
        void rightCredentialAfterAWrongOne() {
            ObjectNode options = start();
            refused(
                    () -> complete(device.origin("https://evil.test").create(options)),
                    "WebAuthnOriginNotAllowedException");
            refused(() -> complete(device.origin(ORIGIN).create(options)), "WebAuthnChallengeNotFoundException");
        }

        @Test
        void credentialThatCameTooLate() {
            JsonNode credential = device.create(start());
            refused(
                    () -> passkeys.completeRegistration(
                            party, credential, "client", passkeys::holds, NOW.plusSeconds(180)),
                    "WebAuthnChallengeNotFoundException");
        }

        @Test
        void credentialOfAnotherUser() {
            JsonNode credential = device.create(start());
            refused(
                    () -> passkeys.completeRegistration(party, credential, "client", id -> true, NOW),
                    "WebAuthnCredentialNotSupportedException");
        }

        @Test
        void twentyFirstPasskey() {
            for (int i = 0; i < 20; i++) {
                register(new Authenticator(ORIGIN));
            }
            refused(() -> start(), "LimitExceededException");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AAAA=", "AA+A", "AA/A", "", "A"})
        void idThatIsNotBase64url(String id) {
            ObjectNode credential = device.create(start());
            credential.put("id", id).put("rawId", id);
            refused(() -> complete(credential), "InvalidParameterException");
        }

        @Test
        void idThatIsNotTheRawId() {
            ObjectNode credential = device.create(start());
            credential.put("rawId", "AAAA");
            refused(() -> complete(credential), "InvalidParameterException");
        }

        @Test
        void idThatIsNotTheAttestedOne() {
            ObjectNode credential = device.create(start());
            credential.put("id", "AAAA").put("rawId", "AAAA");
            refused(() -> complete(credential), "InvalidParameterException");
        }

        @Test
        void passwordInPlaceOfAKey() {
            ObjectNode credential = device.create(start());
            credential.put("type", "password");
            refused(() -> complete(credential), "InvalidParameterException");
        }

        @ParameterizedTest
        @ValueSource(strings = {"clientDataJSON", "attestationObject"})
        void responseWithoutAMember(String member) {
            ObjectNode credential = device.create(start());
            credential.withObject("/response").remove(member);
            refused(() -> complete(credential), "InvalidParameterException");
        }

        @ParameterizedTest
        @ValueSource(strings = {"clientDataJSON", "attestationObject"})
        void responseWithNonsense(String member) {
            ObjectNode credential = device.create(start());
            credential.withObject("/response").put(member, "bm9uc2Vuc2U");
            refused(() -> complete(credential), "InvalidParameterException");
        }

        @Test
        void emptyObject() {
            start();
            refused(() -> complete(Json.object()), "InvalidParameterException");
        }
    }

    @Nested
    class SignedIn {

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\"", "absent"})
        void keyWithoutAUserHandle(String handle) {
            register(device);
            assertThatCode(() -> signIn(device, credential -> {
                        ObjectNode response = credential.withObject("/response");
                        if ("absent".equals(handle)) {
                            response.remove("userHandle");
                        } else {
                            response.set("userHandle", parsed(handle));
                        }
                    }))
                    .doesNotThrowAnyException();
        }

        @Test
        void unverifiedUserIsToldApart() {
            register(device);
            assertThat(signIn(device.userVerified(false))).isFalse();
        }
    }

    @Nested
    class NotSignedIn {

        @Test
        void otherUsersKey() {
            register(device);
            Passkeys others = new Passkeys("bob");
            Authenticator othersDevice = new Authenticator(ORIGIN);
            others.completeRegistration(
                    party,
                    othersDevice.create(others.startRegistration(party, "bob@example.com", "client", NOW)),
                    "client",
                    others::holds,
                    NOW);
            notSignedIn(() -> signIn(othersDevice));
        }

        @Test
        void otherUsersHandle() {
            register(device);
            notSignedIn(() -> signIn(device, credential -> credential
                    .withObject("/response")
                    .put(
                            "userHandle",
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString("bob".getBytes(StandardCharsets.UTF_8)))));
        }

        @Test
        void removedKey() {
            register(device);
            passkeys.remove(passkeys.all().getFirst().id());
            notSignedIn(() -> signIn(device));
        }

        @Test
        void clonedKey() {
            register(device);
            Authenticator clone = device.cloned();
            signIn(device);
            notSignedIn(() -> signIn(clone));
        }

        @Test
        void originThatIsNotListed() {
            register(device);
            notSignedIn(() -> signIn(device.origin("https://app.example.com:8443")));
        }

        @Test
        void otherRelyingParty() {
            register(device);
            notSignedIn(() -> signIn(device.rpId("example.com")));
        }

        @Test
        void otherChallenge() {
            register(device);
            notSignedIn(() -> signIn(device.challenge("AAAA")));
        }

        @Test
        void wrongSignature() {
            register(device);
            notSignedIn(() -> signIn(device.wrongSignature()));
        }

        @Test
        void absentUser() {
            register(device);
            notSignedIn(() -> signIn(device.userPresent(false)));
        }

        @Test
        void unverifiedUserWhereVerificationIsRequired() {
            register(device);
            PasskeyChallenge challenge = passkeys.startSignIn(party.withUserVerificationRequired(true));
            notSignedIn(() -> challenge.verify(device.userVerified(false).get(challenge.options())));
        }

        @Test
        void registrationInPlaceOfAnAssertion() {
            register(device);
            notSignedIn(() -> signIn(device.type("webauthn.create")));
        }

        @Test
        void secondAnswerAfterARightOne() {
            register(device);
            PasskeyChallenge challenge = passkeys.startSignIn(party);
            challenge.verify(device.get(challenge.options()));
            notSignedIn(() -> challenge.verify(device.get(challenge.options())));
        }

        @Test
        void rightAnswerAfterAWrongOne() {
            register(device);
            PasskeyChallenge challenge = passkeys.startSignIn(party);
            notSignedIn(
                    () -> challenge.verify(device.origin("https://evil.test").get(challenge.options())));
            notSignedIn(() -> challenge.verify(device.origin(ORIGIN).get(challenge.options())));
        }

        @Test
        void answerToAnotherChallenge() {
            register(device);
            String answer = device.get(passkeys.startSignIn(party).options());
            notSignedIn(() -> passkeys.startSignIn(party).verify(answer));
        }

        @Test
        void simulatedChallenge() {
            register(device);
            PasskeyChallenge simulated = PasskeyChallenge.simulated(party);
            notSignedIn(() -> simulated.verify(device.get(simulated.options())));
        }

        @Test
        void textThatIsNotJson() {
            refused(() -> passkeys.startSignIn(party).verify("nonsense"), "InvalidParameterException");
        }
    }

    @Nested
    class Options {

        @Test
        void simulatedChallengeHasTheFormOfARealOne() {
            register(device);
            JsonNode real = parsed(passkeys.startSignIn(party).options());
            JsonNode simulated = parsed(PasskeyChallenge.simulated(party).options());
            assertThat(form(simulated)).isEqualTo(form(real));
        }

        private static String form(JsonNode options) {
            return options.toString().replaceAll("[\\w-]{43}", "…");
        }

        @Test
        void registrationAsksForAResidentKey() {
            JsonNode options = start();
            assertThat(options.at("/authenticatorSelection/residentKey").asText())
                    .isEqualTo("required");
            assertThat(options.path("pubKeyCredParams").findValuesAsText("alg")).containsExactly("-7", "-257");
            assertThat(options.has("attestation")).isFalse();
        }

        @Test
        void registeredKeysAreExcluded() {
            register(device);
            assertThat(start().at("/excludeCredentials/0/id").asText())
                    .isEqualTo(passkeys.all().getFirst().id());
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://example.com", "example.com:8443", "Example.com", "", "-a.test", "a..test"})
        void relyingPartyIdThatIsNoDomain(String id) {
            assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> party.withId(id)))
                    .isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://example.com", "https://example.com/", "http://localhost.evil.test", "*"})
        void originThatNoPageHas(String origin) {
            assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> party.withOrigins(List.of(origin))))
                    .isNotNull();
        }
    }
}
