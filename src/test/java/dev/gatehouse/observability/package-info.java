/** What {@code infrastructure/observability} holds: right by itself, and with what the service exposes. */
@NullMarked
package dev.gatehouse.observability;

import org.jspecify.annotations.NullMarked;
