/** Encrypted, authenticated and expiring tokens for state that the client stores. */
@NullMarked
package dev.gatehouse.seal;

import org.jspecify.annotations.NullMarked;
