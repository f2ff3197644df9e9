package dev.gatehouse.identity;

/** How a step of a sign-in ended. A refusal is an {@link IdentityException}. */
public sealed interface SignIn {

    /** The person is signed in. */
    record SignedIn(Tokens tokens) implements SignIn {}

    /** Cognito asks for one more step. */
    record Challenged(Challenge challenge) implements SignIn {}
}
