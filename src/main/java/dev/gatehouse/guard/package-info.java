/** Answers proxies and services: may this request pass, and who is it from. */
@NullMarked
package dev.gatehouse.guard;

import org.jspecify.annotations.NullMarked;
