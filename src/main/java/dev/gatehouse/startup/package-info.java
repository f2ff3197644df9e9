/** Checks and preparations before the service listens, in the order of one enum. What works in the background starts after them. */
@NullMarked
package dev.gatehouse.startup;

import org.jspecify.annotations.NullMarked;
