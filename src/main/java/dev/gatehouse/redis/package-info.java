/** The Redis or Valkey that replicas share. Connected only where a setting {@code …store=redis} asks for it. */
@NullMarked
package dev.gatehouse.redis;

import org.jspecify.annotations.NullMarked;
