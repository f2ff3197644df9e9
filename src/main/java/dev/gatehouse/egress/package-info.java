/** How calls leave for the network outside: through which proxy, and whom they trust. */
@NullMarked
package dev.gatehouse.egress;

import org.jspecify.annotations.NullMarked;
