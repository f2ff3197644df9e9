/** Health of the service and its dependencies: {@code /health} for people and monitoring, probes for Kubernetes. */
@NullMarked
package dev.gatehouse.health;

import org.jspecify.annotations.NullMarked;
