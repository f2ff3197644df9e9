package dev.gatehouse.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.idempotency.Run.Claim;
import io.quarkus.arc.NoClassInterceptors;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Keeps the answer to the first request with a key, refusals included, before it is sent. */
@Provider
@Idempotent
class KeepAnswerFilter implements ContainerResponseFilter {
    private final IdempotencyKeys keys;
    private final Run run;
    private final ObjectMapper json;

    KeepAnswerFilter(IdempotencyKeys keys, Run run, ObjectMapper json) {
        this.keys = keys;
        this.run = run;
        this.json = json;
    }

    /** The annotation of the class binds this filter to the routes; the interceptor is for the routes alone. */
    @Override
    @NoClassInterceptors
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        run.end().ifPresent(claim -> {
            if (KeptAnswer.isFinal(response.getStatus())) {
                keys.keep(claim, answer(claim, response));
            } else {
                keys.release(claim);
            }
        });
    }

    private KeptAnswer answer(Claim claim, ContainerResponseContext response) {
        return new KeptAnswer(
                claim.key(),
                claim.fingerprint(),
                response.getStatus(),
                response.hasEntity() ? type(response) : "",
                Optional.ofNullable(response.getHeaderString(HttpHeaders.LOCATION))
                        .orElse(""),
                response.hasEntity() ? text(response.getEntity()) : "");
    }

    /** JSON is the default; the framework states it after this filter, with its charset. */
    private static String type(ContainerResponseContext response) {
        MediaType type = Optional.ofNullable(response.getMediaType()).orElse(MediaType.APPLICATION_JSON_TYPE);
        return (type.equals(MediaType.APPLICATION_JSON_TYPE) ? type.withCharset("UTF-8") : type).toString();
    }

    private String text(Object entity) {
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is no JSON", e);
        }
    }
}
