/** What happened to people's accounts and sessions, for others: CloudEvents over HTTP to one receiver, signed. */
@NullMarked
package dev.gatehouse.event;

import org.jspecify.annotations.NullMarked;
