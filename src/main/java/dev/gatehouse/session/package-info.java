/** Refresh of sessions and sign-out. */
@NullMarked
package dev.gatehouse.session;

import org.jspecify.annotations.NullMarked;
