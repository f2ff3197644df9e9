package dev.gatehouse.identity;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Counts wrong answers to challenges and wrong codes (brute force) per account, across all challenges, replicas and set-ups of
 * factors. The account is that of the {@link HasAccountKey} argument, whose key must be {@link Email#folded} everywhere. Each
 * wrong answer lengthens the delay; until it ends, calls fail with an {@link IdentityException} before the method runs.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SlowedDown {}
