/** Registration, verification of the email address, new codes. */
@NullMarked
package dev.gatehouse.registration;

import org.jspecify.annotations.NullMarked;
