/** All calls through the AWS SDK: Cognito's operations with timeouts, retries, a circuit breaker and translated errors. */
@NullMarked
package dev.gatehouse.cognito;

import org.jspecify.annotations.NullMarked;
