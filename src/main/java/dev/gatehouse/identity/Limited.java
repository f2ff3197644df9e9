package dev.gatehouse.identity;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * May be called only so often from one address, and so often about one account: the one that the argument which is {@link
 * AboutAccount} names, or the caller's own. One more call is refused with an {@link IdentityException} before the method runs.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Limited {
    @Nonbinding
    Limit value();
}
