package dev.gatehouse.identity;

/** Limits how often a session is refreshed by the service itself, and not by a request for it. */
public interface RefreshLimit {
    /**
     * Counts a refresh. Blocks when requests are counted in Redis: for virtual threads.
     *
     * @throws IdentityException {@code RateLimited} when the session was refreshed too often
     */
    void admit(Secret refreshToken);
}
