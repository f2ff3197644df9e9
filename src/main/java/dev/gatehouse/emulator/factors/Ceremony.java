package dev.gatehouse.emulator.factors;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CredentialIdTooLongException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** The two ceremonies of WebAuthn level 3 (7.1, 7.2), verified by a library that other projects rely on too. */
final class Ceremony {

    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

    /** Nothing is trusted for its maker: no attestation is asked for, so authenticators send none or their own. */
    private static final WebAuthnManager LIBRARY = new WebAuthnManager(
            List.of(new NoneAttestationStatementVerifier(), new PackedAttestationStatementVerifier()),
            new NullCertPathTrustworthinessVerifier(),
            new DefaultSelfAttestationTrustworthinessVerifier(),
            new ObjectConverter());

    private Ceremony() {}

    /** Verifies a registration, and returns what later assertions are verified against. */
    static CredentialRecord register(RelyingParty party, Challenge challenge, CredentialJson credential) {
        if (!party.origins().contains(credential.origin())) {
            throw PasskeyRefusal.originNotAllowed();
        }
        RegistrationRequest request =
                new RegistrationRequest(credential.bytes("attestationObject"), credential.bytes("clientDataJSON"));
        try {
            RegistrationData data = LIBRARY.verify(
                    request,
                    new RegistrationParameters(
                            expected(party, challenge), ALGORITHMS, party.userVerificationRequired(), true));
            return new CredentialRecordImpl(
                    Objects.requireNonNull(data.getAttestationObject()),
                    data.getCollectedClientData(),
                    data.getClientExtensions(),
                    data.getTransports());
        } catch (WebAuthnException | IllegalArgumentException | JacksonException refused) {
            throw refusal(refused);
        }
    }

    /**
     * Verifies an assertion by one credential, whose counter goes on.
     *
     * @return whether the authenticator verified its user
     */
    static boolean verify(RelyingParty party, Challenge challenge, CredentialRecord record, CredentialJson credential) {
        if (!party.origins().contains(credential.origin())) {
            throw PasskeyRefusal.notAuthorized();
        }
        AuthenticationRequest request = new AuthenticationRequest(
                credential.rawId(),
                credential.bytes("authenticatorData"),
                credential.bytes("clientDataJSON"),
                credential.bytes("signature"));
        try {
            AuthenticationData data = LIBRARY.verify(
                    request,
                    new AuthenticationParameters(
                            expected(party, challenge),
                            record,
                            List.of(credential.rawId()),
                            party.userVerificationRequired(),
                            true));
            return Objects.requireNonNull(data.getAuthenticatorData()).isFlagUV();
        } catch (WebAuthnException | IllegalArgumentException | JacksonException refused) {
            throw PasskeyRefusal.notAuthorized();
        }
    }

    private static ServerProperty expected(RelyingParty party, Challenge challenge) {
        return ServerProperty.builder()
                .origins(party.origins().stream().map(Origin::create).collect(Collectors.toSet()))
                .rpId(party.id())
                .challenge(challenge)
                .build();
    }

    private static PasskeyRefusal refusal(RuntimeException refused) {
        return switch (refused) {
            case BadChallengeException _ -> PasskeyRefusal.noChallenge();
            case BadRpIdException _ -> PasskeyRefusal.otherRelyingParty();
            case CrossOriginException _, BadTopOriginException _ -> PasskeyRefusal.originNotAllowed();
            case UserNotVerifiedException _ -> PasskeyRefusal.notSupported("The user was not verified.");
            case NotAllowedAlgorithmException _, BadAlgorithmException _ ->
                PasskeyRefusal.notSupported("The algorithm of the key is not supported.");
            case BadAttestationStatementException _ -> PasskeyRefusal.notSupported("The attestation is not supported.");
            case CredentialIdTooLongException _ -> PasskeyRefusal.notSupported("The credential id is too long.");
            default -> PasskeyRefusal.malformed();
        };
    }
}
