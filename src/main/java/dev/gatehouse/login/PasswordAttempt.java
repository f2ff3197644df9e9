package dev.gatehouse.login;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Password;

/** A sign-in by password, after the client chose this. */
record PasswordAttempt(Email email, Password password, ClientContext client) implements HasAccountKey {
    @Override
    public String accountKey() {
        return email.folded();
    }
}
