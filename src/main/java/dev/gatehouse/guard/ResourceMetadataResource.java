package dev.gatehouse.guard;

import dev.gatehouse.http.HttpConfig;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Answers with the metadata of this service as an OAuth 2.0 protected resource (RFC 9728); 404 without a public address. */
@Path("/.well-known/oauth-protected-resource")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class ResourceMetadataResource {
    private final Optional<ResourceMetadataResponse> metadata;

    ResourceMetadataResource(HttpConfig http, OauthClientConfig config) {
        this.metadata = http.publicUrl()
                .map(url -> new ResourceMetadataResponse(
                        url, config.authorizationServers(), List.of("header"), config.scopesSupported()));
    }

    @GET
    @NonBlocking
    public ResourceMetadataResponse metadata() {
        return metadata.orElseThrow(NotFoundException::new);
    }
}
