package dev.gatehouse.identity;

import java.util.concurrent.CompletionStage;

/** Reads the caller's profile from Cognito. */
public interface Profiles {

    /**
     * The caller's profile, read once per session while it is cached; concurrent requests share one call. Never blocks; fails with an
     * {@link IdentityException} when Cognito refuses the token or is unreachable.
     */
    CompletionStage<Profile> of(Caller caller);

    /** The same for a decision about a request to another service: without the caller's rate limit. */
    CompletionStage<Profile> ofDecision(Caller caller);

    /**
     * Forgets the cached profiles of all sessions of a user, after a change. Other replicas keep theirs for up to five minutes.
     */
    void forget(String userId);
}
