package dev.gatehouse.emulator.hosted;

import java.util.List;

/**
 * What an app client may do at the pool's domain. A client without a flow may do nothing there. Addresses are compared as they
 * are written, as Cognito does.
 */
public record OAuthSettings(
        List<String> flows,
        List<String> scopes,
        List<String> callbackUrls,
        List<String> logoutUrls,
        List<String> providers) {

    /** The authorization code flow, for people. */
    public static final String CODE = "code";

    /** The flow for machines, which Cognito allows in a client without another flow and with a secret. */
    public static final String CLIENT_CREDENTIALS = "client_credentials";

    /** The name of the pool's own users among the identity providers. */
    public static final String COGNITO = "COGNITO";

    /** The scopes that Cognito itself defines. */
    static final List<String> STANDARD_SCOPES =
            List.of("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin");

    public OAuthSettings {
        flows = List.copyOf(flows);
        scopes = List.copyOf(scopes);
        callbackUrls = List.copyOf(callbackUrls);
        logoutUrls = List.copyOf(logoutUrls);
        providers = List.copyOf(providers);
    }

    /** Nothing at the domain. */
    public static OAuthSettings none() {
        return new OAuthSettings(List.of(), List.of(), List.of(), List.of(), List.of(COGNITO));
    }

    /** The code flow for a Gatehouse at an address without a path, with all standard scopes and a provider named Google. */
    public static OAuthSettings site(String address) {
        return new OAuthSettings(
                List.of(CODE),
                STANDARD_SCOPES,
                List.of(address + "/auth/oauth/callback"),
                List.of(address, address + "/"),
                List.of(COGNITO, "Google"));
    }

    boolean allows(String flow) {
        return flows.contains(flow);
    }
}
