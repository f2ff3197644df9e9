/** Sessions of browsers: tokens in sealed cookies, and protection from cross-site requests. */
@NullMarked
package dev.gatehouse.browser;

import org.jspecify.annotations.NullMarked;
