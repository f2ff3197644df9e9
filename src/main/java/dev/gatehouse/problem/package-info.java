/** Maps failures to an HTTP status and {@code application/problem+json} (RFC 9457); no other package does. */
@NullMarked
package dev.gatehouse.problem;

import org.jspecify.annotations.NullMarked;
