/** What happens once per process: the clock, the start, the end. */
@NullMarked
package dev.gatehouse.lifecycle;

import org.jspecify.annotations.NullMarked;
