package dev.gatehouse.identity;

import java.util.concurrent.CompletionStage;

/** Reads what Cognito knows about the caller. */
public interface Profiles {

    /**
     * The caller's profile, read at most once per sign-in; concurrent asks share one call. Never blocks; fails with an
     * {@link IdentityException} when Cognito refuses the token or cannot be reached.
     */
    CompletionStage<Profile> of(Caller caller);
}
