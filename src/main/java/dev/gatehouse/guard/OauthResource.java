package dev.gatehouse.guard;

import dev.gatehouse.identity.IdentityException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Endpoints for services, which authenticate as OAuth 2.0 clients: token introspection (RFC 7662) and revocation (RFC 7009). */
@Path("/oauth2")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
class OauthResource {
    private static final String TOKEN = "token";

    private final ServiceClients clients;
    private final Introspection introspection;
    private final TokenRevocation revocation;

    OauthResource(ServiceClients clients, Introspection introspection, TokenRevocation revocation) {
        this.clients = clients;
        this.introspection = introspection;
        this.revocation = revocation;
    }

    @POST
    @Path("/introspect")
    public IntrospectionResponse introspect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Nullable String body) {
        Form form = Form.parse(body);
        ServiceClient client = clients.authenticate(authorization, form);
        return introspection.of(client, form.required(TOKEN));
    }

    @POST
    @Path("/revoke")
    @ResponseStatus(200)
    public void revoke(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Nullable String body) {
        Form form = Form.parse(body);
        ServiceClient client = clients.authenticate(authorization, form);
        revocation.revoke(client, form.required(TOKEN));
    }

    /** Of these routes only: errors as RFC 6749 says, not as problem details. */
    @ServerExceptionMapper
    public Response refused(IdentityException e) {
        return OauthErrors.answer(e.failure());
    }
}
