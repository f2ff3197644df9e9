package dev.gatehouse.token;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that needs a recent sign-in of its caller, because it changes how one signs in to the account (RFC 9470). The
 * check comes before the body is parsed. See {@link RecentSignIns}.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface FreshSignIn {}
