package dev.gatehouse.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.gatehouse.http.RequestId;
import dev.gatehouse.identity.IdentityException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions of resources and of the security layer to problem details. */
class ProblemMappers {
    private final MetadataLink metadata;

    ProblemMappers(MetadataLink metadata) {
        this.metadata = metadata;
    }

    @ServerExceptionMapper(IdentityException.class)
    public Response identity(IdentityException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper(ConstraintViolationException.class)
    public Response violation(ConstraintViolationException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper(AuthenticationFailedException.class)
    public Response refusedToken(AuthenticationFailedException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper(UnauthorizedException.class)
    public Response unauthenticated(UnauthorizedException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response forbidden(ForbiddenException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper(WebApplicationException.class)
    public Response http(WebApplicationException e, RoutingContext context) {
        return answer(e, context);
    }

    @ServerExceptionMapper(Throwable.class)
    public Response unexpected(Throwable e, RoutingContext context) {
        return answer(e, context);
    }

    private Response answer(Throwable exception, RoutingContext context) {
        Answer answer = ExceptionAnswers.of(exception);
        Response.ResponseBuilder builder = Response.status(answer.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(answer.problem(RequestId.of(context)));
        metadata.headers(answer).forEach(builder::header);
        return builder.build();
    }
}
