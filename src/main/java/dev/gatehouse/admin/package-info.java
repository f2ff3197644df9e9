/** Operations of administrators on other accounts. */
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
