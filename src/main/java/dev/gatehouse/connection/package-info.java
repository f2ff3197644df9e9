/**
 * Below HTTP: how requests are read from a connection, and how it ends. All uses of internals of Netty and Vert.x are here; a
 * class that answers a threat names it, and the version that it was checked with.
 */
@NullMarked
package dev.gatehouse.connection;

import org.jspecify.annotations.NullMarked;
