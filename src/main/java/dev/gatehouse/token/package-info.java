/** Accepts or refuses a bearer token, one check per class, and knows which sign-ins were ended before their tokens. */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
