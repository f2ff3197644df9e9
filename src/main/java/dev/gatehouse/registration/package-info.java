/** Signing up, proving the email address, sending the code again. */
@NullMarked
package dev.gatehouse.registration;

import org.jspecify.annotations.NullMarked;
