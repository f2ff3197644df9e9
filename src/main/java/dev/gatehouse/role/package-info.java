/** Who gains and who loses a role, whichever route it comes by. */
@NullMarked
package dev.gatehouse.role;

import org.jspecify.annotations.NullMarked;
