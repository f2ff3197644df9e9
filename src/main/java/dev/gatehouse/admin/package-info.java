/** What an administrator may do to other accounts. */
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
