/** How JSON that others send is read: strictly, and at a cost that only its length decides. */
@NullMarked
package dev.gatehouse.json;

import org.jspecify.annotations.NullMarked;
