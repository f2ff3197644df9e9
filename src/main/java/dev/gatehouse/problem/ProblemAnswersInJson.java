package dev.gatehouse.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.http.ProblemAnswers;
import dev.gatehouse.http.RequestId;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Writes problem details for requests that do not reach a resource: unknown paths, refused bodies, failures of the server. */
@Singleton
class ProblemAnswersInJson implements ProblemAnswers {
    private final ObjectMapper json;
    private final MetadataLink metadata;

    ProblemAnswersInJson(ObjectMapper json, MetadataLink metadata) {
        this.json = json;
        this.metadata = metadata;
    }

    @Override
    public void answerFailure(RoutingContext context) {
        Throwable failure = context.failure();
        int status = context.statusCode();
        send(
                context,
                failure != null && (status < 400 || status == 500)
                        ? ExceptionAnswers.of(failure)
                        : Answer.of(ProblemType.ofStatus(status)));
    }

    @Override
    public String body(int status, String requestId) {
        return text(Answer.of(ProblemType.ofStatus(status)).problem(requestId));
    }

    @Override
    public Form form(Throwable failure, String requestId) {
        Answer answer = ExceptionAnswers.of(failure);
        return new Form(
                answer.type().status(), answer.type().code(), answer.headers(), text(answer.problem(requestId)));
    }

    private void send(RoutingContext context, Answer answer) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        metadata.headers(answer).forEach(context.response()::putHeader);
        context.response()
                .setStatusCode(answer.type().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(text(answer.problem(RequestId.of(context))));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
