/** Outgoing connections: proxies and trusted CAs. */
@NullMarked
package dev.gatehouse.egress;

import org.jspecify.annotations.NullMarked;
