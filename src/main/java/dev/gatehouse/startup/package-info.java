/** What happens before the service listens, in the order of one enum. */
@NullMarked
package dev.gatehouse.startup;

import org.jspecify.annotations.NullMarked;
