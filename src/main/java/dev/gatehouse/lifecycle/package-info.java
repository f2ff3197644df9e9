/** The process lifecycle: clocks, start-up checks, signals, graceful shutdown. */
@NullMarked
package dev.gatehouse.lifecycle;

import org.jspecify.annotations.NullMarked;
