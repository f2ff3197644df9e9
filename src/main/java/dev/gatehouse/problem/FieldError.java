package dev.gatehouse.problem;

/**
 * One invalid field of a request.
 *
 * @param field its name in the request body
 * @param message what is wrong, to follow the name
 */
record FieldError(String field, String message) {}
