/**
 * Below HTTP: how requests are parsed, and how a connection ends. All uses of internals of Netty and Vert.x are here. A class
 * against a threat names it, and the version that it was checked with.
 */
@NullMarked
package dev.gatehouse.connection;

import org.jspecify.annotations.NullMarked;
