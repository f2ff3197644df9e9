/**
 * Rate limits per client address and account, and the slow-down after failed sign-ins (brute force). The limits and their
 * default rates are the constants of {@link dev.gatehouse.identity.Limit}; a route names one by {@link
 * dev.gatehouse.identity.Limited}.
 */
@NullMarked
package dev.gatehouse.limit;

import org.jspecify.annotations.NullMarked;
