package dev.gatehouse.mfa;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Factors;
import dev.gatehouse.identity.HasAccountKey;

/** The account by its address, as sign-ins name it, so that wrong codes of both count together. */
record AccountAddress(String accountKey) implements HasAccountKey {

    static AccountAddress of(Caller caller, Factors factors) {
        return new AccountAddress(factors.email().map(Email::folded).orElseGet(caller::userId));
    }

    @Override
    public String toString() {
        return "AccountAddress[hidden]";
    }
}
