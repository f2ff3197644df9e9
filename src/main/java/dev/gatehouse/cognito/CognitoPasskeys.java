package dev.gatehouse.cognito;

import dev.gatehouse.identity.Passkey;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompleteWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompleteWebAuthnRegistrationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteWebAuthnCredentialRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteWebAuthnCredentialResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StartWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StartWebAuthnRegistrationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnCredentialDescription;

/** The passkeys (WebAuthn) of the user whose access token is given. */
@Singleton
public class CognitoPasskeys {
    private static final int PER_PAGE = 20;
    /** Cognito allows 20 passkeys per user. */
    private static final int MOST_PAGES = 5;

    private final CognitoGateway cognito;

    CognitoPasskeys(CognitoGateway cognito) {
        this.cognito = cognito;
    }

    /** Begins a registration: {@code PublicKeyCredentialCreationOptions} as JSON. */
    public Map<String, @Nullable Object> begin(Secret accessToken) {
        StartWebAuthnRegistrationRequest request = StartWebAuthnRegistrationRequest.builder()
                .accessToken(accessToken.value())
                .build();
        StartWebAuthnRegistrationResponse answer = cognito.call(
                CognitoOperation.START_WEB_AUTHN_REGISTRATION,
                Use.of(CognitoOperation.START_WEB_AUTHN_REGISTRATION),
                StartWebAuthnRegistrationResponse.class,
                client -> client.startWebAuthnRegistration(request),
                CognitoPasskeys::withOptions);
        return Documents.members(answer.credentialCreationOptions());
    }

    private static StartWebAuthnRegistrationResponse withOptions(StartWebAuthnRegistrationResponse answer) {
        Document options = IncompleteAnswer.require("CredentialCreationOptions", answer.credentialCreationOptions());
        if (!options.isMap()) {
            throw new IncompleteAnswer("CredentialCreationOptions");
        }
        return answer;
    }

    /** Completes the registration with the browser's {@code RegistrationResponseJSON}, which is passed on unchanged. */
    public void register(Secret accessToken, Map<String, ?> credential) {
        CompleteWebAuthnRegistrationRequest request = CompleteWebAuthnRegistrationRequest.builder()
                .accessToken(accessToken.value())
                .credential(Documents.of(credential))
                .build();
        cognito.call(
                CognitoOperation.COMPLETE_WEB_AUTHN_REGISTRATION,
                CompleteWebAuthnRegistrationResponse.class,
                client -> client.completeWebAuthnRegistration(request));
    }

    /** All passkeys of the account. */
    public List<Passkey> list(Secret accessToken) {
        List<Passkey> passkeys = new ArrayList<>();
        @Nullable String next = null;
        for (int page = 0; page == 0 || (next != null && page < MOST_PAGES); page++) {
            ListWebAuthnCredentialsRequest request = ListWebAuthnCredentialsRequest.builder()
                    .accessToken(accessToken.value())
                    .maxResults(PER_PAGE)
                    .nextToken(next)
                    .build();
            Page answer = cognito.call(
                    CognitoOperation.LIST_WEB_AUTHN_CREDENTIALS,
                    Use.of(CognitoOperation.LIST_WEB_AUTHN_CREDENTIALS),
                    Page.class,
                    client -> client.listWebAuthnCredentials(request),
                    Page::of);
            passkeys.addAll(answer.passkeys());
            next = answer.next();
        }
        return passkeys;
    }

    private record Page(List<Passkey> passkeys, @Nullable String next) {
        static Page of(ListWebAuthnCredentialsResponse answer) {
            return new Page(
                    answer.credentials().stream().map(CognitoPasskeys::passkey).toList(), answer.nextToken());
        }
    }

    private static Passkey passkey(WebAuthnCredentialDescription credential) {
        return new Passkey(
                IncompleteAnswer.require("CredentialId", credential.credentialId()),
                Objects.requireNonNullElse(credential.friendlyCredentialName(), ""),
                Objects.requireNonNullElse(credential.relyingPartyId(), ""),
                Optional.ofNullable(credential.authenticatorAttachment()),
                credential.authenticatorTransports(),
                IncompleteAnswer.require("CreatedAt", credential.createdAt()));
    }

    /** Removes a passkey. */
    public void remove(Secret accessToken, String id) {
        DeleteWebAuthnCredentialRequest request = DeleteWebAuthnCredentialRequest.builder()
                .accessToken(accessToken.value())
                .credentialId(id)
                .build();
        cognito.call(
                CognitoOperation.DELETE_WEB_AUTHN_CREDENTIAL,
                DeleteWebAuthnCredentialResponse.class,
                client -> client.deleteWebAuthnCredential(request));
    }
}
