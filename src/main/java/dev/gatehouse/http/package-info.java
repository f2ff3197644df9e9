/** The processing that all requests share: ids, headers, limits of size, access log, in the order that `RequestPipeline` lists. */
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
