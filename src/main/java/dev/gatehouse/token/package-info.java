/** Verifies bearer tokens: signature, JWKS cache, and one class per check of the claims. */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
