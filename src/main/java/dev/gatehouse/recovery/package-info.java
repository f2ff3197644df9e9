/** Getting back in when the password is forgotten. */
@NullMarked
package dev.gatehouse.recovery;

import org.jspecify.annotations.NullMarked;
