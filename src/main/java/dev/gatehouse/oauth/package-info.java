/** Sign-in with other identity providers: authorization code with PKCE at the pool's domain. */
@NullMarked
package dev.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
