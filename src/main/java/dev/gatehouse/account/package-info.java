/** What callers may see and do of their own account. */
@NullMarked
package dev.gatehouse.account;

import org.jspecify.annotations.NullMarked;
