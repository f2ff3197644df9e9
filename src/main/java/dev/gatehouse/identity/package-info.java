/** The shared words of the house: tokens, challenges, the caller, and what can go wrong with an identity. */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
