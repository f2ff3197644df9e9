/** Below HTTP: what is read from a connection and how it ends. All that needs the insides of Netty and Vert.x, and nothing else. */
@NullMarked
package dev.gatehouse.connection;

import org.jspecify.annotations.NullMarked;
