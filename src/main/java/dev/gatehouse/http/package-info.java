/** What every request and every answer has in common, whatever it is about: its id, its size limits, the order of steps (`RequestPipeline`). */
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
