package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The two documents that a pool publishes under its issuer. */
final class WellKnown {

    static final String JWKS = "/.well-known/jwks.json";
    static final String CONFIGURATION = "/.well-known/openid-configuration";

    private final SigningKeys keys;
    private final String issuer;
    private final String domain;

    /** Takes the address of the pool's domain, where people and applications sign in. */
    WellKnown(SigningKeys keys, String issuer, String domain) {
        this.keys = keys;
        this.issuer = issuer;
        this.domain = domain;
    }

    Reply jwks() {
        return Reply.json(200, keys.jwks());
    }

    Reply configuration() {
        ObjectNode document = Json.object()
                .put("issuer", issuer)
                .put("jwks_uri", issuer + JWKS)
                .put("authorization_endpoint", domain + "/oauth2/authorize")
                .put("token_endpoint", domain + "/oauth2/token")
                .put("userinfo_endpoint", domain + "/oauth2/userInfo")
                .put("revocation_endpoint", domain + "/oauth2/revoke")
                .put("end_session_endpoint", domain + "/logout");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        document.putArray("response_types_supported").add("code").add("token");
        document.putArray("scopes_supported")
                .add("openid")
                .add("email")
                .add("phone")
                .add("profile");
        document.putArray("subject_types_supported").add("public");
        document.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return Reply.json(200, document);
    }
}
