/** Parsing of untrusted JSON: strict, and with a cost that depends only on its length. */
@NullMarked
package dev.gatehouse.json;

import org.jspecify.annotations.NullMarked;
