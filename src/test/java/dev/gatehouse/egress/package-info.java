/** Tests of the way out. */
@NullMarked
package dev.gatehouse.egress;

import org.jspecify.annotations.NullMarked;
