package dev.gatehouse.identity;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the answer to a challenge. Wrong answers are counted for the account that the argument which is {@link AboutAccount}
 * names, whichever challenge they answer, and each makes the account wait longer: until then the method is not called, and
 * an {@link IdentityException} is thrown.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SlowedDown {}
