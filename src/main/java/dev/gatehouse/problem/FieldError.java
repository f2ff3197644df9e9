package dev.gatehouse.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One invalid field of a request.
 *
 * @param field its name in the request body
 * @param message the message, to be appended to the name
 */
@RegisterForReflection
record FieldError(String field, String message) {}
