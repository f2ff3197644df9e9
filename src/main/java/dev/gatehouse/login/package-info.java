/** Sign-in with a password, and the challenges that the pool may require. */
@NullMarked
package dev.gatehouse.login;

import org.jspecify.annotations.NullMarked;
