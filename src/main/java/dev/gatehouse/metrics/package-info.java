/** Metrics, as JSON for people and as Prometheus or OpenMetrics text for scrapers. */
@NullMarked
package dev.gatehouse.metrics;

import org.jspecify.annotations.NullMarked;
