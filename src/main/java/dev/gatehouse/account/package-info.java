/** The caller's own account: profile and password change. */
@NullMarked
package dev.gatehouse.account;

import org.jspecify.annotations.NullMarked;
