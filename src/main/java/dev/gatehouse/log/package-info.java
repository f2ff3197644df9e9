/** How a line of the log looks and where it goes: JSON members by the same names everywhere, and the rotating file. */
@NullMarked
package dev.gatehouse.log;

import org.jspecify.annotations.NullMarked;
