/** Revocation of sessions whose access tokens have not expired: in memory on each replica, shared through Redis. */
@NullMarked
package dev.gatehouse.revocation;

import org.jspecify.annotations.NullMarked;
