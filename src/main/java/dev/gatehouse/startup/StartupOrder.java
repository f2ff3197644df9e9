package dev.gatehouse.startup;

/** When a {@link StartupStep} runs: in the order of these constants, all before the service listens. */
public enum StartupOrder {
    /** The log's format and file, so that they apply to all later lines. */
    LOG,
    /** The default locale, before any text is compared without regard to case. */
    LOCALE,
    /** How virtual threads wait for sockets; the JDK reads it once. */
    SOCKET_POLLING,
    /** Signals during the start. */
    SIGNALS,
    /** The user pool and the app client. */
    COGNITO_SETTINGS,
    /** The attributes that people may change. */
    ACCOUNT_ATTRIBUTES,
    /** The secret that encrypts tokens of this service. */
    SEALING_SECRET,
    /** The cookies of browsers. */
    BROWSER_SETTINGS,
    /** The secrets of the services that introspect and revoke tokens. */
    SERVICE_CLIENTS,
    /** What this service says of itself to OAuth 2.0 clients. */
    RESOURCE_METADATA,
    /** The other identity providers with which people sign in. */
    IDENTITY_PROVIDERS,
    /** The receiver of events. */
    EVENT_RECEIVER,
    /** HTTP/1.1 without TLS, which the handlers below HTTP need. */
    PLAIN_HTTP,
    /** The port, before background tasks start. */
    PORT
}
