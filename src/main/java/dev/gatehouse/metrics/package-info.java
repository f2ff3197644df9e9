/**
 * {@code /metrics}, as JSON for people and as Prometheus or OpenMetrics text for scrapers, and the metrics of HTTP requests. Each
 * other package makes its own, such as {@code token.TokenMetrics}.
 */
@NullMarked
package dev.gatehouse.metrics;

import org.jspecify.annotations.NullMarked;
