/** What the service hands out and takes back unread: encrypted, authenticated, and of limited life. */
@NullMarked
package dev.gatehouse.seal;

import org.jspecify.annotations.NullMarked;
