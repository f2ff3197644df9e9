/** Whether the service and what it leans on are well: {@code /health} for people and monitors, the probes for Kubernetes. */
@NullMarked
package dev.gatehouse.health;

import org.jspecify.annotations.NullMarked;
