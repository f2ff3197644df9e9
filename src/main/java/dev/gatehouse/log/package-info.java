/** Logging: JSON format with the same field names everywhere, the queue, and the rotating file. */
@NullMarked
package dev.gatehouse.log;

import org.jspecify.annotations.NullMarked;
