package dev.gatehouse.login;

/** Challenges that have Cognito's names, but that Cognito does not know of: it is called only with the answer. */
final class OwnChallenge {
    /** Which method to sign in with. */
    static final String SELECT = "SELECT_CHALLENGE";
    /** The password. */
    static final String PASSWORD = "PASSWORD";

    private OwnChallenge() {}
}
