package dev.gatehouse.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The body of every error answer: problem details (RFC 9457) with three extension members.
 *
 * @param type a URN of the problem type
 * @param title the problem type in a few words
 * @param status the HTTP status
 * @param detail what happened, in one sentence, which never contains input
 * @param code a stable code of the problem type, for programs
 * @param requestId the request id, as in the log
 * @param errors the invalid fields, if any
 */
@RegisterForReflection
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    static final String MEDIA_TYPE = "application/problem+json";
}
