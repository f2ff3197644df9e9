/** The only door to AWS: Cognito's operations in our words, with time limits, retries, a circuit, and translated errors. */
@NullMarked
package dev.gatehouse.cognito;

import org.jspecify.annotations.NullMarked;
