package dev.gatehouse.emulator;

import java.util.Optional;

/** What sign-in needs of passkeys. Called with the pool locked. */
interface Assertions {

    /** Whether a user has a passkey. */
    boolean has(User user);

    /** Begins a sign-in; an empty user is one that does not exist, and whose challenge nothing solves. */
    Assertion begin(Optional<User> user);

    /** One challenge, which can be answered once, rightly or wrongly. */
    interface Assertion {

        /** {@code CREDENTIAL_REQUEST_OPTIONS}. */
        String options();

        /** Whether the authenticator verified its user; throws a PasskeyRefusal if the credential is refused. */
        boolean verify(String credential);
    }
}
