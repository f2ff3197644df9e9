/** Failure to status and {@code application/problem+json} (RFC 9457): here and nowhere else. */
@NullMarked
package dev.gatehouse.problem;

import org.jspecify.annotations.NullMarked;
