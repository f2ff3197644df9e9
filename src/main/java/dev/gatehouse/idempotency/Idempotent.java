package dev.gatehouse.idempotency;

import jakarta.interceptor.InterceptorBinding;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route of callers that creates something, and heeds {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07):
 * the same key, body and query of one caller get the same answer, without a second run. It must run on a virtual thread. The
 * key is looked at after the roles, the validation and the limits, so that a repetition passes all of them too.
 */
@NameBinding
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
