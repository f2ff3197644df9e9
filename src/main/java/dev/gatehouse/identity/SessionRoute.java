package dev.gatehouse.identity;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that begins, refreshes or ends a session. Its body is an {@link AsksForSession}; one that ends the session of the
 * caller's own cookies, or begins one that is in cookies only, may have none.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SessionRoute {
    /** Whether the session ends. */
    @Nonbinding
    boolean ends() default false;
}
