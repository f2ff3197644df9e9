/** Rate limits per client address and account, and the slow-down after failed sign-ins (brute force). */
@NullMarked
package dev.gatehouse.limit;

import org.jspecify.annotations.NullMarked;
