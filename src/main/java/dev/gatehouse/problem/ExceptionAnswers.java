package dev.gatehouse.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.gatehouse.http.ForeignOriginException;
import dev.gatehouse.identity.IdentityException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Maps exceptions of all layers to answers. An unexpected exception is a 500, and logged. */
final class ExceptionAnswers {
    private static final Logger LOG = Logger.getLogger(ExceptionAnswers.class);

    private ExceptionAnswers() {}

    static Answer of(Throwable exception) {
        return switch (exception) {
            case IdentityException e -> FailureAnswers.of(e.failure());
            case ConstraintViolationException e -> ofViolations(e);
            case JsonProcessingException e -> ofJson(e);
            case AuthenticationFailedException e -> ofRefusedToken(e);
            case UnauthorizedException e -> Answer.of(ProblemType.AUTHENTICATION_REQUIRED);
            case ForbiddenException e -> Answer.missingRole();
            case ForeignOriginException e -> Answer.foreignOrigin();
            case WebApplicationException e when e.getCause() instanceof JsonProcessingException cause -> ofJson(cause);
            case WebApplicationException e
            when e.getResponse().getStatus() < 500 ->
                Answer.of(ProblemType.ofStatus(e.getResponse().getStatus()));
            default -> unexpected(exception);
        };
    }

    private static Answer ofRefusedToken(AuthenticationFailedException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IdentityException identity) {
                return FailureAnswers.of(identity.failure());
            }
        }
        return Answer.invalidToken(ProblemType.INVALID_TOKEN.detail());
    }

    private static Answer ofViolations(ConstraintViolationException e) {
        return Answer.withErrors(
                ProblemType.INVALID_INPUT,
                e.getConstraintViolations().stream()
                        .map(violation -> new FieldError(fieldOf(violation), violation.getMessage()))
                        .sorted((a, b) -> a.field().compareTo(b.field()))
                        .toList());
    }

    /** The path within the body: {@code email} for {@code login.request.email.value}, {@code body} for the whole body. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        List<String> names = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PROPERTY)
                .map(Path.Node::getName)
                .filter(name -> !name.equals("value"))
                .map(ExceptionAnswers::snakeCase)
                .toList();
        if (!names.isEmpty()) {
            return String.join(".", names);
        }
        String parameter = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER && !node.getName().equals("request")) {
                parameter = snakeCase(node.getName());
            }
        }
        return parameter;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static Answer ofJson(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return new Answer(
                    ProblemType.MALFORMED_REQUEST, "The body must be one JSON object.", List.of(), java.util.Map.of());
        }
        String message = e instanceof UnrecognizedPropertyException ? "is unknown" : "has the wrong type";
        return Answer.withErrors(ProblemType.INVALID_INPUT, List.of(new FieldError(pathOf(mapping), message)));
    }

    private static String pathOf(JsonMappingException e) {
        return String.join(
                ".",
                e.getPath().stream()
                        .map(ExceptionAnswers::nameOf)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static String nameOf(JsonMappingException.Reference reference) {
        @Nullable String name = reference.getFieldName();
        return name == null ? "" : name.substring(0, Math.min(name.length(), 64));
    }

    private static Answer unexpected(Throwable exception) {
        LOG.errorf(exception, "unexpected failure");
        return Answer.of(ProblemType.INTERNAL_ERROR);
    }
}
