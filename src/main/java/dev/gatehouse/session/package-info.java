/** Keeping a sign-in alive, and ending it: here, or everywhere. */
@NullMarked
package dev.gatehouse.session;

import org.jspecify.annotations.NullMarked;
