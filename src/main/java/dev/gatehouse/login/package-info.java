/** Signing in with a password, and the further steps that the pool may ask for. */
@NullMarked
package dev.gatehouse.login;

import org.jspecify.annotations.NullMarked;
