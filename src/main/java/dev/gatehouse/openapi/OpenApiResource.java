package dev.gatehouse.openapi;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Answers {@code /openapi} with {@code docs/openapi.yaml} as it was at the build: YAML (RFC 9512), or JSON if that is preferred. */
@Path("/openapi")
@PermitAll
@NonBlocking
@Singleton
class OpenApiResource {
    private static final String YAML = "application/yaml";
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.valueOf(YAML), MediaType.APPLICATION_JSON_TYPE)
            .build();

    private final byte[] yaml = read("openapi.yaml");
    private final byte[] json = read("openapi.json");

    @GET
    @Produces({YAML, MediaType.APPLICATION_JSON})
    public Response contract(@Context Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new NotAcceptableException();
        }
        boolean asJson = variant.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE);
        return Response.ok(asJson ? json : yaml, variant).build();
    }

    private static byte[] read(String name) {
        try (InputStream file = OpenApiResource.class.getResourceAsStream("/META-INF/" + name)) {
            if (file == null) {
                throw new IllegalStateException("META-INF/" + name + " is not packaged");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
