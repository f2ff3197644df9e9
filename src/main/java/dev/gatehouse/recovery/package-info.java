/** Reset of a forgotten password. */
@NullMarked
package dev.gatehouse.recovery;

import org.jspecify.annotations.NullMarked;
