/**
 * The pool's domain: sign-in in the browser with Cognito's own pages, and the OAuth 2.0 endpoints that applications ask. For
 * development and tests only.
 */
@NullMarked
package dev.gatehouse.emulator.hosted;

import org.jspecify.annotations.NullMarked;
