/** What the tests stand on: the embedded pool, the control of it, and the API as a client calls it. */
@NullMarked
package dev.gatehouse.support;

import org.jspecify.annotations.NullMarked;
