/** The contract, {@code docs/openapi.yaml}, for clients. */
@NullMarked
package dev.gatehouse.openapi;

import org.jspecify.annotations.NullMarked;
