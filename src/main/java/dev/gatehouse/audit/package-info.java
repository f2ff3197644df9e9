/** Security-relevant events: one line in the category {@code audit} and one count each, no personal data but the user id. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
