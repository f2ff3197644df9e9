package dev.gatehouse.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The body of every error answer: problem details (RFC 9457) with three members of our own.
 *
 * @param type a URN that names the kind of problem
 * @param title the kind in a few words
 * @param status the HTTP status
 * @param detail what happened, in a sentence that never echoes input
 * @param code the kind, for programs: stable
 * @param requestId the id under which the log knows this request
 * @param errors the invalid fields, when the request was at fault
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
