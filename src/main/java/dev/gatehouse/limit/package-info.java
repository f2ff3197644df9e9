/** Against floods and brute force: rate limits per client address and account, and the slow-down after failed sign-ins. */
@NullMarked
package dev.gatehouse.limit;

import org.jspecify.annotations.NullMarked;
