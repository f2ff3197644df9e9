/** The caller's own second factors and passkeys. */
@NullMarked
package dev.gatehouse.mfa;

import org.jspecify.annotations.NullMarked;
