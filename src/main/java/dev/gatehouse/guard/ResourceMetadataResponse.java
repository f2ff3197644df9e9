package dev.gatehouse.guard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of this service as an OAuth 2.0 protected resource (RFC 9728 §2).
 *
 * @param resource the public address of this service, letter by letter as it is configured
 * @param authorizationServers the issuers of the tokens; absent if none are configured
 * @param bearerMethodsSupported how a token may be sent (RFC 6750)
 * @param scopesSupported the scopes; absent if none are configured
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ResourceMetadataResponse(
        String resource,
        Optional<List<String>> authorizationServers,
        List<String> bearerMethodsSupported,
        Optional<List<String>> scopesSupported) {}
