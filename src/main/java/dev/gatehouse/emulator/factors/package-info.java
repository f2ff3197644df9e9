/**
 * The second factors and passkeys of the embedded pool: what they hold and how they are verified, apart from the
 * operations that use them.
 */
@NullMarked
package dev.gatehouse.emulator.factors;

import org.jspecify.annotations.NullMarked;
