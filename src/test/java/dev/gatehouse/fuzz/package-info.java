/** Requests by the hundred thousand, made from the contract: good ones, nearly good ones, and nonsense. */
@NullMarked
package dev.gatehouse.fuzz;

import org.jspecify.annotations.NullMarked;
