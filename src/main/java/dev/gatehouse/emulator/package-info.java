/**
 * An in-JVM Cognito user pool that speaks Cognito's wire protocol over real HTTP, for development and tests.
 *
 * <p>It is not AWS, keeps everything in memory and protects nothing. No production build starts it, and nothing else
 * in this service imports it.
 */
@NullMarked
package dev.gatehouse.emulator;

import org.jspecify.annotations.NullMarked;
