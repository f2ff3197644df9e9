/** Traces of requests, for a collector that takes OTLP. All use of OpenTelemetry is here. */
@NullMarked
package dev.gatehouse.trace;

import org.jspecify.annotations.NullMarked;
