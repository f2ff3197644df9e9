package dev.gatehouse.identity;

/** The result of a step of a sign-in. A refusal is an {@link IdentityException}. */
public sealed interface SignIn {

    /** The user is signed in. */
    record SignedIn(Tokens tokens) implements SignIn {}

    /** Cognito requires one more step. */
    record Challenged(Challenge challenge) implements SignIn {}
}
