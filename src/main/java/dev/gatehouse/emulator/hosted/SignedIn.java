package dev.gatehouse.emulator.hosted;

import java.time.Instant;

/** Who signed in in a browser, by which identity provider, and when. */
public record SignedIn(String username, String provider, Instant at) {}
