package dev.gatehouse.login;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.SignInMethod;

/** A method without a password that the client chose. */
record Choice(Email email, SignInMethod method, ClientContext client) implements HasAccountKey {
    @Override
    public String accountKey() {
        return email.folded();
    }
}
