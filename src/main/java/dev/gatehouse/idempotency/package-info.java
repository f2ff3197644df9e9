/** Idempotency keys: a repeated request to create something gets the answer of the first, and creates nothing. */
@NullMarked
package dev.gatehouse.idempotency;

import org.jspecify.annotations.NullMarked;
