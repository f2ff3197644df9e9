/** The shared types: tokens, challenges, the caller, and failures. */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
