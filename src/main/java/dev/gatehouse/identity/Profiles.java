package dev.gatehouse.identity;

/** Reads what Cognito knows about the caller. */
public interface Profiles {

    /**
     * The caller's profile, read at most once per sign-in; concurrent asks share one call.
     *
     * @throws IdentityException when Cognito refuses the token or cannot be reached
     */
    Profile of(Caller caller);
}
