/** Where replicas meet: the Redis or Valkey that the operator runs. Nothing is asked of it unless a room is told to share. */
@NullMarked
package dev.gatehouse.redis;

import org.jspecify.annotations.NullMarked;
