/** Security events: a line in the category {@code audit} and a counter for each, without personal data except the user id. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
