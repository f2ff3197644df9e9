/** Which sign-ins ended before their tokens do: known in memory to every replica, shared through Redis where there are several. */
@NullMarked
package dev.gatehouse.revocation;

import org.jspecify.annotations.NullMarked;
